/** The last bytes that a console wrote: a ring of fixed size, read as a copy in order. */
export const SCROLLBACK_SIZE = 64 * 1024;

export class Scrollback {
  readonly #ring = new Uint8Array(SCROLLBACK_SIZE);
  /** Bytes written in all. */
  #written = 0;

  write(bytes: Uint8Array): void {
    const tail = bytes.subarray(Math.max(0, bytes.length - SCROLLBACK_SIZE));
    this.#written += bytes.length - tail.length;
    const at = this.#written % SCROLLBACK_SIZE;
    const first = tail.subarray(0, SCROLLBACK_SIZE - at);
    this.#ring.set(first, at);
    this.#ring.set(tail.subarray(first.length), 0);
    this.#written += tail.length;
  }

  read(): Uint8Array {
    if (this.#written <= SCROLLBACK_SIZE) return this.#ring.slice(0, this.#written);
    const at = this.#written % SCROLLBACK_SIZE;
    return Buffer.concat([this.#ring.subarray(at), this.#ring.subarray(0, at)]);
  }
}
