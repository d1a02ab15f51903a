/** `load`: work that the host can measure, until it is stopped. */
import {PAGE} from '../memory-map.ts';
import {
  type Command,
  CommandError,
  type CommandLine,
  parseNumber,
  parseSize,
  type System,
} from './command.ts';
import {diskNamed, newTransfer} from './disk-command.ts';

export const load: Command = {
  name: 'load',
  usage: 'load cpu <percent> | memory <size> | disk read|write <size>/s [disk] | stop [job]',
  summary: 'loads processor, memory or disk; & puts it into the background',
  run(system, args, line) {
    const [what, ...rest] = args;
    const start = STARTS[what ?? ''];
    if (!start) throw new CommandError(`usage: ${load.usage}`);
    start(system, rest, line);
  },
};

type Start = (system: System, args: readonly string[], line: CommandLine) => void;

const STARTS: Readonly<Record<string, Start>> = {
  cpu(system, [percent], line) {
    system.startJob({
      kind: 'cpu',
      background: line.background,
      command: line.text,
      wake: 'now',
      percent: parseNumber(percent, 'the percentage', 1, 100),
      periodStart: system.time(),
      value: 1,
    });
  },

  memory(system, [size], line) {
    system.startJob({
      kind: 'memory',
      background: line.background,
      command: line.text,
      wake: 'now',
      missing: Math.ceil(parseSize(size, 'the size') / PAGE),
      runs: [],
      next: 0,
      round: 1,
    });
  },

  disk(system, [mode, rate, name], line) {
    if (mode !== 'read' && mode !== 'write') throw new CommandError('load disk reads or writes');
    const bytes = parseSize((rate ?? '').replace(/\/s$/, ''), 'the rate');
    const disk = diskNamed(system, name);
    const size = disk.sectors * disk.sectorSize;
    const range = {offset: 0, length: size, rate: bytes, endless: true};
    system.startJob(newTransfer(system, {mode, disk, ...range}, line));
  },

  stop(system, [id]) {
    const wanted = id === undefined ? undefined : parseNumber(id, 'the job', 1, 2 ** 31);
    const chosen = system.jobs().filter(job => wanted === undefined || job.id === wanted);
    if (chosen.length === 0) throw new CommandError('no such job');
    for (const job of chosen) system.stopJob(job.id);
  },
};
