/** Bytes to lines: decodes UTF-8 across chunk borders; each line is given as soon as it is complete. */
import {StringDecoder} from 'node:string_decoder';

export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #started = false;

  /** The lines that `bytes` complete. */
  *push(bytes: Uint8Array): Iterable<string> {
    yield* this.#split(
      this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    );
  }

  /** What is left: the last line without its newline, if there is one. */
  *finish(): Iterable<string> {
    yield* this.#split(this.#decoder.end());
    if (this.#rest !== '') yield this.#rest;
    this.#rest = '';
  }

  *#split(decoded: string): Iterable<string> {
    const text = this.#started ? decoded : decoded.replace(/^\uFEFF/, '');
    if (decoded !== '') this.#started = true;
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
