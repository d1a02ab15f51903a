/**
 * Body of a shutdown request: reason u32, timeout u32 (seconds), flags u32, text UTF-16 (2048 bytes).
 *
 * Source: hyperv-wire.md 6.2.
 */

const TEXT_AT = 12;
const TEXT_SIZE = 2048;
export const SHUTDOWN_BODY = TEXT_AT + TEXT_SIZE;
/** The reason code of a planned shutdown. */
export const PLANNED = 0x80000000;

/** Bit 0 of the flags forces; the rest is what to do (restart from version 3.1, hibernate from 3.2). */
export const ShutdownFlags = {Force: 1, Restart: 2, Hibernate: 4} as const;

export interface ShutdownRequest {
  reason: number;
  timeoutSeconds: number;
  flags: number;
  text: string;
}

export function encodeShutdown(request: ShutdownRequest): Uint8Array {
  const bytes = new Uint8Array(SHUTDOWN_BODY);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, request.reason, true);
  view.setUint32(4, request.timeoutSeconds, true);
  view.setUint32(8, request.flags, true);
  const units = Math.min(request.text.length, TEXT_SIZE / 2 - 1);
  for (let i = 0; i < units; i++) view.setUint16(TEXT_AT + i * 2, request.text.charCodeAt(i), true);
  return bytes;
}

/** Undefined if the body is too short. */
export function parseShutdown(body: Uint8Array): ShutdownRequest | undefined {
  if (body.length < TEXT_AT) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let text = '';
  for (let at = TEXT_AT; at + 2 <= body.length; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return {
    reason: view.getUint32(0, true),
    timeoutSeconds: view.getUint32(4, true),
    flags: view.getUint32(8, true),
    text,
  };
}
