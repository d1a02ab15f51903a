/** HvCallSignalEvent: rings whoever is behind an event connection. hyperv-wire.md 1.10. */
import {layout, u16, u32} from '../../wire/layout.ts';
import {Privilege} from '../privileges.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

export const HV_CALL_SIGNAL_EVENT = 0x5d;

export const SignalEventInput = layout(8, {
  connectionId: u32(0),
  flagNumber: u16(4),
  rsvdZ: u16(6), // must be zero
});

export const hvCallSignalEvent: SimpleCall = {
  kind: 'simple',
  code: HV_CALL_SIGNAL_EVENT,
  name: 'HvCallSignalEvent',
  privilege: Privilege.SignalEvents,
  fast: true,
  inputSize: SignalEventInput.size,
  outputSize: 0,
  run(caller, input) {
    const {connectionId, flagNumber, rsvdZ} = SignalEventInput.read(input);
    if (rsvdZ !== 0) return HvStatus.InvalidParameter;
    return caller.signalEvent(connectionId, flagNumber);
  },
};
