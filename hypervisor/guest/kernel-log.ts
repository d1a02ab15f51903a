/**
 * The kernel's log: a ring of text in guest memory, which `dmesg` prints and a host may read.
 *
 * The first word counts the bytes written in all; the text follows.
 */
import type {GuestMemory} from '../hv/guest-memory.ts';
import {FixedPage, gpaOf, LOG_PAGES, PAGE} from './memory-map.ts';

const TEXT_AT = gpaOf(FixedPage.log) + 4;
const TEXT_SIZE = LOG_PAGES * PAGE - 4;

export class KernelLog {
  readonly #memory: GuestMemory;

  constructor(memory: GuestMemory) {
    this.#memory = memory;
  }

  /** Adds a line and answers it as it was written, with its time. `time` is in 100 ns. */
  add(text: string, time: number): string {
    const line = `[${(time / 1e7).toFixed(6).padStart(12)}] ${text}\n`;
    const bytes = Buffer.from(line);
    let written = this.#memory.readU32(gpaOf(FixedPage.log));
    for (const byte of bytes) this.#memory.writeU8(TEXT_AT + (written++ % TEXT_SIZE), byte);
    this.#memory.writeU32(gpaOf(FixedPage.log), written);
    return line;
  }

  /** All lines that are still whole. */
  lines(): string[] {
    const written = this.#memory.readU32(gpaOf(FixedPage.log));
    const length = Math.min(written, TEXT_SIZE);
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < length; i++) {
      bytes[i] = this.#memory.readU8(TEXT_AT + ((written - length + i) % TEXT_SIZE));
    }
    const lines = bytes.toString().split('\n').slice(0, -1);
    return written > TEXT_SIZE ? lines.slice(1) : lines;
  }
}
