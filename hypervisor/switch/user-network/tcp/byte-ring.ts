/** Bytes that wait to be sent and acknowledged: added behind, dropped in front, read anywhere. */

const FIRST_CAPACITY = 65_536;

export class ByteRing {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #start = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(source: Uint8Array): void {
    if (this.#length + source.length > this.#bytes.length) this.#grow(this.#length + source.length);
    const at = (this.#start + this.#length) % this.#bytes.length;
    const first = Math.min(source.length, this.#bytes.length - at);
    this.#bytes.set(source.subarray(0, first), at);
    this.#bytes.set(source.subarray(first), 0);
    this.#length += source.length;
  }

  drop(count: number): void {
    const dropped = Math.min(count, this.#length);
    this.#start = (this.#start + dropped) % this.#bytes.length;
    this.#length -= dropped;
  }

  /** `length` bytes from `offset`: a view where they lie together, else a copy. */
  read(offset: number, length: number): Uint8Array {
    const at = (this.#start + offset) % this.#bytes.length;
    const first = this.#bytes.length - at;
    if (length <= first) return this.#bytes.subarray(at, at + length);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(at));
    copy.set(this.#bytes.subarray(0, length - first), first);
    return copy;
  }

  #grow(needed: number): void {
    let capacity = this.#bytes.length;
    while (capacity < needed) capacity *= 2;
    const bytes = new Uint8Array(capacity);
    bytes.set(this.read(0, this.#length));
    this.#bytes = bytes;
    this.#start = 0;
  }
}
