/**
 * Finds the newest complete sequence of entries in a VHDX log and makes it true: in the file, or
 * over it for a reader that may not write.
 *
 * Source: [MS-VHDX] 2.3.2, hyperv-wire.md 7.2.
 */
import type {DiskFile} from '../disk-file.ts';
import {DiskImageError} from '../disk-image.ts';
import {type Headers, NO_GUID, type VhdxHeader} from './header.ts';
import {entryLength, LOG_SECTOR, type LogEntry, type LogPatch, parseEntry} from './log.ts';

/** Headers and file identifier are not the log's to change. */
const FIRST_LOGGED = 0x30000;
const ZEROS = new Uint8Array(0x100000);

/** The file after its log: itself, changed, or a view of it when it is read-only. Throws DiskImageError. */
export function replayed(file: DiskFile, headers: Headers): DiskFile {
  const header = headers.current;
  if (header.logGuid === NO_GUID) return file;
  const entries = liveEntries(file, header);
  if (file.readOnly) return new PatchedFile(file, entries);
  apply(file, entries);
  headers.update({logGuid: NO_GUID});
  return file;
}

/** Idempotent: a kill on the way is repaired by the next open. */
function apply(file: DiskFile, entries: readonly LogEntry[]): void {
  for (const {patches} of entries)
    for (const {offset, length, bytes} of patches)
      if (bytes) file.write(offset, bytes);
      else writeZeros(file, offset, length);
  const length = entries.at(-1)?.lastFileOffset ?? 0;
  if (file.size() < length) file.truncate(length);
  file.flush();
}

function writeZeros(file: DiskFile, offset: number, length: number): void {
  for (let done = 0; done < length; done += ZEROS.length)
    file.write(offset + done, ZEROS.subarray(0, Math.min(ZEROS.length, length - done)));
}

interface PlacedEntry {
  readonly entry: LogEntry;
  readonly offset: number;
}

/** Entries to apply, oldest first. */
function liveEntries(file: DiskFile, header: VhdxHeader): readonly LogEntry[] {
  const log = new Uint8Array(header.logLength);
  file.read(Number(header.logOffset), log);
  const placed = entriesOf(log, header.logGuid);
  let best: readonly PlacedEntry[] = [];
  for (const start of placed.values()) {
    const chain = chainFrom(start, placed, log.length);
    if ((chain.at(-1)?.entry.sequence ?? 0n) > (best.at(-1)?.entry.sequence ?? 0n)) best = chain;
  }
  const entries = best.map(({entry}) => entry);
  if (entries.length === 0)
    throw new DiskImageError('corrupt', file.path, 'the log has no complete entry');
  for (const entry of entries) checkEntry(file, header, entry);
  return entries;
}

function entriesOf(log: Uint8Array, logGuid: string): Map<number, PlacedEntry> {
  const placed = new Map<number, PlacedEntry>();
  for (let offset = 0; offset < log.length; offset += LOG_SECTOR) {
    const length = entryLength(log.subarray(offset, offset + LOG_SECTOR), log.length);
    const entry = length && parseEntry(ringSlice(log, offset, length), logGuid);
    if (entry) placed.set(offset, {entry, offset});
  }
  return placed;
}

function ringSlice(log: Uint8Array, offset: number, length: number): Uint8Array {
  if (offset + length <= log.length) return log.subarray(offset, offset + length);
  return Buffer.concat([log.subarray(offset), log.subarray(0, offset + length - log.length)]);
}

/** Follows entries with rising numbers; the part from the tail of the last one, or nothing. */
function chainFrom(
  start: PlacedEntry,
  placed: ReadonlyMap<number, PlacedEntry>,
  logLength: number,
): readonly PlacedEntry[] {
  const chain = [start];
  for (let last = start; chain.length <= placed.size; ) {
    const length = lengthOf(last.entry);
    const next = placed.get((last.offset + length) % logLength);
    if (!next || next.entry.sequence !== last.entry.sequence + 1n) break;
    chain.push(next);
    last = next;
  }
  const tail = chain.findIndex(({offset}) => offset === chain.at(-1)?.entry.tail);
  return tail < 0 ? [] : chain.slice(tail);
}

function lengthOf({patches}: LogEntry): number {
  const data = patches.filter(({bytes}) => bytes).length;
  return Math.ceil((64 + patches.length * 32) / LOG_SECTOR) * LOG_SECTOR + data * LOG_SECTOR;
}

function checkEntry(file: DiskFile, header: VhdxHeader, entry: LogEntry): void {
  const {logOffset, logLength} = header;
  const logStart = Number(logOffset);
  if (entry.flushedFileOffset > file.size())
    throw new DiskImageError(
      'corrupt',
      file.path,
      'the file was cut off after its log was written',
    );
  for (const {offset, length} of entry.patches) {
    const inLog = offset < logStart + logLength && offset + length > logStart;
    const inFile = offset + length <= Math.max(entry.lastFileOffset, file.size());
    if (offset < FIRST_LOGGED || inLog || !inFile)
      throw new DiskImageError('corrupt', file.path, `the log writes to ${offset}`);
  }
}

/** A read-only file seen through its log. */
class PatchedFile implements DiskFile {
  readonly path: string;
  readonly readOnly = true;
  readonly #file: DiskFile;
  readonly #patches: readonly LogPatch[];
  readonly #length: number;

  constructor(file: DiskFile, entries: readonly LogEntry[]) {
    this.path = file.path;
    this.#file = file;
    this.#patches = entries.flatMap(({patches}) => patches);
    this.#length = Math.max(file.size(), entries.at(-1)?.lastFileOffset ?? 0);
  }

  size(): number {
    return this.#length;
  }

  allocatedBytes(): number {
    return this.#file.allocatedBytes();
  }

  read(position: number, view: Uint8Array): void {
    this.#file.read(position, view);
    for (const {offset, length, bytes} of this.#patches) {
      const from = Math.max(position, offset);
      const to = Math.min(position + view.length, offset + length);
      if (from >= to) continue;
      if (bytes) view.set(bytes.subarray(from - offset, to - offset), from - position);
      else view.fill(0, from - position, to - position);
    }
  }

  write(): never {
    throw new DiskImageError('accessDenied', this.path, 'the file is open for reading only');
  }

  truncate(): never {
    return this.write();
  }

  flush(): void {}

  close(): void {
    this.#file.close();
  }
}
