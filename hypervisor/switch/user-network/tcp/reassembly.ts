/** Bytes that came before those in front of them did (RFC 9293 3.10.7.4). */
import {advance, distance} from './sequence.ts';

/** Pieces that are kept; a sender that scatters more than that sends them again. */
const MAX_PIECES = 256;

interface Piece {
  sequence: number;
  data: Uint8Array;
}

export class Reassembly {
  /** In order, without overlap that matters: `take` cuts. */
  readonly #pieces: Piece[] = [];

  /** Keeps a copy. The caller has cut the data to the window. */
  add(sequence: number, data: Uint8Array): void {
    if (this.#pieces.length >= MAX_PIECES) return;
    const index = this.#pieces.findIndex(piece => distance(sequence, piece.sequence) >= 0);
    const at = index < 0 ? this.#pieces.length : index;
    const known = this.#pieces[at];
    if (known?.sequence === sequence && known.data.length >= data.length) return;
    this.#pieces.splice(at, 0, {sequence, data: data.slice()});
  }

  /** Calls `visit` with what now follows `next`; returns where the bytes end. */
  take(next: number, visit: (data: Uint8Array) => void): number {
    let end = next;
    for (let piece = this.#pieces[0]; piece; piece = this.#pieces[0]) {
      const skip = distance(piece.sequence, end);
      if (skip < 0) return end;
      this.#pieces.shift();
      if (skip >= piece.data.length) continue;
      visit(piece.data.subarray(skip));
      end = advance(end, piece.data.length - skip);
    }
    return end;
  }
}
