/**
 * How much of a guest's memory has host memory behind it, as the kernel knows it.
 *
 * Guest memory is one block of this process that fills page by page as it is touched. Its address
 * is not visible here, but the list of mappings before and after the block is made shows where it is;
 * /proc/self/pagemap then tells of each page whether it is present (bit 63 of its entry) or swapped
 * (bit 62). Where the system has no such files, or another mapping came in between, the answer is
 * undefined.
 */
import {closeSync, openSync, readFileSync, readSync} from 'node:fs';

const PAGE = 4096;
const ENTRY = 8;
/** Bit 63 (present) of a little-endian entry is bit 7 of its last byte. */
const PRESENT = 0x80;
const CHUNK_ENTRIES = 8192;

/** Where in the block that was made the guest's memory lies, in bytes. */
interface Place {
  readonly base: number;
  readonly size: number;
}

export class ResidentMemory {
  private bytes = 0;
  /** Address of the guest's first byte. */
  private start: number | undefined;

  /** Runs what makes the block, and finds it. */
  measureWhile<T>(make: () => T, placeOf: (made: T) => Place): T {
    const before = mappings();
    const made = make();
    const {base, size} = placeOf(made);
    const block = base + size;
    const found = [...mappings()].filter(
      ([start, end]) => end - start >= block && before.get(start) !== end,
    );
    const [only] = found;
    if (found.length === 1 && only) this.start = startOf(only, before, block) + base;
    this.bytes = size;
    return made;
  }

  residentBytes(): number | undefined {
    if (this.start === undefined) return undefined;
    try {
      return presentPages(this.start, Math.ceil(this.bytes / PAGE)) * PAGE;
    } catch {
      return undefined;
    }
  }
}

/** A new mapping may have been joined to an old neighbour: the block is the part that is new. */
function startOf(
  [start, end]: readonly [number, number],
  before: ReadonlyMap<number, number>,
  bytes: number,
): number {
  const oldEnd = before.get(start);
  return oldEnd !== undefined && end - oldEnd >= bytes
    ? oldEnd
    : end - bytes >= start
      ? start
      : end;
}

/** Start to end of every mapping. Addresses of user space fit into a double. */
function mappings(): Map<number, number> {
  try {
    const rows = readFileSync('/proc/self/maps', 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm);
    return new Map(
      [...rows].map(row => [Number.parseInt(row[1] ?? '', 16), Number.parseInt(row[2] ?? '', 16)]),
    );
  } catch {
    return new Map();
  }
}

function presentPages(start: number, pages: number): number {
  const file = openSync('/proc/self/pagemap', 'r');
  const buffer = Buffer.allocUnsafe(CHUNK_ENTRIES * ENTRY);
  try {
    let present = 0;
    for (let page = 0; page < pages; page += CHUNK_ENTRIES) {
      const length = Math.min(CHUNK_ENTRIES, pages - page) * ENTRY;
      const got = readSync(file, buffer, 0, length, (start / PAGE + page) * ENTRY);
      for (let at = ENTRY - 1; at < got; at += ENTRY) if ((buffer[at] ?? 0) & PRESENT) present++;
    }
    return present;
  } finally {
    closeSync(file);
  }
}
