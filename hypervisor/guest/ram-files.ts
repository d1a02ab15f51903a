/**
 * The guest's files: a flat list of paths, their bytes in pages of guest memory.
 *
 * Folders are there when they were made; a file needs its folder. The list is saved, the bytes are
 * saved with the memory.
 */
import {createHash} from 'node:crypto';
import {gpaOf, PAGE} from './memory-map.ts';
import type {PageAllocator} from './page-allocator.ts';

export interface RamFile {
  readonly path: string;
  readonly size: number;
  /** First page of each run of RUN_PAGES. */
  readonly runs: readonly number[];
}

export interface RamFilesState {
  files: RamFile[];
  folders: string[];
}

const RUN_PAGES = 16;
const RUN_BYTES = RUN_PAGES * PAGE;

export class RamFiles {
  readonly #pages: PageAllocator;
  readonly #files: Map<string, RamFile>;
  readonly #folders: Set<string>;

  constructor(pages: PageAllocator, state?: RamFilesState) {
    this.#pages = pages;
    this.#files = new Map(state?.files.map(file => [file.path, file]));
    this.#folders = new Set(state?.folders ?? ['/', '/tmp']);
  }

  list(): readonly RamFile[] {
    return [...this.#files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  get(path: string): RamFile | undefined {
    return this.#files.get(path);
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** With those above it. */
  makeFolder(path: string): void {
    const parts = path.split('/').filter(Boolean);
    parts.forEach((_, index) => this.#folders.add(`/${parts.slice(0, index + 1).join('/')}`));
  }

  /** An empty file of the size, in place of one of the name. False: out of memory. */
  create(path: string, size: number): boolean {
    this.remove(path);
    const runs: number[] = [];
    while (runs.length * RUN_BYTES < size) {
      const run = this.#pages.allocate(RUN_PAGES);
      if (run === undefined) {
        for (const page of runs) this.#pages.free(page, RUN_PAGES);
        return false;
      }
      runs.push(run);
    }
    this.#files.set(path, {path, size, runs});
    return true;
  }

  /** False: it does not lie in the file. */
  write(path: string, offset: number, data: Uint8Array): boolean {
    const file = this.#files.get(path);
    if (!file || data.length > file.size - offset) return false;
    for (let done = 0; done < data.length; ) {
      const [gpa, room] = place(file, offset + done);
      const part = data.subarray(done, done + room);
      this.#pages.memory.copyIn(gpa, part);
      done += part.length;
    }
    return true;
  }

  read({size, runs}: RamFile): Uint8Array {
    const {memory} = this.#pages;
    const parts = runs.map((page, index) =>
      memory.copyOut(gpaOf(page), Math.min(RUN_BYTES, size - index * RUN_BYTES)),
    );
    return Buffer.concat(parts);
  }

  sha256(file: RamFile): string {
    return createHash('sha256').update(this.read(file)).digest('hex');
  }

  /** False: there was none. */
  remove(path: string): boolean {
    const file = this.#files.get(path);
    for (const page of file?.runs ?? []) this.#pages.free(page, RUN_PAGES);
    return this.#files.delete(path);
  }

  save(): RamFilesState {
    return {files: [...this.#files.values()], folders: [...this.#folders]};
  }
}

/** Address of a byte, and how many follow it without a gap. */
function place({runs}: RamFile, offset: number): [gpa: number, room: number] {
  const inRun = offset % RUN_BYTES;
  return [gpaOf(runs[Math.floor(offset / RUN_BYTES)] ?? 0) + inRun, RUN_BYTES - inRun];
}
