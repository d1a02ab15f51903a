/** System.Diagnostics.Process: a process of this machine, read from /proc. */
import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import {localTimeOfMs} from '../providers/file-time.ts';
import {userName} from '../providers/unix-accounts.ts';
import {shipTypeData, defineType, double, NetException} from '../values/index.ts';

const PAGE_BYTES = 4096;
/** USER_HZ: what /proc counts CPU time in; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export class ProcessInfo {
  readonly id: number;
  /** As of the last look, like all else. */
  name = '';
  private fields: readonly string[] = [];
  exitCode: number | null = null;

  /** Throws when there is no such process. */
  constructor(id: number) {
    this.id = id;
    this.refresh();
  }

  /** Looks again. Throws when the process has gone. */
  refresh(): void {
    const stat = readFileSync(`/proc/${this.id}/stat`, 'latin1');
    // The name stands in parentheses and may hold anything.
    this.name = processName(this.id, stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')));
    this.fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  }

  /** Field of /proc/PID/stat by its number in proc(5). */
  private field(number: number): number {
    return Number(this.fields[number - 3] ?? 0);
  }

  get cpuSeconds(): number {
    return (this.field(14) + this.field(15)) / TICKS_PER_SECOND;
  }
  get sessionId(): number {
    return this.field(6);
  }
  get parentId(): number {
    return this.field(4);
  }
  get threads(): number {
    return this.field(20);
  }
  get workingSet(): bigint {
    return BigInt(this.field(24)) * BigInt(PAGE_BYTES);
  }
  get virtualMemory(): bigint {
    return BigInt(this.field(23));
  }
  get startTime(): unknown {
    const bootMs =
      Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1] ?? 0) * 1000;
    return localTimeOfMs(bootMs + (this.field(22) / TICKS_PER_SECOND) * 1000);
  }
  get path(): string | null {
    return orNull(() => readlinkSync(`/proc/${this.id}/exe`));
  }
  get commandLine(): string | null {
    return orNull(() =>
      readFileSync(`/proc/${this.id}/cmdline`, 'utf8').replace(/\0+$/, '').replaceAll('\0', ' '),
    );
  }
  get user(): string | null {
    return orNull(() => userName(statSync(`/proc/${this.id}`).uid));
  }
  /** It runs as the user of this shell. */
  get isOwn(): boolean {
    return orNull(() => statSync(`/proc/${this.id}`).uid) === process.getuid?.();
  }
  get hasExited(): boolean {
    return !isRunning(this.id);
  }
}

/** The kernel cuts names at 15 characters; the command line has the whole one. */
function processName(id: number, short: string): string {
  if (short.length < 15) return short;
  const first =
    orNull(() => readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')[0] ?? '') ?? '';
  const base = first.slice(first.lastIndexOf('/') + 1);
  return base.startsWith(short) ? base : short;
}

/** null when the process has gone or is not ours to look into. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null; // gone, or another user's
  }
}

/** A process that ended and was not waited for does not run. */
export function isRunning(id: number): boolean {
  const stat = orNull(() => readFileSync(`/proc/${id}/stat`, 'latin1'));
  return stat !== null && !/\) Z /.test(stat);
}

/** All processes, in order of name. */
export function allProcesses(): ProcessInfo[] {
  const ids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return ids
    .flatMap(id => orNull(() => new ProcessInfo(Number(id))) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name, 'en-US') || a.id - b.id);
}

export function processById(id: number): ProcessInfo | null {
  return orNull(() => new ProcessInfo(id));
}

function signal(self: ProcessInfo, name: NodeJS.Signals) {
  try {
    process.kill(self.id, name);
  } catch (error) {
    throw new NetException('System.ComponentModel.Win32Exception', `${(error as Error).message}`);
  }
}

defineType<ProcessInfo>({
  fullName: 'System.Diagnostics.Process',
  instance: ProcessInfo,
  toText: self => `System.Diagnostics.Process (${self.name})`,
  properties: {
    Id: {type: 'int', get: self => self.id},
    ProcessName: {type: 'string', get: self => self.name},
    SessionId: {type: 'int', get: self => self.sessionId},
    WorkingSet64: {type: 'long', get: self => self.workingSet},
    VirtualMemorySize64: {type: 'long', get: self => self.virtualMemory},
    PagedMemorySize64: {type: 'long', get: () => 0n},
    NonpagedSystemMemorySize64: {type: 'long', get: () => 0n},
    StartTime: {type: 'datetime', get: self => self.startTime},
    HasExited: {type: 'bool', get: self => self.hasExited},
    ExitCode: {type: 'int', get: self => self.exitCode},
    HandleCount: {type: 'int', get: () => 0},
    MachineName: {type: 'string', get: () => '.'},
  },
  methods: {
    Kill: {call: self => signal(self, 'SIGKILL')},
    // A process that has gone keeps what was last known of it.
    Refresh: {call: self => void orNull(() => self.refresh())},
    ToString: {call: self => `System.Diagnostics.Process (${self.name})`},
  },
  statics: {
    'object GetCurrentProcess()': () => new ProcessInfo(process.pid),
    'object GetProcesses()': () => allProcesses(),
    'object GetProcessById(int processId)': (id: number) => {
      const found = processById(id);
      if (found !== null) return found;
      throw new NetException(
        'System.ArgumentException',
        `Process with an Id of ${id} is not running.`,
      );
    },
    'object GetProcessesByName(string processName)': (name: string) =>
      allProcesses().filter(one => one.name === name),
  },
});

const added = shipTypeData('System.Diagnostics.Process');
for (const [name, referenced] of Object.entries({
  Name: 'ProcessName',
  SI: 'SessionId',
  Handles: 'HandleCount',
  VM: 'VirtualMemorySize64',
  WS: 'WorkingSet64',
  PM: 'PagedMemorySize64',
  NPM: 'NonpagedSystemMemorySize64',
}))
  added.members.set(name.toLowerCase(), {memberType: 'AliasProperty', name, referenced});
const computed: Readonly<Record<string, (self: ProcessInfo) => unknown>> = {
  CPU: self => double(self.cpuSeconds),
  Path: self => self.path,
  CommandLine: self => self.commandLine,
  Parent: self => processById(self.parentId),
  Company: () => null,
  Description: () => null,
};
for (const [name, get] of Object.entries(computed))
  added.members.set(name.toLowerCase(), {
    memberType: 'CodeProperty',
    name,
    get: self => get(self as ProcessInfo),
  });
added.defaultDisplayPropertySet = ['Id', 'Handles', 'CPU', 'SI', 'Name'];
