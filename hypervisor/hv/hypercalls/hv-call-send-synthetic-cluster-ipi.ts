/** HvCallSendSyntheticClusterIpi and its Ex form: one vector to many processors. hyperv-wire.md 1.11. */
import {layout, reserved, u32, u64, u8} from '../../wire/layout.ts';
import {raiseInterrupt} from '../interrupts.ts';
import {HvStatus} from '../status.ts';
import type {Caller, SimpleCall} from './call.ts';
import {parseVpSet, vpsOfMask} from './vp-set.ts';

const FIRST_VECTOR = 16;
const LAST_VECTOR = 255;

const ClusterIpi = layout(16, {
  vector: u32(0),
  targetVtl: u8(4),
  rsvd: reserved(5, 3),
  processorMask: u64(8),
});
const ClusterIpiEx = layout(8, {vector: u32(0), targetVtl: u8(4), rsvd: reserved(5, 3)});
const VP_SET_HEADER = 16;

function send(caller: Caller, vector: number, vps: readonly number[] | undefined): number {
  if (!vps || vector < FIRST_VECTOR || vector > LAST_VECTOR) return HvStatus.InvalidParameter;
  for (const vp of vps) raiseInterrupt(caller, vp, vector);
  return HvStatus.Success;
}

export const hvCallSendSyntheticClusterIpi: SimpleCall = {
  kind: 'simple',
  code: 0x0b,
  name: 'HvCallSendSyntheticClusterIpi',
  fast: true,
  inputSize: ClusterIpi.size,
  outputSize: 0,
  run(caller, input) {
    const {vector, targetVtl, processorMask} = ClusterIpi.read(input);
    if (targetVtl !== 0) return HvStatus.InvalidParameter;
    return send(caller, vector, vpsOfMask(processorMask, caller.block.vpCount));
  },
};

export const hvCallSendSyntheticClusterIpiEx: SimpleCall = {
  kind: 'simple',
  code: 0x15,
  name: 'HvCallSendSyntheticClusterIpiEx',
  variableHeader: true,
  inputSize: ClusterIpiEx.size + VP_SET_HEADER,
  outputSize: 0,
  run(caller, input) {
    const {vector, targetVtl} = ClusterIpiEx.read(input);
    if (targetVtl !== 0) return HvStatus.InvalidParameter;
    return send(caller, vector, parseVpSet(input, ClusterIpiEx.size, caller.block.vpCount));
  },
};
