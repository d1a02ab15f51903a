/**
 * What this host really is: processors, their speed, memory. Read once at start; free memory and
 * load are read when asked for.
 */
import {readFileSync} from 'node:fs';
import {arch, cpus, freemem, totalmem} from 'node:os';

export interface HostFacts {
  readonly processorName: string;
  /** Of one logical processor. */
  readonly processorMHz: number;
  readonly logicalProcessors: number;
  readonly cores: number;
  readonly sockets: number;
  readonly memoryBytes: number;
  /** Win32_Processor.Architecture: 9 x64, 12 ARM64, 0 x86. */
  readonly architecture: number;
}

const ARCHITECTURES: Readonly<Record<string, number>> = {x64: 9, arm64: 12, ia32: 0};
/** Used only where the system tells no speed at all, as some ARM kernels do. */
const UNKNOWN_MHZ = 1000;

export function readHostFacts(): HostFacts {
  const processors = cpus();
  const info = cpuInfo();
  const count = (name: string): number => new Set(info.flatMap(row => row.get(name) ?? [])).size;
  const cores = new Set(
    info.map(row => `${row.get('physical id') ?? 0}:${row.get('core id') ?? row.get('processor')}`),
  ).size;
  return {
    processorName: processors[0]?.model.trim() || (info[0]?.get('model name') ?? arch()),
    processorMHz: processorMHz(info, processors[0]?.speed ?? 0),
    logicalProcessors: Math.max(1, processors.length),
    cores: Math.max(1, cores),
    sockets: Math.max(1, count('physical id')),
    memoryBytes: totalmem(),
    architecture: ARCHITECTURES[arch()] ?? 0,
  };
}

/** The highest speed any processor shows: idle ones may be clocked down at the moment. */
function processorMHz(info: readonly Map<string, string>[], speed: number): number {
  const shown = info.map(row => Number(row.get('cpu MHz') ?? 0));
  const best = Math.round(Math.max(speed, ...shown));
  return best > 0 ? best : (cpufreqMHz() ?? UNKNOWN_MHZ);
}

function cpufreqMHz(): number | undefined {
  try {
    return Math.round(
      Number(readFileSync('/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq', 'utf8')) / 1000,
    );
  } catch {
    return undefined;
  }
}

function cpuInfo(): Map<string, string>[] {
  const blocks = procFile('/proc/cpuinfo').trim().split(/\n\n+/);
  return blocks
    .map(block => new Map(block.split('\n').map(line => splitLine(line))))
    .filter(row => row.has('processor'));
}

function splitLine(line: string): [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function procFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Bytes that programs could still have; where the system does not say, what is free. */
export function availableMemoryBytes(): number {
  const found = /^MemAvailable:\s+(\d+) kB/m.exec(procFile('/proc/meminfo'));
  return found ? Number(found[1]) * 1024 : freemem();
}

/** Milliseconds of use and in total, over all processors, since the system started. */
export function hostCpuTimes(): {busyMs: number; totalMs: number} {
  let busyMs = 0;
  let totalMs = 0;
  for (const {times} of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    totalMs += all;
    busyMs += all - times.idle;
  }
  return {busyMs, totalMs};
}

/** Memory that machines may reserve: the installed less the root partition's part (resources.md 1.2). */
export function reservableMemoryBytes(installed: number): number {
  return installed - rootReserve(installed);
}

const GB = 1024 ** 3;
const MB = 1024 ** 2;

function rootReserve(installed: number): number {
  if (installed <= 2 * GB) return 128 * MB;
  if (installed > 8 * GB) return Math.max(512 * MB, Math.min(0.06 * installed, 4 * GB));
  return 128 * MB + ((512 - 128) * MB * (installed - 2 * GB)) / (6 * GB);
}
