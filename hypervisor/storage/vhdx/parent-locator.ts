/**
 * The parent locator of a differencing VHDX: names by which the parent is looked for, and the
 * identifier that it must have. Source: [MS-VHDX] 2.6.2.6, hyperv-wire.md 7.2.
 */
import {guidFromBytes, guidToBytes} from '../../wire/guid.ts';

const VHDX_PARENT = 'b04aefb7-d19e-4a81-b789-25b8e9445913';
const COUNT_AT = 18;
const ENTRY_AT = 20;
const ENTRY_SIZE = 12;

/** Keys that are understood; a file may have others, which are kept. */
export const ParentKey = {
  Linkage: 'parent_linkage',
  Linkage2: 'parent_linkage2',
  RelativePath: 'relative_path',
  AbsolutePath: 'absolute_win32_path',
  VolumePath: 'volume_path',
} as const;

export type ParentLocator = ReadonlyMap<string, string>;

export function encodeParentLocator(locator: ParentLocator): Uint8Array {
  const rows = [...locator].map(row => row.map(text => Buffer.from(text, 'utf16le')));
  const texts = rows.flat();
  const size = texts.reduce((sum, text) => sum + text.length, ENTRY_AT + rows.length * ENTRY_SIZE);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(guidToBytes(VHDX_PARENT));
  view.setUint16(COUNT_AT, rows.length, true);
  let place = ENTRY_AT + rows.length * ENTRY_SIZE;
  rows.forEach((row, index) => {
    const at = ENTRY_AT + index * ENTRY_SIZE;
    row.forEach((text, part) => {
      bytes.set(text, place);
      view.setUint32(at + part * 4, place, true);
      view.setUint16(at + 8 + part * 2, text.length, true);
      place += text.length;
    });
  });
  return bytes;
}

/** The locator in a metadata item, or the sentence that says why it is none. */
export function parseParentLocator(bytes: Uint8Array): ParentLocator | string {
  if (bytes.length < ENTRY_AT) return 'the parent locator is too short';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (guidFromBytes(bytes.subarray(0, 16)) !== VHDX_PARENT) return 'the parent is not a VHDX';
  const count = view.getUint16(COUNT_AT, true);
  if (count * ENTRY_SIZE > bytes.length - ENTRY_AT) return 'the parent locator is cut off';
  const locator = new Map<string, string>();
  for (let at = ENTRY_AT; at < ENTRY_AT + count * ENTRY_SIZE; at += ENTRY_SIZE) {
    const [key, value] = [0, 1].map(part => {
      const place = view.getUint32(at + part * 4, true);
      const length = view.getUint16(at + 8 + part * 2, true);
      if (length > bytes.length - place) return undefined;
      return Buffer.from(bytes.subarray(place, place + length)).toString('utf16le');
    });
    if (key === undefined || value === undefined) return 'the parent locator is cut off';
    locator.set(key, value);
  }
  return locator;
}
