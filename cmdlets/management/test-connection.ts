/** Test-Connection: does a computer answer, by which way, through which port? */
import {isIP} from 'node:net';
import {hostname} from 'node:os';
import {
  cmdlet,
  type Bound,
  type ParameterDeclarations,
  type Run,
} from '../../shell/cmdlet/cmdlet.ts';
import {service} from '../../shell/cmdlet/services.ts';
import {convertTo, customObject, NetException} from '../../shell/values/index.ts';
import {ExchangeFailure} from '../../shell/web/http-exchange.ts';
import {addressesOf, connectTime, hostNameOf} from '../../shell/web/reach.ts';
import {ping, PingFailure, type PingReply} from './ping.ts';

const DEFAULT_COUNT = 4;
const DEFAULT_SIZE = 32;
const DEFAULT_TIMEOUT = 5;
const MOST_HOPS = 128;
const TRACE_PINGS = 3;
/** Bounds of the search for the largest packet, in bytes. */
const MTU = {low: 68, low6: 1280, start: 1473, high: 10000} as const;

const POSITIVE = {type: 'int', validate: [{rangeKind: 'Positive'}]} as const;
const PINGS = {DefaultPing: {}, RepeatPing: {}} as const;
const COUNTED = {DefaultPing: {}, TcpPort: {}} as const;
const DELAYED = {DefaultPing: {}, RepeatPing: {}, TcpPort: {}} as const;
const HOPS = {DefaultPing: {}, RepeatPing: {}, TraceRoute: {}} as const;

const PARAMETERS = {
  TargetName: {
    type: 'string[]',
    mandatory: true,
    position: 0,
    pipeline: 'both',
    aliases: ['ComputerName'],
    validate: [{notNullOrEmpty: true}],
    help: 'Names or addresses.',
  },
  Ping: {type: 'switch', sets: PINGS, help: 'Asks for an echo, which is the default.'},
  IPv4: {type: 'switch', help: 'Takes an address of version 4.'},
  IPv6: {type: 'switch', help: 'Takes an address of version 6.'},
  ResolveDestination: {type: 'switch', help: 'Asks for the name of the address.'},
  MaxHops: {
    type: 'int',
    sets: HOPS,
    aliases: ['Ttl', 'TimeToLive', 'Hops'],
    validate: [{range: [1, MOST_HOPS]}],
    defaultText: '128',
    help: 'Over how many routers the request may go.',
  },
  Count: {...POSITIVE, sets: COUNTED, defaultText: '4', help: 'How many requests.'},
  Delay: {...POSITIVE, sets: DELAYED, defaultText: '1', help: 'Seconds between two requests.'},
  BufferSize: {
    type: 'int',
    sets: PINGS,
    aliases: ['Size', 'Bytes', 'BS'],
    validate: [{range: [0, 65500]}],
    defaultText: '32',
    help: 'Bytes that are sent.',
  },
  DontFragment: {type: 'switch', sets: PINGS, help: 'Routers may not take the packet apart.'},
  Repeat: {
    type: 'switch',
    sets: {RepeatPing: {mandatory: true}, TcpPort: {}},
    aliases: ['Continuous'],
    help: 'Goes on until it is stopped.',
  },
  Quiet: {type: 'switch', help: 'Writes true or false (with -MtuSize a number).'},
  TimeoutSeconds: {...POSITIVE, defaultText: '5', help: 'Seconds to wait for an answer.'},
  Traceroute: {type: 'switch', sets: {TraceRoute: {mandatory: true}}, help: 'Tells the way there.'},
  MtuSize: {
    type: 'switch',
    sets: {MtuSizeDetect: {mandatory: true}},
    aliases: ['MtuSizeDetect'],
    help: 'Finds the largest packet that arrives whole.',
  },
  TcpPort: {
    type: 'int',
    sets: {TcpPort: {mandatory: true}},
    validate: [{range: [0, 65535]}],
    help: 'The port to connect to.',
  },
  Detailed: {type: 'switch', sets: {TcpPort: {}}, help: 'Writes what happened at the port.'},
} as const satisfies ParameterDeclarations;

type Arguments = Bound<typeof PARAMETERS>;

