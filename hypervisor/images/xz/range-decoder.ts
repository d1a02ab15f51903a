/**
 * The arithmetic decoder under LZMA: single decisions from a stream of bytes, by adaptive probabilities.
 *
 * A probability is of 11 bits and lies in a Uint16Array of its owner; 1024 is even odds. Reading past the
 * end gives zeros and is told by `overrun`: checking each byte would cost more than the rest.
 */
const TOP = 2 ** 24;
const HALF = 1024;

/** Probabilities, all even. */
export function evenOdds(count: number): Uint16Array {
  return new Uint16Array(count).fill(HALF);
}

export class RangeDecoder {
  private input: Uint8Array = new Uint8Array();
  private at = 0;
  private range = 0;
  private code = 0;

  /** Begins a chunk. Answers false when it does not begin as the encoder begins one. */
  begin(input: Uint8Array): boolean {
    this.input = input;
    this.at = 5;
    this.range = -1;
    this.code = (input[1]! << 24) | (input[2]! << 16) | (input[3]! << 8) | input[4]! | 0;
    return input.length >= 5 && input[0] === 0;
  }

  get overrun(): boolean {
    return this.at > this.input.length;
  }

  /** Whether all was read and nothing is left over. */
  get finished(): boolean {
    return this.at === this.input.length && this.code === 0;
  }

  bit(odds: Uint16Array, index: number): number {
    const chance = odds[index]!;
    const bound = Math.imul(this.range >>> 11, chance);
    if (this.code >>> 0 < bound >>> 0) {
      odds[index] = chance + ((2048 - chance) >> 5);
      this.range = bound;
      if (bound >>> 0 < TOP) this.more();
      return 0;
    }
    odds[index] = chance - (chance >> 5);
    this.code = (this.code - bound) | 0;
    this.range = (this.range - bound) | 0;
    if (this.range >>> 0 < TOP) this.more();
    return 1;
  }

  private more(): void {
    this.range <<= 8;
    this.code = (this.code << 8) | this.input[this.at++]!;
  }

  /** `count` bits of even odds that no probability follows, highest first. */
  direct(count: number): number {
    let value = 0;
    for (; count > 0; count--) {
      this.range >>>= 1;
      this.code = (this.code - this.range) | 0;
      const negative = this.code >> 31;
      this.code = (this.code + (this.range & negative)) | 0;
      value = (value << 1) + (negative + 1);
      if (this.range >>> 0 < TOP) this.more();
    }
    return value;
  }

  /**
   * A number of `bits` bits, highest first, by a tree of decisions that begins at `base`. Written out
   * over local variables: most of the time of unpacking is spent here.
   */
  tree(odds: Uint16Array, base: number, bits: number): number {
    return this.descend(odds, base, 1, 1 << bits) - (1 << bits);
  }

  /** Goes down from `node` until it is `end` or more, and answers it. */
  descend(odds: Uint16Array, base: number, from: number, end: number): number {
    const {input} = this;
    let {range, code, at} = this;
    let node = from;
    while (node < end) {
      const chance = odds[base + node]!;
      const bound = Math.imul(range >>> 11, chance);
      if (code >>> 0 < bound >>> 0) {
        odds[base + node] = chance + ((2048 - chance) >> 5);
        range = bound;
        node <<= 1;
      } else {
        odds[base + node] = chance - (chance >> 5);
        code = (code - bound) | 0;
        range = (range - bound) | 0;
        node = (node << 1) | 1;
      }
      if (range >>> 0 < TOP) {
        range <<= 8;
        code = (code << 8) | input[at++]!;
      }
    }
    this.range = range;
    this.code = code;
    this.at = at;
    return node;
  }

  /** As `tree`, lowest bit first. */
  reverseTree(odds: Uint16Array, base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(odds, base + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }
}
