/**
 * The synthetic keyboard, raw in-band messages (hyperv-wire.md 6.6); both sides.
 *
 * Keys travel as make codes of scan code set 1. A parser answers undefined for what it can not read.
 */
import type {Untrusted} from '../../../wire/untrusted.ts';
import {rawBytes} from '../../../wire/untrusted.ts';

export const KEYBOARD_CLASS = 'f912ad6d-2b17-48ea-bd65-f927a61c7684';
export const KEYBOARD_INSTANCE = 'd34b2567-b9b6-42b9-8778-0a4ec0b955bf';
export const KEYBOARD_VERSION = 0x0001_0000;

const MessageType = {ProtocolRequest: 1, ProtocolResponse: 2, Event: 3, Indicators: 4} as const;

export const KeyFlags = {Unicode: 1, Up: 2, E0: 4, E1: 8} as const;

/** Lights, as bits. */
export const Indicators = {ScrollLock: 1, NumLock: 2, CapsLock: 4} as const;

export interface KeyEvent {
  readonly makeCode: number;
  /** Bits of KeyFlags. */
  readonly flags: number;
}

export type GuestKeyboardMessage =
  | {type: 'protocol'; version: number}
  | {type: 'indicators'; indicators: number};

export function parseGuestKeyboard(
  payload: Untrusted<Uint8Array>,
): GuestKeyboardMessage | undefined {
  const bytes = rawBytes(payload);
  if (bytes.length < 6) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (view.getUint32(0, true)) {
    case MessageType.ProtocolRequest:
      return bytes.length < 8 ? undefined : {type: 'protocol', version: view.getUint32(4, true)};
    case MessageType.Indicators:
      return {type: 'indicators', indicators: view.getUint16(4, true)};
    default:
      return undefined;
  }
}

export function encodeProtocolRequest(version: number): Uint8Array {
  return words(8, MessageType.ProtocolRequest, version);
}

export function encodeIndicators(indicators: number): Uint8Array {
  return words(8, MessageType.Indicators, indicators);
}

export function encodeProtocolResponse(accepted: boolean): Uint8Array {
  return words(8, MessageType.ProtocolResponse, Number(accepted));
}

export function encodeKeyEvent({makeCode, flags}: KeyEvent): Uint8Array {
  const bytes = words(12, MessageType.Event, makeCode);
  new DataView(bytes.buffer).setUint32(8, flags, true);
  return bytes;
}

/** The guest's reading: an event, whether its version was accepted, or neither. */
export function parseHostKeyboard(bytes: Uint8Array): KeyEvent | boolean | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint32(0, true);
  if (type === MessageType.ProtocolResponse) return (view.getUint32(4, true) & 1) === 1;
  if (type !== MessageType.Event || bytes.length < 12) return undefined;
  return {makeCode: view.getUint16(4, true), flags: view.getUint32(8, true)};
}

function words(length: number, type: number, second: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint32(0, type, true);
  view.setUint32(4, second, true);
  return new Uint8Array(view.buffer);
}
