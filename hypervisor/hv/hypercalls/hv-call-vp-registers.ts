/**
 * HvCallGetVpRegisters and HvCallSetVpRegisters, on the calling processor itself.
 *
 * A child may name only itself; anything else is denied without saying whether it exists.
 * Registers are the same ones that MSRs reach (registers.ts). Source: hyperv-wire.md 1.9.
 */
import {bytes, layout, reserved, u32, u64, u8} from '../../wire/layout.ts';
import {PartitionWord} from '../partition-block.ts';
import {Privilege} from '../privileges.ts';
import {HvStatus} from '../status.ts';
import {type Caller, type RepCall, SELF_PARTITION, SELF_VP} from './call.ts';

export const HV_CALL_GET_VP_REGISTERS = 0x50;
export const HV_CALL_SET_VP_REGISTERS = 0x51;

export const VpRegistersHeader = layout(16, {
  partitionId: u64(0),
  vpIndex: u32(8),
  targetVtl: u8(12),
  rsvd: reserved(13, 3),
});

export const SetRegisterElement = layout(32, {
  name: u32(0),
  rsvd: reserved(4, 12),
  value: u64(16),
  valueHigh: u64(24),
});

export const GetRegisterElement = layout(4, {name: u32(0)});
export const RegisterValue = layout(16, {value: u64(0), high: bytes(8, 8)});

function checkSelf(caller: Caller, header: Uint8Array): number {
  const {partitionId, vpIndex, targetVtl} = VpRegistersHeader.read(header);
  const own = BigInt(caller.block.words[PartitionWord.partitionId] ?? 0);
  if (partitionId !== SELF_PARTITION && partitionId !== own) return HvStatus.AccessDenied;
  if (targetVtl !== 0) return HvStatus.InvalidParameter;
  if (vpIndex === SELF_VP || vpIndex === caller.vpIndex) return HvStatus.Success;
  // Registers of another processor belong to its thread; a guest asks that processor.
  return vpIndex < caller.block.vpCount ? HvStatus.OperationDenied : HvStatus.InvalidVpIndex;
}

export const hvCallGetVpRegisters: RepCall = {
  kind: 'rep',
  code: HV_CALL_GET_VP_REGISTERS,
  name: 'HvCallGetVpRegisters',
  privilege: Privilege.AccessVpRegisters,
  headerSize: VpRegistersHeader.size,
  elementSize: GetRegisterElement.size,
  outputElementSize: RegisterValue.size,
  check: checkSelf,
  run(caller, element, output) {
    const value = caller.readRegister(GetRegisterElement.read(element).name);
    if (value === undefined) return HvStatus.InvalidParameter;
    RegisterValue.write(output, {value});
    return HvStatus.Success;
  },
};

export const hvCallSetVpRegisters: RepCall = {
  kind: 'rep',
  code: HV_CALL_SET_VP_REGISTERS,
  name: 'HvCallSetVpRegisters',
  privilege: Privilege.AccessVpRegisters,
  headerSize: VpRegistersHeader.size,
  elementSize: SetRegisterElement.size,
  outputElementSize: 0,
  check: checkSelf,
  run(caller, element) {
    const {name, value, valueHigh} = SetRegisterElement.read(element);
    if (valueHigh !== 0n) return HvStatus.InvalidRegisterValue;
    return caller.writeRegister(name, value);
  },
};
