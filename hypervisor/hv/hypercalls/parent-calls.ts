/**
 * Calls of a parent partition, as a child meets them: denied.
 *
 * The root of this host is the service process itself, which uses hypervisor.ts and partition.ts
 * directly, so no partition ever holds these privileges. A child learns that the call exists and
 * is not for it, as on the original. Source: hyperv-wire.md 1.7 to 1.10.
 */
import {Privilege} from '../privileges.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

const CALLS: readonly [code: number, name: string, privilege: bigint][] = [
  [0x40, 'HvCallCreatePartition', Privilege.CreatePartitions],
  [0x41, 'HvCallInitializePartition', Privilege.CreatePartitions],
  [0x42, 'HvCallFinalizePartition', Privilege.CreatePartitions],
  [0x43, 'HvCallDeletePartition', Privilege.CreatePartitions],
  [0x44, 'HvCallGetPartitionProperty', Privilege.CreatePartitions],
  [0x45, 'HvCallSetPartitionProperty', Privilege.CreatePartitions],
  [0x47, 'HvCallGetNextChildPartition', Privilege.CreatePartitions],
  [0x48, 'HvCallDepositMemory', Privilege.AccessMemoryPool],
  [0x49, 'HvCallWithdrawMemory', Privilege.AccessMemoryPool],
  [0x4a, 'HvCallGetMemoryBalance', Privilege.AccessMemoryPool],
  [0x4b, 'HvCallMapGpaPages', Privilege.CreatePartitions],
  [0x4c, 'HvCallUnmapGpaPages', Privilege.CreatePartitions],
  [0x4d, 'HvCallInstallIntercept', Privilege.CreatePartitions],
  [0x4e, 'HvCallCreateVp', Privilege.CreatePartitions],
  [0x4f, 'HvCallDeleteVp', Privilege.CreatePartitions],
  [0x53, 'HvCallReadGpa', Privilege.CreatePartitions],
  [0x54, 'HvCallWriteGpa', Privilege.CreatePartitions],
  [0x57, 'HvCallCreatePort', Privilege.CreatePort],
  [0x58, 'HvCallDeletePort', Privilege.CreatePort],
  [0x59, 'HvCallConnectPort', Privilege.ConnectPort],
  [0x5a, 'HvCallGetPortProperty', Privilege.CreatePort],
  [0x5b, 'HvCallDisconnectPort', Privilege.ConnectPort],
  [0x6c, 'HvCallMapStatsPage', Privilege.AccessStats],
  [0x6d, 'HvCallUnmapStatsPage', Privilege.AccessStats],
  [0x95, 'HvCallCreatePort', Privilege.CreatePort],
  [0x96, 'HvCallConnectPort', Privilege.ConnectPort],
];

export const parentCalls: readonly SimpleCall[] = CALLS.map(([code, name, privilege]) => ({
  kind: 'simple',
  code,
  name,
  privilege,
  inputSize: 0,
  outputSize: 0,
  run: () => HvStatus.AccessDenied,
}));
