/** The synthetic registers and calls that this guest uses (hyperv-wire.md 1.10, 2.3, 2.6). */

export const Msr = {
  GuestOsId: 0x40000000,
  Hypercall: 0x40000001,
  Reset: 0x40000003,
  TimeRefCount: 0x40000020,
  Scontrol: 0x40000080,
  Siefp: 0x40000082,
  Simp: 0x40000083,
  Eom: 0x40000084,
  Sint0: 0x40000090,
  Stimer0Config: 0x400000b0,
  Stimer0Count: 0x400000b1,
  CrashP0: 0x40000100,
  CrashCtl: 0x40000105,
} as const;

/** Bit 0 of the registers that place a page. */
export const ENABLE = 1n;
/** Bits of a synthetic timer's configuration. */
export const TIMER_AUTO_ENABLE = 1n << 3n;
export const TIMER_DIRECT = 1n << 12n;
export const TIMER_VECTOR_SHIFT = 4n;

/** CRASH_CTL: notify, and a message at the GPA in P3 with the length in P4. */
export const CRASH_NOTIFY = 1n << 63n;
export const CRASH_MESSAGE = 1n << 62n;

export const HvCall = {PostMessage: 0x5cn, SignalEvent: 0x5dn} as const;
/** Bit of the control word: parameters in registers. */
export const HVCALL_FAST = 1n << 16n;
export const HV_STATUS_MASK = 0xffffn;
/** Statuses after which a message may be posted again later. */
export const HvRetry: ReadonlySet<bigint> = new Set([0x0bn, 0x12n, 0x13n]);

/** An open-source operating system of a vendor id that no other uses, version 1. */
export const TINY_OS_ID = (0x8100n << 48n) | (0x68n << 48n) | (1n << 16n);

/** CPUID leaves and the answers that mean Microsoft's interface. */
export const CPUID_VENDOR = 0x40000000;
export const CPUID_FEATURES = 0x40000003;
export const MICROSOFT_HV = [0x7263694d, 0x666f736f, 0x76482074] as const;
