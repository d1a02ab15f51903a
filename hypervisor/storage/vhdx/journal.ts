/**
 * The metadata of an open VHDX file in 4 KiB sectors: read once, changed in memory, and committed
 * through the log.
 *
 * Order of a commit, so that a kill or a power failure between any two writes leaves a good file:
 * flush (data that the changes will expose, and what the commit before applied), log entry, flush,
 * then the sectors at their own places. Each entry replaces the one before, which is applied and
 * flushed by then; two halves of the log take turns, so that a torn entry never hits the only one.
 * What was changed and not committed is lost with the process, as data is in a write cache.
 */
import {randomUUID} from 'node:crypto';
import type {DiskFile} from '../disk-file.ts';
import {type Headers, NO_GUID} from './header.ts';
import {encodeEntry, LOG_SECTOR, sectorsInEntry} from './log.ts';

/** Unchanged sectors kept at most: 16 MiB. */
const CLEAN_LIMIT = 4096;

export class Journal {
  readonly #file: DiskFile;
  readonly #headers: Headers;
  readonly #sectors = new Map<number, Uint8Array>();
  readonly #changed = new Set<number>();
  readonly #logGuid = randomUUID();
  readonly #limit: number;
  #sequence = 1n;
  #isOpen = false;

  constructor(file: DiskFile, headers: Headers) {
    this.#file = file;
    this.#headers = headers;
    this.#limit = sectorsInEntry(headers.current.logLength / 2);
  }

  /** The sector with the byte at `offset`, to read. */
  sector(offset: number): Uint8Array {
    const place = offset - (offset % LOG_SECTOR);
    const known = this.#sectors.get(place);
    if (known) return known;
    if (this.#sectors.size >= CLEAN_LIMIT + this.#changed.size) this.forget();
    const bytes = new Uint8Array(LOG_SECTOR);
    this.#file.read(place, bytes);
    this.#sectors.set(place, bytes);
    return bytes;
  }

  /** The same to write into; it becomes true with the next commit. `room` must hold. */
  change(offset: number): Uint8Array {
    const bytes = this.sector(offset);
    this.#changed.add(offset - (offset % LOG_SECTOR));
    return bytes;
  }

  /** Puts bytes in place that may span sectors; sectors that stay the same do not count. */
  put(offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const within = (offset + done) % LOG_SECTOR;
      const length = Math.min(LOG_SECTOR - within, bytes.length - done);
      const piece = bytes.subarray(done, done + length);
      const old = this.sector(offset + done).subarray(within, within + length);
      if (Buffer.compare(old, piece) !== 0) this.change(offset + done).set(piece, within);
      done += length;
    }
  }

  /** Whether `count` more sectors can change before a commit. */
  hasRoom(count: number): boolean {
    return this.#changed.size + count <= this.#limit;
  }

  /** Makes all changes durable together, and flushes the file. */
  commit(): void {
    this.#file.flush();
    if (this.#changed.size === 0) return;
    const places = [...this.#changed];
    this.#log(places);
    for (const place of places) this.#file.write(place, this.sector(place));
    this.#changed.clear();
  }

  /** Commits and leaves a file without a log. */
  close(): void {
    this.commit();
    if (!this.#isOpen) return;
    this.#file.flush();
    this.#headers.update({logGuid: NO_GUID});
    this.#isOpen = false;
  }

  #log(places: readonly number[]): void {
    const {logOffset, logLength} = this.#headers.current;
    const half = Number(this.#sequence % 2n) * (logLength / 2);
    const length = this.#file.size();
    const entry = encodeEntry({
      sequence: this.#sequence,
      logGuid: this.#logGuid,
      tail: half,
      flushedFileOffset: length,
      lastFileOffset: length,
      patches: places.map(offset => ({offset, length: LOG_SECTOR, bytes: this.sector(offset)})),
    });
    this.#file.write(Number(logOffset) + half, entry);
    this.#file.flush();
    // The first entry is in place before a header says that there is a log.
    if (!this.#isOpen) this.#headers.update({logGuid: this.#logGuid});
    this.#isOpen = true;
    this.#sequence += 1n;
  }

  /** Sectors that did not change are read anew: their place has another use. */
  forget(): void {
    for (const place of this.#sectors.keys())
      if (!this.#changed.has(place)) this.#sectors.delete(place);
  }
}
