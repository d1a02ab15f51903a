/** All hypercalls by code. Adding one is adding a file and its line here. */
import type {Hypercall} from './call.ts';
import {
  hvCallFlushVirtualAddressList,
  hvCallFlushVirtualAddressListEx,
  hvCallFlushVirtualAddressSpace,
  hvCallFlushVirtualAddressSpaceEx,
} from './hv-call-flush-virtual-address.ts';
import {hvCallGetPartitionId} from './hv-call-get-partition-id.ts';
import {hvCallNotifyLongSpinWait} from './hv-call-notify-long-spin-wait.ts';
import {hvCallPostMessage} from './hv-call-post-message.ts';
import {
  hvCallSendSyntheticClusterIpi,
  hvCallSendSyntheticClusterIpiEx,
} from './hv-call-send-synthetic-cluster-ipi.ts';
import {hvCallSignalEvent} from './hv-call-signal-event.ts';
import {hvCallGetVpRegisters, hvCallSetVpRegisters} from './hv-call-vp-registers.ts';
import {hvExtCallQueryCapabilities} from './hv-ext-call-query-capabilities.ts';
import {parentCalls} from './parent-calls.ts';

const calls: readonly Hypercall[] = [
  hvCallFlushVirtualAddressList,
  hvCallFlushVirtualAddressListEx,
  hvCallFlushVirtualAddressSpace,
  hvCallFlushVirtualAddressSpaceEx,
  hvCallGetPartitionId,
  hvCallGetVpRegisters,
  hvCallNotifyLongSpinWait,
  hvCallPostMessage,
  hvCallSendSyntheticClusterIpi,
  hvCallSendSyntheticClusterIpiEx,
  hvCallSetVpRegisters,
  hvCallSignalEvent,
  hvExtCallQueryCapabilities,
  ...parentCalls,
];

export const hypercallTable: ReadonlyMap<number, Hypercall> = new Map(
  calls.map(call => [call.code, call]),
);
