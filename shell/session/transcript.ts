/** A transcript: what a session shows and what is typed into it, in a file. The host writes into it. */
import {appendFileSync} from 'node:fs';
import {stripVTControlCharacters} from 'node:util';

const RULE = '**********************';

export class Transcript {
  readonly file: string;
  readonly #invocationHeader: boolean;

  constructor(file: string, invocationHeader: boolean) {
    this.file = file;
    this.#invocationHeader = invocationHeader;
  }

  /** What the screen gets; colours are left out. */
  write(text: string): void {
    appendFileSync(this.file, stripVTControlCharacters(text));
  }

  /** A line between rules, such as the head of the file. */
  block(lines: readonly string[]): void {
    this.write(`${[RULE, ...lines, RULE].join('\n')}\n`);
  }

  /** A command that was typed at the prompt. `time`: as yyyyMMddHHmmss. */
  command(prompt: string, text: string, time: () => string): void {
    if (this.#invocationHeader) this.block([`Command start time: ${time()}`]);
    this.write(`${prompt}${text}\n`);
  }
}

/** `20240131235959` of a local time. */
export function stampOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
