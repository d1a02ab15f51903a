/**
 * GUIDs on the wire: 16 bytes in Microsoft's order (u32, u16, u16 little-endian, then 8 bytes as
 * written; hyperv-wire.md 0). In the program a GUID is its lower-case text without braces.
 */

/** Position in the bytes of each byte of the text, in the order of the text. */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const DASH_BEFORE = new Set([4, 6, 8, 10]);

export function guidFromBytes(bytes: Uint8Array): string {
  let text = '';
  ORDER.forEach((at, index) => {
    if (DASH_BEFORE.has(index)) text += '-';
    text += (bytes[at] ?? 0).toString(16).padStart(2, '0');
  });
  return text;
}

/** Takes the text with or without braces, in any case. Throws a RangeError if it is not a GUID. */
export function guidToBytes(text: string): Uint8Array {
  const digits = text.replace(/[{}-]/g, '');
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new RangeError(`"${text}" is not a GUID`);
  const bytes = new Uint8Array(16);
  ORDER.forEach((at, index) => {
    bytes[at] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  });
  return bytes;
}
