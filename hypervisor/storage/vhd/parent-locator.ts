/**
 * Where a differencing VHD keeps the paths of its parent: eight entries in the header, the texts in
 * sectors of their own. Source: hyperv-wire.md 7.1; texts are UTF-16LE as Windows writes them.
 */
import type {DiskFile} from '../disk-file.ts';

const ENTRIES = 8;
const ENTRY_SIZE = 24;
const LONGEST = 0x10000;
/** Platform codes of paths of the host. */
export const LocatorCode = {Absolute: 'W2ku', Relative: 'W2ru'} as const;

export interface ParentLocatorEntry {
  code: string;
  /** Bytes of the text, and where it is in the file. */
  length: number;
  offset: number;
}

export function encodeLocators(
  view: DataView,
  at: number,
  entries: readonly ParentLocatorEntry[],
): void {
  entries.slice(0, ENTRIES).forEach(({code, length, offset}, index) => {
    const place = at + index * ENTRY_SIZE;
    [...code].forEach((char, i) => view.setUint8(place + i, char.charCodeAt(0)));
    view.setUint32(place + 4, Math.ceil(length / 512));
    view.setUint32(place + 8, length);
    view.setBigUint64(place + 16, BigInt(offset));
  });
}

export function parseLocators(view: DataView, at: number): ParentLocatorEntry[] {
  return Array.from({length: ENTRIES}, (_, index) => {
    const place = at + index * ENTRY_SIZE;
    const code = [0, 1, 2, 3].map(i => String.fromCharCode(view.getUint8(place + i))).join('');
    return {
      code,
      length: view.getUint32(place + 8),
      offset: Number(view.getBigUint64(place + 16)),
    };
  }).filter(({length}) => length > 0 && length <= LONGEST);
}

/** The path that the first entry with this code names; undefined when there is none. */
export function locatorPath(
  file: DiskFile,
  entries: readonly ParentLocatorEntry[],
  code: string,
): string | undefined {
  const entry = entries.find(candidate => candidate.code === code);
  if (!entry || entry.offset + entry.length > file.size()) return undefined;
  const bytes = new Uint8Array(entry.length);
  file.read(entry.offset, bytes);
  return Buffer.from(bytes).toString('utf16le').replace(/\0+$/, '');
}
