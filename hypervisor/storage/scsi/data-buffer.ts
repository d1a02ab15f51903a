/**
 * The data of one SCSI command: views of guest memory, in order, with a length that counts.
 *
 * The views are shared with the guest. Media data goes between file and views without a copy;
 * parameter lists are gathered into a copy before anyone looks at them.
 */

export type DataDirection = 'in' | 'out' | 'none';

export class DataBuffer {
  readonly direction: DataDirection;
  /** Bytes that the guest asked to transfer; the views may hold more. */
  readonly length: number;
  readonly #views: readonly Uint8Array[];

  constructor(direction: DataDirection, views: readonly Uint8Array[], length: number) {
    this.direction = direction;
    this.length = length;
    this.#views = views;
  }

  static readonly none = new DataBuffer('none', [], 0);

  /** The first `count` bytes as views; `count` is at most `length`. */
  pieces(count: number): readonly Uint8Array[] {
    const [first] = this.#views;
    if (this.#views.length === 1 && first?.length === count) return this.#views;
    const pieces: Uint8Array[] = [];
    let left = count;
    for (const view of this.#views) {
      if (left <= 0) break;
      pieces.push(view.length <= left ? view : view.subarray(0, left));
      left -= view.length;
    }
    return pieces;
  }

  /** Copies as much of `bytes` as there is room for; answers how much that was. */
  put(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, this.length);
    let done = 0;
    for (const piece of this.pieces(count)) {
      piece.set(bytes.subarray(done, done + piece.length));
      done += piece.length;
    }
    return done;
  }

  /** A copy of the first `count` bytes (fewer if there are fewer). */
  gather(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(count, this.length));
    let done = 0;
    for (const piece of this.pieces(bytes.length)) {
      bytes.set(piece, done);
      done += piece.length;
    }
    return bytes;
  }
}
