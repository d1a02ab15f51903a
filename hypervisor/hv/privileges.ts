/**
 * Partition privileges: a 64-bit mask that is also CPUID 0x40000003 EAX and EBX.
 *
 * Source: hyperv-wire.md 1.3.
 */
const bit = (position: number): bigint => 1n << BigInt(position);

export const Privilege = {
  AccessVpRunTimeReg: bit(0),
  AccessPartitionReferenceCounter: bit(1),
  AccessSynicRegs: bit(2),
  AccessSyntheticTimerRegs: bit(3),
  AccessIntrCtrlRegs: bit(4),
  AccessHypercallMsrs: bit(5),
  AccessVpIndex: bit(6),
  AccessResetReg: bit(7),
  AccessStatsReg: bit(8),
  AccessPartitionReferenceTsc: bit(9),
  AccessGuestIdleReg: bit(10),
  AccessFrequencyRegs: bit(11),
  CreatePartitions: bit(32),
  AccessPartitionId: bit(33),
  AccessMemoryPool: bit(34),
  AdjustMessageBuffers: bit(35),
  PostMessages: bit(36),
  SignalEvents: bit(37),
  CreatePort: bit(38),
  ConnectPort: bit(39),
  AccessStats: bit(40),
  Debugging: bit(43),
  CpuManagement: bit(44),
  ConfigureProfiler: bit(45),
  AccessVsm: bit(48),
  AccessVpRegisters: bit(49),
  EnableExtendedHypercalls: bit(52),
  StartVirtualProcessor: bit(53),
} as const;

export type PrivilegeName = keyof typeof Privilege;

/** Every bit that has a meaning; others are refused by SetPartitionProperty. */
export const KNOWN_PRIVILEGES = Object.values(Privilege).reduce((mask, value) => mask | value, 0n);

/**
 * What a child gets unless its parent says otherwise: what an enlightened guest needs, and none of
 * those that let it see or change other partitions.
 */
export const CHILD_PRIVILEGES =
  Privilege.AccessVpRunTimeReg |
  Privilege.AccessPartitionReferenceCounter |
  Privilege.AccessSynicRegs |
  Privilege.AccessSyntheticTimerRegs |
  Privilege.AccessHypercallMsrs |
  Privilege.AccessVpIndex |
  Privilege.AccessResetReg |
  Privilege.AccessPartitionReferenceTsc |
  Privilege.AccessGuestIdleReg |
  Privilege.AccessFrequencyRegs |
  Privilege.PostMessages |
  Privilege.SignalEvents |
  Privilege.AccessVpRegisters;