export const testConnection = cmdlet({
  name: 'Test-Connection',
  module: 'Microsoft.PowerShell.Management',
  className: 'TestConnectionCommand',
  defaultParameterSet: 'DefaultPing',
  outputTypes: [
    'Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus',
    'Microsoft.PowerShell.Commands.TestConnectionCommand+PingMtuStatus',
    'Microsoft.PowerShell.Commands.TestConnectionCommand+TraceStatus',
    'Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus',
    'System.Boolean',
    'System.Int32',
  ],
  synopsis: 'Sends ICMP echo request packets, or pings, to one or more computers.',
  parameters: PARAMETERS,
  examples: [
    {title: 'Is the web server up?', code: 'Test-Connection web1 -TcpPort 443 -Quiet'},
    {title: 'Two echoes', code: 'Test-Connection 127.0.0.1 -Count 2'},
  ],

  process(run, p) {
    for (const name of p.TargetName) {
      const target = resolved(run, p, name);
      if (target === undefined) {
        if (p.Quiet) run.writeObject(p.MtuSize ? -1 : false);
      } else if (p.TcpPort !== undefined) tryPort(run, p, name, target, p.TcpPort);
      else guarded(run, p, target, p.MtuSize ? findMtu : p.Traceroute ? trace : echo);
    }
  },
});

interface Target {
  readonly name: string;
  readonly address: string;
}

function failed(run: Run, target: string, reason: string): void {
  const text = `Testing connection to computer '${target}' failed: ${reason}`;
  const exception = new NetException('System.Net.NetworkInformation.PingException', text);
  run.writeError(run.error('TestConnectionException', 'ResourceUnavailable', exception, target));
}

function resolved(run: Run, p: Arguments, name: string): Target | undefined {
  const channel = service('channel');
  const family = p.IPv4 ? 4 : p.IPv6 ? 6 : 0;
  const written = isIP(name);
  if (written !== 0 && family !== 0 && written !== family) {
    failed(run, name, 'Target IPv4/IPv6 address absent.');
    return undefined;
  }
  try {
    const address = written === 0 ? addressesOf(channel, name, family)[0] : name;
    if (address === undefined) throw new ExchangeFailure('ENOTFOUND', '');
    return {address, name: p.ResolveDestination ? hostNameOf(channel, address) : name};
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    if (!p.Quiet) failed(run, name, 'Cannot resolve the target name.');
    return undefined;
  }
}

/** What the ping program cannot do is an error of this target. */
function guarded(
  run: Run,
  p: Arguments,
  target: Target,
  work: (run: Run, p: Arguments, target: Target) => void,
): void {
  try {
    work(run, p, target);
  } catch (error) {
    if (!(error instanceof PingFailure)) throw error;
    failed(run, target.name, error.message);
    if (p.Quiet) run.writeObject(p.MtuSize ? -1 : false);
  }
}

function pingOnce(p: Arguments, target: Target, change: {hops?: number; size?: number} = {}) {
  return ping(service('channel'), target.address, {
    timeoutSeconds: p.TimeoutSeconds ?? DEFAULT_TIMEOUT,
    hops: change.hops ?? p.MaxHops ?? MOST_HOPS,
    size: change.size ?? p.BufferSize ?? DEFAULT_SIZE,
    keepsWhole: p.DontFragment || p.MtuSize,
  });
}

function ipAddress(text: string): unknown {
  return convertTo(text, 'ipaddress');
}

function status(kind: string, values: Record<string, unknown>): unknown {
  return customObject(values, `Microsoft.PowerShell.Commands.TestConnectionCommand+${kind}`);
}

function pingFields(target: Target, reply: PingReply) {
  const isThere = reply.status === 'Success';
  return {
    Source: hostname(),
    Destination: target.name,
    Address: isThere ? ipAddress(reply.address) : null,
    DisplayAddress: isThere ? reply.address : '*',
    Latency: BigInt(reply.milliseconds),
    Status: reply.status,
  };
}

