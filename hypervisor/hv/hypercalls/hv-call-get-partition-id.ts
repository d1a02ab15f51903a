/** HvCallGetPartitionId: the caller's own id; ordinary guests may not know it. hyperv-wire.md 1.7. */
import {layout, u64} from '../../wire/layout.ts';
import {PartitionWord} from '../partition-block.ts';
import {Privilege} from '../privileges.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

export const HV_CALL_GET_PARTITION_ID = 0x46;

const GetPartitionIdOutput = layout(8, {partitionId: u64(0)});

export const hvCallGetPartitionId: SimpleCall = {
  kind: 'simple',
  code: HV_CALL_GET_PARTITION_ID,
  name: 'HvCallGetPartitionId',
  privilege: Privilege.AccessPartitionId,
  inputSize: 0,
  outputSize: GetPartitionIdOutput.size,
  run(caller, _input, output) {
    const id = caller.block.words[PartitionWord.partitionId] ?? 0;
    GetPartitionIdOutput.write(output, {partitionId: BigInt(id)});
    return HvStatus.Success;
  },
};
