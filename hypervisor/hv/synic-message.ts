/**
 * SynIC messages on the wire: a slot of the message page, and the messages of the hypervisor.
 *
 * Source: hyperv-wire.md 2.4 and 2.6. Delivery: synic.ts.
 */
import {bytes, layout, reserved, u32, u64, u8} from '../wire/layout.ts';

export const MESSAGE_SIZE = 256;
export const MESSAGE_PAYLOAD_MAX = 240;
/** Flags byte of a slot: more messages wait, write EOM when this one is taken. */
export const MESSAGE_PENDING = 1;
/** Messages of a port that are not delivered yet; one more is refused. */
export const PORT_BUFFERS = 16;

export const SynicMessage = layout(MESSAGE_SIZE, {
  messageType: u32(0), // 0 = the slot is free
  payloadSize: u8(4),
  flags: u8(5),
  rsvd: reserved(6, 2),
  sender: u64(8),
  payload: bytes(16, MESSAGE_PAYLOAD_MAX),
});

/** Types with bit 31 set come from the hypervisor; guests may not use them. */
export const HypervisorMessage = {
  TimerExpired: 0x80000010,
} as const;

export const TimerMessage = layout(24, {
  timerIndex: u32(0),
  rsvd: reserved(4, 4),
  expirationTime: u64(8),
  deliveryTime: u64(16),
});

/** A message on its way into a slot. */
export interface QueuedMessage {
  messageType: number;
  sender: bigint;
  /** At most 240 bytes. */
  payload: Uint8Array;
}