function echo(run: Run, p: Arguments, target: Target): void {
  const count = p.Repeat ? Number.POSITIVE_INFINITY : (p.Count ?? DEFAULT_COUNT);
  let allAnswered = true;
  for (let number = 1; number <= count; number++) {
    const reply = pingOnce(p, target);
    allAnswered &&= reply.status === 'Success';
    if (!p.Quiet)
      run.writeObject(
        status('PingStatus', {
          Ping: number,
          ...pingFields(target, reply),
          BufferSize: p.BufferSize ?? DEFAULT_SIZE,
        }),
      );
    if (number < count) run.sleep((p.Delay ?? 1) * 1000);
  }
  if (p.Quiet) run.writeObject(allAnswered);
}

function trace(run: Run, p: Arguments, target: Target): void {
  const most = p.MaxHops ?? MOST_HOPS;
  for (let hops = 1; hops <= most; hops++) {
    const first = pingOnce(p, target, {hops});
    for (let number = 1; !p.Quiet && number <= TRACE_PINGS; number++) {
      const reply = number === 1 ? first : pingOnce(p, target, {hops});
      const {Latency, Status, Source} = pingFields(target, reply);
      run.writeObject(
        status('TraceStatus', {
          Hop: hops,
          Hostname: reply.address,
          Ping: number,
          HopAddress: ipAddress(reply.address),
          Latency,
          Status,
          Source,
          Target: target.name,
          TargetAddress: ipAddress(target.address),
        }),
      );
    }
    if (first.status !== 'TtlExpired' && first.status !== 'TimedOut') {
      if (p.Quiet) run.writeObject(true);
      return;
    }
  }
  if (p.Quiet) return run.writeObject(false);
  const text = `Cannot complete traceroute to destination '${target.name}': Number of hops required to reach host exceeds MaxHops (${most}).`;
  const exception = new NetException('System.Net.NetworkInformation.PingException', text);
  run.writeError(
    run.error('TestConnectionException', 'ConnectionError', exception, target.address),
  );
}

function findMtu(run: Run, p: Arguments, target: Target): void {
  let low: number = target.address.includes(':') ? MTU.low6 : MTU.low;
  let high: number = MTU.high;
  let best: PingReply | null = null;
  for (let size: number = MTU.start; low < high - 1; size = Math.floor((low + high) / 2)) {
    const reply = pingOnce(p, target, {size});
    if (reply.status === 'Success') {
      low = size;
      best = reply;
    } else if (reply.status === 'PacketTooBig' || reply.status === 'TimedOut') high = size;
    else return failed(run, target.address, reply.status);
  }
  if (p.Quiet) return run.writeObject(best ? low : -1);
  if (best) run.writeObject(status('PingMtuStatus', {...pingFields(target, best), MtuSize: low}));
  else failed(run, target.address, 'TimedOut');
}

const SOCKET_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ConnectionRefused',
  ETIMEDOUT: 'TimedOut',
  EHOSTUNREACH: 'HostUnreachable',
  ENETUNREACH: 'NetworkUnreachable',
  ECONNRESET: 'ConnectionReset',
  EACCES: 'AccessDenied',
};

function tryPort(run: Run, p: Arguments, name: string, target: Target, port: number): void {
  const count = p.Repeat ? Number.POSITIVE_INFINITY : (p.Count ?? 1);
  const limit = (p.TimeoutSeconds ?? DEFAULT_TIMEOUT) * 1000;
  for (let number = 1; number <= count; number++) {
    const result = connected(target.address, port, limit);
    if (!p.Detailed) return run.writeObject(result.status === 'Success');
    run.writeObject(
      status('TcpPortStatus', {
        Id: number,
        Source: hostname(),
        Target: name,
        TargetAddress: ipAddress(target.address),
        Port: port,
        Latency: BigInt(Math.round(result.milliseconds)),
        Connected: result.status === 'Success',
        Status: result.status,
      }),
    );
    if (number < count) run.sleep((p.Delay ?? 1) * 1000);
  }
}

function connected(address: string, port: number, limit: number) {
  try {
    return {
      status: 'Success',
      milliseconds: connectTime(service('channel'), address, port, limit),
    };
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    return {status: SOCKET_ERRORS[error.code] ?? 'SocketError', milliseconds: 0};
  }
}
