/**
 * CPUID leaves 0x40000000 to 0x4000000A: how a guest finds the hypervisor and what it may do.
 *
 * Source: hyperv-wire.md 2.1. Every bit set here is served: privileges by registers.ts and the
 * hypercalls, features as named below.
 */
import type {CpuidResult} from '../engines/engine.ts';

export const CPUID_FIRST = 0x40000000;
/** Nothing above this leaf is ours. */
const CPUID_RANGE_END = 0x400000ff;
const CPUID_HIGHEST = 0x4000000a;

/** Version that guests print: build 20348 of 10.0, the one whose interfaces are served. */
const VERSION = {build: 20348, major: 10, minor: 0};

/** Leaf 3 EDX. */
const Feature = {timerFrequencies: 1 << 8, crashRegisters: 1 << 10, directTimers: 1 << 19};
/** Leaf 4 EAX. */
const Hint = {relaxedTiming: 1 << 5, deprecateAutoEoi: 1 << 9};
/** "Never": our processors are threads, and the host knows when they sleep. */
const NEVER_NOTIFY_SPIN = 0xffffffff;

const MAX_VPS = 64;
const MAX_LPS = 64;

function words(text: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = Buffer.from(text, 'latin1');
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

const VENDOR = [words('Micr'), words('osof'), words('t Hv')] as const;

/** Undefined: the leaf is not the hypervisor's. */
export function hypervisorCpuid(leaf: number, privileges: bigint): CpuidResult | undefined {
  if (leaf < CPUID_FIRST || leaf > CPUID_RANGE_END) return undefined;
  switch (leaf - CPUID_FIRST) {
    case 0:
      return [CPUID_HIGHEST, ...VENDOR];
    case 1:
      return [words('Hv#1'), 0, 0, 0];
    case 2:
      return [VERSION.build, (VERSION.major << 16) | VERSION.minor, 0, 0];
    case 3:
      return [
        Number(privileges & 0xffffffffn),
        Number(privileges >> 32n),
        0,
        Feature.timerFrequencies | Feature.crashRegisters | Feature.directTimers,
      ];
    case 4:
      return [Hint.relaxedTiming | Hint.deprecateAutoEoi, NEVER_NOTIFY_SPIN, 0, 0];
    case 5:
      return [MAX_VPS, MAX_LPS, 0, 0];
    default:
      return [0, 0, 0, 0];
  }
}
