/**
 * HvCallPostMessage: hands up to 240 bytes to whoever is behind a connection.
 *
 * Source: hyperv-wire.md 1.10. Order of checks: parameters first, then the connection, then room.
 */
import {bytes, layout, reserved, u32} from '../../wire/layout.ts';
import {Privilege} from '../privileges.ts';
import {MESSAGE_PAYLOAD_MAX} from '../synic-message.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

export const HV_CALL_POST_MESSAGE = 0x5c;

export const PostMessageInput = layout(256, {
  connectionId: u32(0),
  rsvd: reserved(4, 4),
  messageType: u32(8), // 0 and values with bit 31 set are the hypervisor's
  payloadSize: u32(12),
  payload: bytes(16, MESSAGE_PAYLOAD_MAX),
});

export const hvCallPostMessage: SimpleCall = {
  kind: 'simple',
  code: HV_CALL_POST_MESSAGE,
  name: 'HvCallPostMessage',
  privilege: Privilege.PostMessages,
  inputSize: PostMessageInput.size,
  outputSize: 0,
  run(caller, input) {
    const {connectionId, messageType, payloadSize, payload} = PostMessageInput.read(input);
    if (messageType === 0 || messageType >= 0x80000000 || payloadSize > MESSAGE_PAYLOAD_MAX)
      return HvStatus.InvalidParameter;
    return caller.postMessage(connectionId, messageType, payload.subarray(0, payloadSize));
  },
};
