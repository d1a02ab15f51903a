/**
 * The text console of hvsh: a serial-like stream of bytes both ways.
 *
 * Hyper-V has no public VMBus device for text (hyperv-wire.md 3.5), so the class is our own. The
 * channel is a byte-mode named pipe (3.10): each packet is a header {type u32 = 1, length u32} and
 * bytes; what the guest sends is output (UTF-8 and terminal sequences), what the host sends is input.
 */
import type {Untrusted} from '../../../wire/untrusted.ts';
import {rawBytes} from '../../../wire/untrusted.ts';

/** Chosen once for hvsh; the first group spells its name. */
export const CONSOLE_CLASS = '68767368-7474-4c79-8a1e-636f6e736f6c';

export const PIPE_HEADER = 8;
const PIPE_DATA = 1;
/** Most bytes of one packet. */
export const CONSOLE_CHUNK = 2048;

export function encodeConsole(bytes: Uint8Array): Uint8Array {
  const payload = new Uint8Array(PIPE_HEADER + bytes.length);
  const view = new DataView(payload.buffer);
  view.setUint32(0, PIPE_DATA, true);
  view.setUint32(4, bytes.length, true);
  payload.set(bytes, PIPE_HEADER);
  return payload;
}

/** The bytes in a packet, or undefined if its length is wrong. */
export function parseConsole(payload: Untrusted<Uint8Array>): Uint8Array | undefined {
  const packet = rawBytes(payload);
  if (packet.length < PIPE_HEADER) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const length = view.getUint32(4, true);
  const limit = Math.min(packet.length - PIPE_HEADER, CONSOLE_CHUNK);
  if (view.getUint32(0, true) !== PIPE_DATA || length > limit) return undefined;
  return packet.subarray(PIPE_HEADER, PIPE_HEADER + length);
}
