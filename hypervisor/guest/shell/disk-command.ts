/** `disk`: reads, writes and verifies blocks, and measures random reads. */
import type {GuestDisk} from '../drivers/storvsc.ts';
import type {NewJob} from '../jobs/job-table.ts';
import {allocateSlots, type TransferMode} from '../jobs/transfer.ts';
import {
  type Command,
  CommandError,
  type CommandLine,
  parseNumber,
  parseSize,
  type System,
} from './command.ts';

const CHUNK = 64 * 1024;
const DEPTH = 4;
const RANDOM_CHUNK = 4096;
const RANDOM_DEPTH = 32;

const MODES: Readonly<Record<string, TransferMode>> = {
  read: 'read',
  write: 'write',
  verify: 'verify',
};

export const disk: Command = {
  name: 'disk',
  usage:
    'disk read|write|verify [disk] <size> [offset] [pattern] | random [disk] <requests> [depth]',
  summary: 'reads, writes a pattern, verifies it, or reads 4 KB at random places',
  run(system, args, line) {
    const [word, ...rest] = args;
    const named = rest[0]?.startsWith('sd') ? rest.shift() : undefined;
    const mode = MODES[word ?? ''];
    if (word === 'random') system.startJob(random(system, diskNamed(system, named), rest, line));
    else if (mode) system.startJob(sequential(system, diskNamed(system, named), mode, rest, line));
    else throw new CommandError(`usage: ${disk.usage}`);
  },
};

/** The disk of that name, or the first. */
export function diskNamed(system: System, name: string | undefined): GuestDisk {
  const found = system.disks().find(known => name === undefined || known.name === name);
  if (found) return found;
  throw new CommandError(name === undefined ? 'there is no disk' : `there is no disk ${name}`);
}

export interface TransferWish {
  mode: TransferMode;
  disk: GuestDisk;
  offset: number;
  length: number;
  chunk?: number;
  depth?: number;
  endless?: boolean;
  rate?: number;
  pattern?: number;
}

export function newTransfer(system: System, wish: TransferWish, line: CommandLine): NewJob {
  const {chunk = CHUNK, depth = DEPTH} = wish;
  const slots = allocateSlots(depth, chunk, system);
  if (!slots) throw new CommandError('out of memory');
  return {
    kind: 'transfer',
    background: line.background,
    command: line.text,
    wake: 'now',
    endless: false,
    rate: 0,
    pattern: 1,
    ...wish,
    chunk,
    started: system.time(),
    submitted: 0,
    done: 0,
    slots,
    failure: undefined,
    stopped: false,
  };
}

function sequential(
  system: System,
  target: GuestDisk,
  mode: TransferMode,
  [size, at, pattern]: readonly string[],
  line: CommandLine,
): NewJob {
  const length = parseSize(size, 'the size');
  const offset = at === undefined ? 0 : parseSize(at, 'the offset');
  const {sectorSize} = target;
  const limit = target.sectors * sectorSize;
  if (length === 0 || length % sectorSize !== 0 || offset % sectorSize !== 0) {
    throw new CommandError(`size and offset must be multiples of ${sectorSize}`);
  }
  if (offset + length > limit) throw new CommandError(`${target.name} ends at byte ${limit}`);
  const number = pattern === undefined ? 1 : parseNumber(pattern, 'the pattern', 0, 2 ** 31);
  return newTransfer(system, {mode, disk: target, offset, length, pattern: number}, line);
}

function random(
  system: System,
  target: GuestDisk,
  [count, depth]: readonly string[],
  line: CommandLine,
): NewJob {
  const requests = parseNumber(count, 'the number of requests', 1, 1e9);
  const chunk = RANDOM_CHUNK;
  const deep = depth === undefined ? RANDOM_DEPTH : parseNumber(depth, 'the depth', 1, 256);
  const length = requests * chunk;
  return newTransfer(
    system,
    {mode: 'random', disk: target, offset: 0, length, chunk, depth: deep},
    line,
  );
}
