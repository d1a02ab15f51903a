/**
 * LZMA: literals and copies out of the window, chosen by the range decoder.
 *
 * Source: "LZMA specification" of the LZMA SDK (public domain); names of probabilities as there. One
 * decoder goes through the chunks of an LZMA2 stream; lzma2.ts says when what is reset.
 */
import {evenOdds, RangeDecoder} from './range-decoder.ts';
import type {Window} from './window.ts';

const STATES = 12;
const POSITION_STATES = 16;
const MATCH_MIN = 2;
/** Distances from this slot on have bits of even odds. */
const FIRST_DIRECT_SLOT = 14;
const ALIGN_BITS = 4;

/** After a literal, by the state before it. */
const AFTER_LITERAL = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5];
/** States below this one had a literal last. */
const LITERAL_STATES = 7;

/** How the length of a copy is coded: three ranges of 8, 8 and 256 values. */
class LengthDecoder {
  private readonly choice = evenOdds(2);
  private readonly low = evenOdds(POSITION_STATES * 8);
  private readonly middle = evenOdds(POSITION_STATES * 8);
  private readonly high = evenOdds(256);

  decode(decoder: RangeDecoder, positionState: number): number {
    if (decoder.bit(this.choice, 0) === 0)
      return MATCH_MIN + decoder.tree(this.low, positionState * 8, 3);
    if (decoder.bit(this.choice, 1) === 0)
      return MATCH_MIN + 8 + decoder.tree(this.middle, positionState * 8, 3);
    return MATCH_MIN + 16 + decoder.tree(this.high, 0, 8);
  }
}

export interface LzmaProperties {
  /** lc: bits of the byte before that choose the odds of a literal. */
  literalContextBits: number;
  /** lp, pb: low bits of the position that choose odds. */
  literalPositionBits: number;
  positionBits: number;
}

/** All that adapts while decoding; a new one is a reset of the state. */
class Odds {
  readonly literal: Uint16Array;
  readonly isMatch = evenOdds(STATES * POSITION_STATES);
  readonly isRep = evenOdds(STATES);
  readonly isRep0 = evenOdds(STATES);
  readonly isRep1 = evenOdds(STATES);
  readonly isRep2 = evenOdds(STATES);
  readonly isRep0Long = evenOdds(STATES * POSITION_STATES);
  readonly slot = evenOdds(4 * 64);
  readonly special = evenOdds(128);
  readonly align = evenOdds(1 << ALIGN_BITS);
  readonly length = new LengthDecoder();
  readonly repLength = new LengthDecoder();

  constructor({literalContextBits, literalPositionBits}: LzmaProperties) {
    this.literal = evenOdds(0x300 << (literalContextBits + literalPositionBits));
  }
}

export class LzmaDecoder {
  private readonly decoder = new RangeDecoder();
  private readonly window: Window;
  private readonly properties: LzmaProperties;
  private readonly odds: Odds;
  private state = 0;
  private rep0 = 0;
  private rep1 = 0;
  private rep2 = 0;
  private rep3 = 0;
  /** Bytes since the last reset of the dictionary, which positions are counted from. */
  private position: number;

  constructor(window: Window, properties: LzmaProperties, position: number) {
    this.window = window;
    this.properties = properties;
    this.odds = new Odds(properties);
    this.position = position;
  }

  /** Bytes that came into the window past this decoder. */
  skip(count: number): void {
    this.position += count;
  }

  /** Unpacks one chunk of exactly `size` bytes. Answers false for a chunk that is not sound. */
  chunk(input: Uint8Array, size: number): boolean {
    const {window, decoder, odds} = this;
    if (!decoder.begin(input)) return false;
    const end = window.end + size;
    const positionMask = (1 << this.properties.positionBits) - 1;
    while (window.end < end) {
      const positionState = this.position & positionMask;
      if (decoder.bit(odds.isMatch, this.state * POSITION_STATES + positionState) === 0) {
        this.literal();
        continue;
      }
      const length = this.matchLength(positionState);
      if (length > end - window.end || this.rep0 >= window.end - window.start) return false;
      this.copy(length);
      if (decoder.overrun) return false;
    }
    return !decoder.overrun && decoder.finished;
  }

  private literal(): void {
    const {window, decoder, odds} = this;
    const {bytes} = window;
    const {literalContextBits, literalPositionBits} = this.properties;
    const before = window.end > window.start ? bytes[window.end - 1]! : 0;
    const context =
      ((this.position & ((1 << literalPositionBits) - 1)) << literalContextBits) +
      (before >> (8 - literalContextBits));
    const base = 0x300 * context;
    let symbol = 1;
    if (this.state >= LITERAL_STATES) {
      let other = bytes[window.end - this.rep0 - 1]!;
      while (symbol < 0x100) {
        const expected = (other >> 7) & 1;
        other <<= 1;
        const bit = decoder.bit(odds.literal, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    bytes[window.end++] = decoder.descend(odds.literal, base, symbol, 0x100);
    this.position++;
    this.state = AFTER_LITERAL[this.state]!;
  }

  /** Sets rep0 to the distance of the copy, less one, and answers its length. */
  private matchLength(positionState: number): number {
    const {decoder, odds, state} = this;
    if (decoder.bit(odds.isRep, state) === 0) {
      this.pushDistance();
      const length = odds.length.decode(decoder, positionState);
      this.state = state < LITERAL_STATES ? 7 : 10;
      this.rep0 = this.distance(length);
      return length;
    }
    if (decoder.bit(odds.isRep0, state) === 0) {
      if (decoder.bit(odds.isRep0Long, state * POSITION_STATES + positionState) === 0) {
        this.state = state < LITERAL_STATES ? 9 : 11;
        return 1;
      }
    } else this.useEarlierDistance();
    this.state = state < LITERAL_STATES ? 8 : 11;
    return odds.repLength.decode(decoder, positionState);
  }

  private pushDistance(): void {
    this.rep3 = this.rep2;
    this.rep2 = this.rep1;
    this.rep1 = this.rep0;
  }

  /** One of the three distances before the last; it becomes the last. */
  private useEarlierDistance(): void {
    const {decoder, odds, state} = this;
    let chosen = this.rep1;
    if (decoder.bit(odds.isRep1, state) !== 0) {
      chosen = this.rep2;
      if (decoder.bit(odds.isRep2, state) !== 0) {
        chosen = this.rep3;
        this.rep3 = this.rep2;
      }
      this.rep2 = this.rep1;
    }
    this.rep1 = this.rep0;
    this.rep0 = chosen;
  }

  private distance(length: number): number {
    const {decoder, odds} = this;
    const slot = decoder.tree(odds.slot, Math.min(length - MATCH_MIN, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < FIRST_DIRECT_SLOT)
      return base + decoder.reverseTree(odds.special, base - slot, bits);
    const high = decoder.direct(bits - ALIGN_BITS) << ALIGN_BITS;
    return (base + high + decoder.reverseTree(odds.align, 0, ALIGN_BITS)) >>> 0;
  }

  /** Source and target may overlap: what is copied repeats. */
  private copy(length: number): void {
    const {window} = this;
    const {bytes} = window;
    let to = window.end;
    let from = to - this.rep0 - 1;
    for (let i = length; i > 0; i--) bytes[to++] = bytes[from++]!;
    window.end = to;
    this.position += length;
  }
}
