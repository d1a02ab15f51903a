/** One echo request by the system's ping program: raw sockets are not for everybody, as .NET does on Linux. */
import type {Channel} from '../../shell/runspace/channel.ts';
import {Child, SpawnFailure} from '../../shell/native/child.ts';

export interface PingOptions {
  readonly timeoutSeconds: number;
  readonly hops: number;
  readonly size: number; // bytes sent
  readonly keepsWhole: boolean; // may not be taken apart on the way
}

export interface PingReply {
  readonly status:
    | 'Success'
    | 'TimedOut'
    | 'TtlExpired'
    | 'PacketTooBig'
    | 'DestinationUnreachable';
  /** Who answered. */
  readonly address: string;
  readonly milliseconds: number;
}

/** There is no program, or it does not run. */
export class PingFailure {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Throws PingFailure and PipelineStopped. */
export function ping(channel: Channel, address: string, options: PingOptions): PingReply {
  const args = [
    address.includes(':') ? '-6' : '-4',
    '-n',
    '-c',
    '1',
    '-W',
    String(options.timeoutSeconds),
    '-t',
    String(options.hops),
    '-s',
    String(options.size),
    ...(options.keepsWhole ? ['-M', 'do'] : []),
    address,
  ];
  return readReply(address, outputOf(channel, args));
}

function outputOf(channel: Channel, args: readonly string[]): string {
  try {
    const child = new Child(channel, {
      file: 'ping',
      args,
      cwd: '/',
      env: {PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C'},
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
    });
    const pieces: Uint8Array[] = [];
    for (let data = child.next(); data !== undefined; data = child.next()) pieces.push(data.bytes);
    return Buffer.concat(pieces).toString('utf8');
  } catch (error) {
    if (error instanceof SpawnFailure)
      throw new PingFailure("The system's ping utility could not be found.");
    throw error;
  }
}

function readReply(address: string, output: string): PingReply {
  const time = /\btime[=<]([\d.]+) ms/.exec(output);
  if (time) return {status: 'Success', address, milliseconds: Math.round(Number(time[1]))};
  const [, sender = address] = /From ([\d.a-f:]+?):? /i.exec(output) ?? [];
  const failed = (status: PingReply['status']) => ({status, address: sender, milliseconds: 0});
  if (/time to live exceeded|hop limit/i.test(output)) return failed('TtlExpired');
  if (/too long|too large|frag needed/i.test(output)) return failed('PacketTooBig');
  if (/unreachable/i.test(output)) return failed('DestinationUnreachable');
  if (/\b1 packets? transmitted/.test(output)) return failed('TimedOut');
  throw new PingFailure(output.trim().split('\n').at(-1) || 'The ping utility gave no answer.');
}
