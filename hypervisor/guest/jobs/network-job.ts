/** `dhcp`, `ping`, `fetch` and `push`: what waits for the network, as plain data between two steps. */
import {
  DHCP_CLIENT_PORT,
  DHCP_SERVER_PORT,
  DhcpOption,
  DhcpType,
  encodeDhcp,
  type OptionList,
} from '../../switch/user-network/dhcp-message.ts';
import {addressText} from '../../switch/user-network/address.ts';
import {word32} from '../../switch/frame.ts';
import type {JobBase} from './job.ts';
import type {JobHost, JobKind} from './job-host.ts';

const SECOND = 10_000_000;
const MS = 10_000;
const ATTEMPTS = 5;
/** Bytes written to a connection in one slice. */
const CHUNK = 16_384;

export interface NetworkJob extends JobBase {
  kind: 'network';
  what: 'dhcp' | 'ping' | 'fetch' | 'push';
  target: number;
  port: number;
  /** Of `fetch`. */
  path: string;
  /** Pings wanted, or bytes to be pushed. */
  wanted: number;
  /** Pings or attempts made, bytes that came or went. */
  done: number;
  answered: number;
  /** Sum of the bytes that came, to compare streams by. */
  sum: number;
  started: number;
  /** When the last packet went; 0: none is out. */
  sentAt: number;
  offered: number;
  phase: 'begin' | 'waiting' | 'over';
  failed: boolean;
}

type Step = (job: NetworkJob, host: JobHost) => boolean;

const STEPS: Readonly<Record<NetworkJob['what'], Step>> = {
  dhcp: runDhcp,
  ping: runPing,
  fetch: runStream,
  push: runStream,
};

export const networkJob: JobKind<NetworkJob> = {
  run: (job, host) => STEPS[job.what](job, host),
  stop(job, host) {
    host.network.close(job.id);
    return true;
  },
};

function waitFor(job: NetworkJob, host: JobHost, ticks: number): false {
  job.wake = host.time() + ticks;
  return false;
}

function runPing(job: NetworkJob, host: JobHost): boolean {
  const {stack} = host.network;
  const now = host.time();
  if (job.sentAt > 0 && stack.pong?.sequence === job.done && stack.pong.from === job.target) {
    const ms = ((now - job.sentAt) / MS).toFixed(3);
    host.print(`64 bytes from ${addressText(job.target)}: seq=${job.done} time=${ms} ms\n`);
    job.answered += 1;
    job.sentAt = 0;
    stack.pong = undefined;
  }
  if (job.sentAt > 0 && now - job.sentAt < SECOND) {
    // The first may have been lost to the question who has the address.
    if (job.phase === 'begin' && stack.knows(job.target)) {
      job.phase = 'waiting';
      stack.ping(job.target, job.done);
    }
    return waitFor(job, host, job.sentAt + SECOND - now);
  }
  if (job.done >= job.wanted) {
    host.print(`${job.done} sent, ${job.answered} received\n`);
    return true;
  }
  job.done += 1;
  job.sentAt = now;
  job.phase = stack.knows(job.target) ? 'waiting' : 'begin';
  stack.ping(job.target, job.done);
  return waitFor(job, host, SECOND);
}

function runDhcp(job: NetworkJob, host: JobHost): boolean {
  const {network} = host;
  const {stack} = network;
  const answer = network.takeDhcp();
  if (answer && answer.type === DhcpType.Offer && job.offered === 0) job.offered = answer.yours;
  else if (answer && answer.type === DhcpType.Ack) {
    Object.assign(stack.state, {
      address: answer.yours,
      prefixLength: answer.prefixLength,
      router: answer.router,
      dns: answer.dns,
    });
    const {address, prefixLength, router} = stack.state;
    host.print(`${addressText(address)}/${prefixLength} by ${addressText(router)}\n`);
    return true;
  } else if (job.sentAt > 0 && host.time() - job.sentAt < SECOND)
    return waitFor(job, host, job.sentAt + SECOND - host.time());
  if (job.done >= ATTEMPTS) {
    host.print('dhcp: no answer\n');
    return true;
  }
  job.done += 1;
  job.sentAt = host.time();
  const isRequest = job.offered > 0;
  if (!isRequest) stack.state.address = 0;
  const options: OptionList = isRequest ? [[DhcpOption.RequestedAddress, job.offered]] : [];
  const type = isRequest ? DhcpType.Request : DhcpType.Discover;
  const message = {type, transaction: job.id, clientMac: network.mac, isBroadcast: true};
  const bytes = encodeDhcp(message, false, {}, options);
  stack.broadcast(DHCP_CLIENT_PORT, DHCP_SERVER_PORT, bytes);
  return waitFor(job, host, SECOND);
}

/** What of a DHCP server's answer counts. */
export interface DhcpAnswer {
  type: number;
  yours: number;
  prefixLength: number;
  router: number;
  dns: number;
}

/** Undefined: it is no answer to this adapter. */
export function parseDhcpAnswer(bytes: Uint8Array): DhcpAnswer | undefined {
  if (bytes[0] !== 2 || bytes.length < 244) return undefined;
  const options = new Map<number, number>();
  let type = 0;
  for (let at = 240; at < bytes.length && bytes[at] !== DhcpOption.End; ) {
    const [code = 0, length = 0] = [bytes[at], bytes[at + 1]];
    if (code === DhcpOption.MessageType) type = bytes[at + 2] ?? 0;
    else if (length === 4) options.set(code, word32(bytes, at + 2));
    at += code === DhcpOption.Pad ? 1 : 2 + length;
  }
  const mask = options.get(DhcpOption.Mask) ?? 0xffff_ff00;
  return {
    type,
    yours: word32(bytes, 16),
    prefixLength: 32 - Math.round(Math.log2(2 ** 32 - mask)),
    router: options.get(DhcpOption.Router) ?? 0,
    dns: options.get(DhcpOption.DnsServer) ?? 0,
  };
}

function runStream(job: NetworkJob, host: JobHost): boolean {
  if (job.phase === 'begin') {
    job.phase = 'waiting';
    host.network.open(job);
  }
  const connection = host.network.connectionOf(job.id);
  if (job.phase === 'over' || !connection) {
    const ms = Math.max(1, Math.round((host.time() - job.started) / MS));
    const text =
      job.what === 'fetch'
        ? `fetched ${job.done} bytes, sum ${job.sum}`
        : `pushed ${job.done} bytes`;
    host.print(job.failed ? `${job.what}: connection lost\n` : `${text} in ${ms} ms\n`);
    return true;
  }
  if (job.what === 'push' && connection.isOpen) push(job, host);
  const more = job.what === 'push' && job.done < job.wanted && connection.room >= CHUNK;
  job.wake = more ? 'now' : 'io';
  return false;
}

function push(job: NetworkJob, host: JobHost): void {
  const connection = host.network.connectionOf(job.id);
  if (!connection || job.done >= job.wanted || connection.room < CHUNK) return;
  const length = Math.min(CHUNK, job.wanted - job.done);
  connection.write(new Uint8Array(length));
  job.done += length;
  if (job.done >= job.wanted) connection.end();
}
