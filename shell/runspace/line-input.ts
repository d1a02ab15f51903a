/**
 * Lines of standard input for the runspace: Read-Host, questions of cmdlets.
 *
 * Works on a terminal (which edits the line itself) and on a pipe. Input is read only while a line is
 * wanted, so that child processes find the rest.
 */
import {type Answer, ring} from './channel.ts';

const CTRL_C = '\x03';
const CTRL_D = '\x04';

export class LineInput {
  readonly #words: Int32Array;
  readonly #post: (answer: Answer) => void;
  #held = '';
  #ended = false;
  #waiting: {id: number; secret: boolean} | null = null;
  #listening = false;

  constructor(words: Int32Array, post: (answer: Answer) => void) {
    this.#words = words;
    this.#post = post;
  }

  /** Answers request `id` with the next line; null at the end of input. */
  read(id: number, secret: boolean): void {
    this.#waiting = {id, secret};
    this.#listen();
    if (secret && process.stdin.isTTY) process.stdin.setRawMode(true);
    if (!this.#serve()) process.stdin.resume();
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (text: string) => {
      if (this.#waiting === null) return;
      this.#held += text;
      if (this.#serve()) process.stdin.pause();
    });
    process.stdin.on('end', () => {
      this.#ended = true;
      this.#serve();
    });
  }

  /** True when a line (or the end) was there to answer with. */
  #serve(): boolean {
    const waiting = this.#waiting;
    if (waiting === null) return true;
    if (waiting.secret && process.stdin.isTTY) return this.#serveSecret(waiting.id);
    const end = this.#held.indexOf('\n');
    if (end < 0 && !this.#ended) return false;
    const line = end < 0 ? this.#held : this.#held.slice(0, end);
    const none = end < 0 && line === '';
    this.#held = end < 0 ? '' : this.#held.slice(end + 1);
    this.#answer(waiting.id, none ? null : line.replace(/\r$/, ''));
    return true;
  }

  /** Raw keys: backspace edits, Ctrl-C interrupts, Return ends. */
  #serveSecret(id: number): boolean {
    const interrupted = this.#held.indexOf(CTRL_C);
    const end = [...this.#held].findIndex(key => key === '\r' || key === '\n' || key === CTRL_D);
    if (interrupted < 0 && end < 0) return false;
    process.stdin.setRawMode(false);
    if (interrupted >= 0) process.kill(process.pid, 'SIGINT');
    const typed = this.#held.slice(0, interrupted >= 0 ? interrupted : end);
    this.#held = '';
    this.#answer(id, applyBackspaces(typed));
    return true;
  }

  #answer(id: number, text: string | null): void {
    this.#waiting = null;
    this.#post({kind: 'line', id, text});
    ring(this.#words);
  }
}

function applyBackspaces(typed: string): string {
  const kept: string[] = [];
  for (const character of typed) {
    if (character === '\x7f' || character === '\b') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}
