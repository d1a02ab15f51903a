/** What a command of the shell is, and what it is given. */
import type {GuestDisk} from '../drivers/storvsc.ts';
import type {KvpDaemon} from '../drivers/kvp.ts';
import type {JobHost} from '../jobs/job-host.ts';
import type {JobState} from '../jobs/job.ts';
import type {NewJob} from '../jobs/job-table.ts';
import type {RamFiles} from '../ram-files.ts';
import type {ChannelState} from '../vmbus/client.ts';

/** The kernel as commands see it. */
export interface System extends JobHost {
  hostName: string;
  /** Milliseconds since 1970 UTC; undefined until the host has told the time. */
  wallClock(): number | undefined;
  /** Pairs that the host sees, and those that it sent. */
  readonly kvp: KvpDaemon;
  readonly files: RamFiles;
  logLines(): string[];
  channels(): readonly ChannelState[];
  disks(): readonly GuestDisk[];
  jobs(): readonly JobState[];
  startJob(job: NewJob): void;
  stopJob(id: number): void;
  powerOff(): void;
  restart(): void;
  /** Writes the crash registers and never comes back. */
  crash(text: string): void;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** `line` is what was typed, without a trailing `&`. */
  run(system: System, args: readonly string[], line: CommandLine): void;
}

export interface CommandLine {
  readonly text: string;
  readonly background: boolean;
}

/** An error of a command: its text is printed after the command's name. */
export class CommandError extends Error {}

const UNITS: Readonly<Record<string, number>> = {'': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30};

/** `64K`, `16M`, `1G` or plain bytes. Throws CommandError. */
export function parseSize(text: string | undefined, what: string): number {
  const match = /^(\d+)([KMG]?)B?$/i.exec(text ?? '');
  const unit = UNITS[(match?.[2] ?? '').toUpperCase()];
  if (!match || unit === undefined)
    throw new CommandError(`${what} must be like 16M: ${text ?? ''}`);
  return Number(match[1]) * unit;
}

export function parseNumber(
  text: string | undefined,
  what: string,
  min: number,
  max: number,
): number {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new CommandError(`${what} must be ${min} to ${max}: ${text ?? ''}`);
}
