/**
 * The few terms of the ACPI machine language that our DSDT is made of. Each answers bytes.
 *
 * Source: ACPI 6.5, chapter 20 (AML), 6.4 (resource descriptors).
 */

type Bytes = readonly number[];

const ascii = (text: string): Bytes => [...Buffer.from(text, 'latin1')];

/** A name segment: four characters, padded with `_`. A leading `\` stays before it. */
function nameBytes(name: string): Bytes {
  const root = name.startsWith('\\') ? ['\\'] : [];
  return ascii([...root, name.replace('\\', '').padEnd(4, '_')].join(''));
}

/** PkgLength counts itself: one byte up to 63, two up to 4095. */
function packaged(content: Bytes): Bytes {
  if (content.length + 1 < 0x40) return [content.length + 1, ...content];
  const length = content.length + 2;
  return [0x40 | (length & 0xf), length >> 4, ...content];
}

const u32 = (value: number): Bytes => [0, 8, 16, 24].map(shift => (value >>> shift) & 0xff);

export const integer = (value: number): Bytes => (value === 0 ? [0x00] : [0x0a, value]);
export const string = (text: string): Bytes => [0x0d, ...ascii(text), 0];
export const name = (path: string, value: Bytes): Bytes => [0x08, ...nameBytes(path), ...value];
export const list = (...elements: Bytes[]): Bytes => [
  0x12,
  ...packaged([elements.length, ...elements.flat()]),
];
export const scope = (path: string, ...terms: Bytes[]): Bytes => [
  0x10,
  ...packaged([...nameBytes(path), ...terms.flat()]),
];
export const device = (path: string, ...terms: Bytes[]): Bytes => [
  0x5b,
  0x82,
  ...packaged([...nameBytes(path), ...terms.flat()]),
];
const buffer = (bytes: Bytes): Bytes => [0x11, ...packaged([...integer(bytes.length), ...bytes])];

/** What _CRS answers: descriptors and an end tag. */
export const resources = (...descriptors: Bytes[]): Bytes =>
  buffer([...descriptors.flat(), 0x79, 0]);

/** A window of memory that the device hands on to its children: DWordMemory (ResourceProducer). */
export const memoryWindow = (from: number, length: number): Bytes => [
  // A DWord address space of memory; fixed at both ends; read and write, not cached.
  0x87,
  0x17,
  0x00,
  0x00,
  0x0c,
  0x01,
  ...[u32(0), u32(from), u32(from + length - 1), u32(0), u32(length)].flat(),
];
