/**
 * Synthetic registers: one table behind MSR accesses and Get/SetVpRegisters.
 *
 * Source: hyperv-wire.md 2.3. A refused access is undefined or false; the two front ends make
 * #GP or a status of it.
 */
import {PartitionRegister, VpRegister} from './partition-block.ts';
import {Privilege} from './privileges.ts';
import {UNITS_PER_MICRO} from './reference-time.ts';
import {readProcessor} from './scheduler/statistics.ts';
import type {VirtualProcessor} from './virtual-processor.ts';

export interface SyntheticRegister {
  name: string;
  msr?: number;
  /** Number of the HvRegister. */
  register?: number;
  privilege?: bigint;
  read?(vp: VirtualProcessor): bigint | undefined;
  /** False: the value is not allowed. */
  write?(vp: VirtualProcessor, value: bigint): boolean;
}

/** Bits of CRASH_CTL: what the guest may ask for. */
export const CrashControl = {notify: 1n << 63n, messagePresent: 1n << 62n} as const;
const CRASH_PARAMETERS = 5;
const SYNIC_VERSION = 1n;

const always = (work: () => void): boolean => {
  work();
  return true;
};

const identity: readonly SyntheticRegister[] = [
  {
    name: 'GUEST_OS_ID',
    msr: 0x40000000,
    register: 0x00090002,
    privilege: Privilege.AccessHypercallMsrs,
    read: vp => vp.block.register(PartitionRegister.guestOsId),
    write: (vp, value) => always(() => vp.setGuestOsId(value)),
  },
  {
    name: 'HYPERCALL',
    msr: 0x40000001,
    register: 0x00090001,
    privilege: Privilege.AccessHypercallMsrs,
    read: vp => vp.block.register(PartitionRegister.hypercallPage),
    write: (vp, value) => vp.setHypercallPage(value),
  },
  {
    name: 'VP_INDEX',
    msr: 0x40000002,
    register: 0x00090003,
    privilege: Privilege.AccessVpIndex,
    read: vp => BigInt(vp.vpIndex),
  },
  {
    name: 'RESET',
    msr: 0x40000003,
    privilege: Privilege.AccessResetReg,
    read: () => 0n,
    write: (vp, value) =>
      always(() => {
        if ((value & 1n) !== 0n) vp.requestReset();
      }),
  },
  {
    name: 'GUEST_IDLE',
    msr: 0x400000f0,
    privilege: Privilege.AccessGuestIdleReg,
    read: vp => {
      vp.requestHalt();
      return 0n;
    },
  },
  {
    // Guests write it without looking at a privilege bit; nothing but memory is behind it.
    name: 'VP_ASSIST_PAGE',
    msr: 0x40000073,
    register: 0x00090013,
    read: vp => vp.block.vpRegister(vp.vpIndex, VpRegister.assistPage),
    write: (vp, value) => vp.setAssistPage(value),
  },
];

const time: readonly SyntheticRegister[] = [
  {
    name: 'VP_RUNTIME',
    msr: 0x40000010,
    register: 0x00090000,
    privilege: Privilege.AccessVpRunTimeReg,
    read: vp => {
      const {run} = readProcessor(vp.scheduler, vp.slot, vp.clock.micros());
      return BigInt(Math.floor(run * UNITS_PER_MICRO));
    },
  },
  {
    name: 'TIME_REF_COUNT',
    msr: 0x40000020,
    register: 0x00090004,
    privilege: Privilege.AccessPartitionReferenceCounter,
    read: vp => BigInt(vp.referenceTime()),
  },
  {
    name: 'REFERENCE_TSC',
    msr: 0x40000021,
    register: 0x00090017,
    privilege: Privilege.AccessPartitionReferenceTsc,
    read: vp => vp.block.register(PartitionRegister.referenceTscPage),
    write: (vp, value) => vp.setReferenceTscPage(value),
  },
  {
    name: 'TSC_FREQUENCY',
    msr: 0x40000022,
    privilege: Privilege.AccessFrequencyRegs,
    read: vp => vp.frequency('hz'),
  },
  {
    name: 'APIC_FREQUENCY',
    msr: 0x40000023,
    privilege: Privilege.AccessFrequencyRegs,
    read: vp => vp.frequency('apicHz'),
  },
];

