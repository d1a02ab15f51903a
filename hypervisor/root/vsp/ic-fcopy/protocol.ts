/**
 * Bodies of the file copy: operation u32, two service GUIDs, then by operation (hyperv-wire.md 6.4).
 *
 * One message at a time; the guest's answer is the status in the frame. A parser answers undefined
 * for what it can not read.
 */

export const FcopyOperation = {Start: 0, Write: 1, Complete: 2, Cancel: 3} as const;
export const FcopyFlags = {Overwrite: 1, CreatePath: 2} as const;

/** Longest name or path in UTF-16 units, without the terminator. */
export const FCOPY_PATH_MAX = 259;
/** Most bytes of one write. */
export const FCOPY_FRAGMENT = 6144;

const HEADER = 36;
const PATH_BYTES = (FCOPY_PATH_MAX + 1) * 2;
const StartAt = {
  name: HEADER,
  path: HEADER + PATH_BYTES,
  flags: HEADER + 2 * PATH_BYTES,
  size: HEADER + 2 * PATH_BYTES + 4,
} as const;
const START_SIZE = StartAt.size + 8;
const WriteAt = {offset: HEADER + 4, length: HEADER + 12, data: HEADER + 16} as const;

export interface FcopyStart {
  readonly name: string;
  /** The folder. */
  readonly path: string;
  /** Bits of FcopyFlags. */
  readonly flags: number;
  /** Bytes of the whole file. */
  readonly size: number;
}

export function encodeFcopyStart({name, path, flags, size}: FcopyStart): Uint8Array {
  const body = new Uint8Array(START_SIZE);
  const view = new DataView(body.buffer);
  view.setUint32(0, FcopyOperation.Start, true);
  writeText(view, StartAt.name, name);
  writeText(view, StartAt.path, path);
  view.setUint32(StartAt.flags, flags, true);
  view.setBigUint64(StartAt.size, BigInt(size), true);
  return body;
}

export function parseFcopyStart(body: Uint8Array): FcopyStart | undefined {
  if (body.length < START_SIZE) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const name = readText(body, StartAt.name);
  const path = readText(body, StartAt.path);
  if (name === undefined || path === undefined) return undefined;
  const size = Number(view.getBigUint64(StartAt.size, true));
  return {name, path, flags: view.getUint32(StartAt.flags, true), size};
}

/** At most FCOPY_FRAGMENT bytes; the message has the same length whatever they are. */
export function encodeFcopyWrite(offset: number, data: Uint8Array): Uint8Array {
  const body = new Uint8Array(WriteAt.data + FCOPY_FRAGMENT);
  const view = new DataView(body.buffer);
  view.setUint32(0, FcopyOperation.Write, true);
  view.setBigUint64(WriteAt.offset, BigInt(offset), true);
  view.setUint32(WriteAt.length, data.length, true);
  body.set(data, WriteAt.data);
  return body;
}

export function parseFcopyWrite(body: Uint8Array): {offset: number; data: Uint8Array} | undefined {
  if (body.length < WriteAt.data) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const length = view.getUint32(WriteAt.length, true);
  if (length > FCOPY_FRAGMENT || length > body.length - WriteAt.data) return undefined;
  const data = body.slice(WriteAt.data, WriteAt.data + length);
  return {offset: Number(view.getBigUint64(WriteAt.offset, true)), data};
}

/** Complete or cancel. */
export function encodeFcopyEnd(operation: number): Uint8Array {
  const body = new Uint8Array(HEADER);
  new DataView(body.buffer).setUint32(0, operation, true);
  return body;
}

export function fcopyOperation(body: Uint8Array): number | undefined {
  if (body.length < HEADER) return undefined;
  return new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
}

function writeText(view: DataView, at: number, text: string): void {
  const cut = text.slice(0, FCOPY_PATH_MAX);
  for (let i = 0; i < cut.length; i++) view.setUint16(at + i * 2, cut.charCodeAt(i), true);
}

/** Undefined without a terminator. */
function readText(body: Uint8Array, at: number): string | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset + at, PATH_BYTES).toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? undefined : text.slice(0, end);
}
