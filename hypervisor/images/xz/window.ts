/**
 * What was unpacked last: a decoder writes behind it and copies out of it, its user takes pieces from it.
 *
 * The buffer grows to somewhat more than the dictionary; when its end is reached the dictionary moves to the
 * front, so positions stay plain indices.
 */

/** Enough for most tests and small packages. */
const SMALL = 65_536;

export class Window {
  bytes: Uint8Array = new Uint8Array(SMALL);
  /** Where the next byte goes. */
  end = 0;
  /** First byte that may be copied from. */
  start = 0;
  private readonly dictionary: number;
  private readonly room: number;
  private taken = 0;

  /** `room` is the most that is asked of one `makeRoom`. */
  constructor(dictionary: number, room: number) {
    this.dictionary = dictionary;
    this.room = room;
  }

  /** Everything written since the last call; good until the next `makeRoom`. */
  take(): Uint8Array {
    const piece = this.bytes.subarray(this.taken, this.end);
    this.taken = this.end;
    return piece;
  }

  /** Makes sure that `count` bytes can be written; what was written must have been taken. */
  makeRoom(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const kept = this.bytes.subarray(Math.max(this.start, this.end - this.dictionary), this.end);
    const least = kept.length + count;
    if (least > this.bytes.length) {
      const size = Math.max(least, Math.min(4 * least, this.dictionary + 2 * this.room));
      const bytes = new Uint8Array(size);
      bytes.set(kept);
      this.bytes = bytes;
    } else this.bytes.set(kept);
    this.start = 0;
    this.end = this.taken = kept.length;
  }

  /** Forgets the dictionary. */
  reset(): void {
    this.start = this.end;
  }

  append(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }
}
