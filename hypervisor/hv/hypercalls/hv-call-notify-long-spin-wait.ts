/** HvCallNotifyLongSpinWait: advice that a lock is held by a processor that does not run. Counted. */
import {VpRegister} from '../partition-block.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

export const HV_CALL_NOTIFY_LONG_SPIN_WAIT = 0x08;

export const hvCallNotifyLongSpinWait: SimpleCall = {
  kind: 'simple',
  code: HV_CALL_NOTIFY_LONG_SPIN_WAIT,
  name: 'HvCallNotifyLongSpinWait',
  fast: true,
  inputSize: 8,
  outputSize: 0,
  run(caller) {
    caller.block.countVp(caller.vpIndex, VpRegister.longSpins);
    return HvStatus.Success;
  },
};
