/** Objects on their way to a program's standard input: strings as lines, the rest as the formatter shows it. */
import type {Formatter, Session} from '../session/session.ts';
import {Encoding} from '../types/encoding.ts';
import {unwrap} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {createFormatter} from '../format/formatter.ts';

/** Characters gathered before they are sent. */
const GATHER_CHARACTERS = 4096;

export class TextFeed {
  readonly #session: Session;
  readonly #send: (bytes: Uint8Array) => void;
  #formatter: Formatter | null = null;
  #held = '';

  constructor(session: Session, send: (bytes: Uint8Array) => void) {
    this.#session = session;
    this.#send = send;
  }

  write(value: Value): void {
    const bare = unwrap(value);
    if (bare instanceof Uint8Array) {
      this.#flush();
      this.#send(bare);
    } else if (typeof bare === 'string') {
      this.#formatter?.flush();
      this.#line(bare);
    } else this.#format().write(value);
  }

  finish(): void {
    this.#formatter?.flush();
    this.#flush();
  }

  #format(): Formatter {
    this.#formatter ??= createFormatter({
      width: this.#session.host.width,
      writeLine: (text: string) => this.#line(text),
      supportsAnsi: false,
      session: this.#session,
    });
    return this.#formatter;
  }

  #line(text: string): void {
    this.#held += `${text}\n`;
    if (this.#held.length >= GATHER_CHARACTERS) this.#flush();
  }

  #flush(): void {
    if (this.#held === '') return;
    const encoding = this.#session.getVariable('OutputEncoding');
    const bytes =
      encoding instanceof Encoding
        ? encoding.getBytes(this.#held)
        : Buffer.from(this.#held, 'utf8');
    this.#held = '';
    this.#send(bytes);
  }
}
