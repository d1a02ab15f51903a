/**
 * Lines of standard input for the runspace: Read-Host, questions of cmdlets.
 *
 * Works on a terminal (which edits the line itself) and on a pipe. Input is read only while a line is
 * wanted, so that child processes find the rest.
 */
import {StringDecoder} from 'node:string_decoder';
import {type Answer, ring} from './channel.ts';
import {type StandardInput, standardInput} from './standard-input.ts';

const CTRL_C = '\x03';
const CTRL_D = '\x04';

export class LineInput {
  readonly #words: Int32Array;
  readonly #post: (answer: Answer) => void;
  #held = '';
  #ended = false;
  #waiting: {id: number; secret: boolean} | null = null;
  #stream: StandardInput | null = null;

  constructor(words: Int32Array, post: (answer: Answer) => void) {
    this.#words = words;
    this.#post = post;
  }

  /** Answers request `id` with the next line; null at the end of input. */
  read(id: number, secret: boolean): void {
    this.#waiting = {id, secret};
    const stream = this.#listen();
    if (secret) stream.setRawMode?.(true);
    if (!this.#serve(stream)) stream.resume();
  }

  #listen(): StandardInput {
    if (this.#stream !== null) return this.#stream;
    const stream = standardInput();
    this.#stream = stream;
    const decoder = new StringDecoder('utf8');
    stream.on('data', (data: Buffer | string) => {
      if (this.#waiting === null) return;
      this.#held += typeof data === 'string' ? data : decoder.write(data);
      if (this.#serve(stream)) stream.pause();
    });
    stream.on('end', () => {
      this.#ended = true;
      this.#serve(stream);
    });
    return stream;
  }

  /** True when a line (or the end) was there to answer with. */
  #serve(stream: StandardInput): boolean {
    const waiting = this.#waiting;
    if (waiting === null) return true;
    if (waiting.secret && stream.isTTY) return this.#serveSecret(stream, waiting.id);
    const end = this.#held.indexOf('\n');
    if (end < 0 && !this.#ended) return false;
    const line = end < 0 ? this.#held : this.#held.slice(0, end);
    const none = end < 0 && line === '';
    this.#held = end < 0 ? '' : this.#held.slice(end + 1);
    this.#answer(waiting.id, none ? null : line.replace(/\r$/, ''));
    return true;
  }

  /** Raw keys: backspace edits, Ctrl-C interrupts, Return ends. */
  #serveSecret(stream: StandardInput, id: number): boolean {
    const interrupted = this.#held.indexOf(CTRL_C);
    const end = [...this.#held].findIndex(key => key === '\r' || key === '\n' || key === CTRL_D);
    if (interrupted < 0 && end < 0) return false;
    stream.setRawMode?.(false);
    const typed = this.#held.slice(0, end);
    this.#held = '';
    if (interrupted < 0) this.#answer(id, applyBackspaces(typed));
    else {
      // The stop is the answer.
      this.#waiting = null;
      process.kill(process.pid, 'SIGINT');
    }
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
