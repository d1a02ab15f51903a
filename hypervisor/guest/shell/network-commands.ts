/** `ip`, `dhcp`, `ping`, `fetch`, `push`: the network from the console. */
import {addressText, parseAddress} from '../../switch/user-network/address.ts';
import type {NewJob} from '../jobs/job-table.ts';
import {
  type Command,
  CommandError,
  type CommandLine,
  parseNumber,
  parseSize,
  type System,
} from './command.ts';

const MAX_PINGS = 1000;

function job(
  system: System,
  line: CommandLine,
  wish: Pick<Extract<NewJob, {kind: 'network'}>, 'what'> &
    Partial<Extract<NewJob, {kind: 'network'}>>,
): NewJob {
  return {
    kind: 'network',
    background: line.background,
    command: line.text,
    wake: 'now',
    target: 0,
    port: 0,
    path: '/',
    wanted: 0,
    done: 0,
    answered: 0,
    sum: 0,
    started: system.time(),
    sentAt: 0,
    offered: 0,
    phase: 'begin',
    failed: false,
    ...wish,
  };
}

function addressOf(text: string | undefined): number {
  const address = parseAddress(text ?? '');
  if (address === undefined) throw new CommandError(`no address: ${text ?? ''}`);
  return address;
}

export const ip: Command = {
  name: 'ip',
  usage: 'ip [address/prefix [router]]',
  summary: 'shows or sets the address of the network adapter',
  run(system, [text, router]) {
    const {state} = system.network.stack;
    if (text !== undefined) {
      const [address, prefix] = text.split('/');
      state.address = addressOf(address);
      state.prefixLength = prefix === undefined ? 24 : parseNumber(prefix, 'the prefix', 8, 30);
      state.router = router === undefined ? 0 : addressOf(router);
    }
    const mac = system.network.mac.toString(16).padStart(12, '0').match(/../g)?.join(':');
    const shown =
      state.address === 0 ? 'no address' : `${addressText(state.address)}/${state.prefixLength}`;
    system.print(`${mac} ${shown}\n`);
  },
};

export const dhcp: Command = {
  name: 'dhcp',
  usage: 'dhcp',
  summary: 'asks a DHCP server for an address',
  run(system, _, line) {
    system.startJob(job(system, line, {what: 'dhcp'}));
  },
};

export const ping: Command = {
  name: 'ping',
  usage: 'ping <address> [count]',
  summary: 'asks for answers, one after the other; four without a count',
  run(system, [target, count], line) {
    const wanted = count === undefined ? 4 : parseNumber(count, 'the count', 1, MAX_PINGS);
    system.startJob(job(system, line, {what: 'ping', target: addressOf(target), wanted}));
  },
};

function portOf(text: string | undefined): number {
  return parseNumber(text, 'the port', 1, 65_535);
}

export const fetch: Command = {
  name: 'fetch',
  usage: 'fetch <address> <port> [path]',
  summary: 'gets a page by HTTP and says how many bytes came, and their sum',
  run(system, [target, port, path = '/'], line) {
    const place = {target: addressOf(target), port: portOf(port), path};
    system.startJob(job(system, line, {what: 'fetch', ...place}));
  },
};

export const push: Command = {
  name: 'push',
  usage: 'push <address> <port> <size>',
  summary: 'sends zeros over a TCP connection',
  run(system, [target, port, size], line) {
    const place = {target: addressOf(target), port: portOf(port)};
    system.startJob(
      job(system, line, {what: 'push', ...place, wanted: parseSize(size, 'the size')}),
    );
  },
};