const unguardedSynic: readonly SyntheticRegister[] = [
  {
    name: 'SCONTROL',
    msr: 0x40000080,
    register: 0x000a0010,
    read: vp => vp.synic.control,
    write: (vp, value) =>
      always(() => {
        vp.synic.control = value;
      }),
  },
  {name: 'SVERSION', msr: 0x40000081, register: 0x000a0011, read: () => SYNIC_VERSION},
  {
    name: 'SIEFP',
    msr: 0x40000082,
    register: 0x000a0012,
    read: vp => vp.synic.eventFlagsPage,
    write: (vp, value) => vp.setEventFlagsPage(value),
  },
  {
    name: 'SIMP',
    msr: 0x40000083,
    register: 0x000a0013,
    read: vp => vp.synic.messagePage,
    write: (vp, value) => vp.setMessagePage(value),
  },
  {
    name: 'EOM',
    msr: 0x40000084,
    register: 0x000a0014,
    read: () => 0n,
    write: vp => always(() => vp.endOfMessage()),
  },
  ...Array.from({length: 16}, (_, sint) => ({
    name: `SINT${sint}`,
    msr: 0x40000090 + sint,
    register: 0x000a0000 + sint,
    read: (vp: VirtualProcessor) => vp.synic.sint(sint),
    write: (vp: VirtualProcessor, value: bigint) => vp.synic.setSint(sint, value),
  })),
];
const synic = unguardedSynic.map(entry => ({privilege: Privilege.AccessSynicRegs, ...entry}));

const timers: readonly SyntheticRegister[] = Array.from({length: 4}, (_, timer) => [
  {
    name: `STIMER${timer}_CONFIG`,
    msr: 0x400000b0 + timer * 2,
    register: 0x000b0000 + timer * 2,
    privilege: Privilege.AccessSyntheticTimerRegs,
    read: (vp: VirtualProcessor) => vp.timers.config(timer),
    write: (vp: VirtualProcessor, value: bigint) =>
      always(() => vp.timers.setConfig(timer, value, vp.referenceTime())),
  },
  {
    name: `STIMER${timer}_COUNT`,
    msr: 0x400000b1 + timer * 2,
    register: 0x000b0001 + timer * 2,
    privilege: Privilege.AccessSyntheticTimerRegs,
    read: (vp: VirtualProcessor) => vp.timers.count(timer),
    write: (vp: VirtualProcessor, value: bigint) =>
      always(() => vp.timers.setCount(timer, value, vp.referenceTime())),
  },
]).flat();

const crash: readonly SyntheticRegister[] = [
  ...Array.from({length: CRASH_PARAMETERS}, (_, index) => ({
    name: `CRASH_P${index}`,
    msr: 0x40000100 + index,
    register: 0x00000210 + index,
    read: (vp: VirtualProcessor) => vp.block.register(PartitionRegister.crash + index),
    write: (vp: VirtualProcessor, value: bigint) =>
      always(() => vp.block.setRegister(PartitionRegister.crash + index, value)),
  })),
  {
    name: 'CRASH_CTL',
    msr: 0x40000105,
    register: 0x00000215,
    read: () => CrashControl.notify | CrashControl.messagePresent,
    write: (vp, value) =>
      always(() => {
        if ((value & CrashControl.notify) !== 0n) vp.reportCrash(value);
      }),
  },
];

export const syntheticRegisters: readonly SyntheticRegister[] = [
  ...identity,
  ...time,
  ...synic,
  ...timers,
  ...crash,
];

const byNumber = (key: 'msr' | 'register'): ReadonlyMap<number, SyntheticRegister> =>
  new Map(
    syntheticRegisters.flatMap(entry => {
      const number = entry[key];
      return number === undefined ? [] : [[number, entry] as const];
    }),
  );

export const registersByMsr = byNumber('msr');
export const registersByNumber = byNumber('register');

/** Whether the partition may use the register at all. */
export function isAllowed(entry: SyntheticRegister, privileges: bigint): boolean {
  return entry.privilege === undefined || (privileges & entry.privilege) !== 0n;
}
