/**
 * LZMA2: chunks of LZMA or of plain bytes, and what is forgotten between them.
 *
 * Source: xz, doc/xz-file-format.txt 5.3.1, and the chunk headers in xz-embedded's xz_dec_lzma2.c.
 */
import {ImageError} from '../image-error.ts';
import {LzmaDecoder, type LzmaProperties} from './lzma.ts';
import {Window} from './window.ts';

/** Most bytes of one chunk, unpacked. */
const CHUNK_MAX = 2 ** 21;

/** The most that a file may ask of us: as `xz -9` twice over. */
const DICTIONARY_MAX = 128 * 2 ** 20;

/** What resets, from bits 5 and 6 of a chunk's control byte. */
const RESET = {state: 1, properties: 2, dictionary: 3} as const;

const damaged = (text: string): ImageError => new ImageError('corrupt', `compressed data: ${text}`);

/** Size of the dictionary from its byte of filter properties. */
export function dictionarySize(property: number): number {
  const size = property > 40 ? Infinity : (2 | (property & 1)) * 2 ** (11 + (property >> 1));
  if (size > DICTIONARY_MAX)
    throw new ImageError('unsupported', `compressed data: a dictionary of ${size} bytes`);
  return size;
}

function propertiesOf(byte: number): LzmaProperties {
  const literalContextBits = byte % 9;
  const rest = (byte - literalContextBits) / 9;
  const properties = {
    literalContextBits,
    literalPositionBits: rest % 5,
    positionBits: Math.floor(rest / 5),
  };
  if (byte >= 225 || literalContextBits + properties.literalPositionBits > 4)
    throw damaged('properties out of range');
  return properties;
}

/** Unpacks the chunks of one stream, from `at` in `input` on. `at` is behind them when all are done. */
export class Lzma2 {
  at: number;
  private readonly input: Uint8Array;
  private readonly window: Window;
  private properties: LzmaProperties | undefined;
  private decoder: LzmaDecoder | undefined;
  private sinceReset = -1;

  constructor(input: Uint8Array, at: number, dictionary: number) {
    this.input = input;
    this.at = at;
    this.window = new Window(dictionary, CHUNK_MAX);
  }

  /** Each piece is good until the next one is asked for. Throws ImageError. */
  *pieces(): Generator<Uint8Array> {
    for (let control = this.byte(); control !== 0; control = this.byte()) {
      if (control < 0x80) this.plain(control);
      else this.packed(control);
      yield this.window.take();
    }
  }

  private byte(): number {
    const value = this.input[this.at++];
    if (value === undefined) throw damaged('cut off');
    return value;
  }

  private twoBytes(): number {
    return (this.byte() << 8) | this.byte();
  }

  private block(length: number): Uint8Array {
    const bytes = this.input.subarray(this.at, this.at + length);
    if (bytes.length < length) throw damaged('cut off');
    this.at += length;
    return bytes;
  }

  private plain(control: number): void {
    if (control > 2) throw damaged('unknown chunk');
    if (control === 1) this.resetDictionary();
    if (this.sinceReset < 0) throw damaged('no start of a dictionary');
    const bytes = this.block(this.twoBytes() + 1);
    this.window.makeRoom(bytes.length);
    this.window.append(bytes);
    this.decoder?.skip(bytes.length);
    this.sinceReset += bytes.length;
  }

  private packed(control: number): void {
    const size = ((control & 0x1f) << 16) + this.twoBytes() + 1;
    const packedSize = this.twoBytes() + 1;
    const reset = (control >> 5) & 3;
    if (reset === RESET.dictionary) this.resetDictionary();
    if (reset >= RESET.properties) this.properties = propertiesOf(this.byte());
    if (this.sinceReset < 0 || !this.properties) throw damaged('no start of a dictionary');
    if (reset >= RESET.state)
      this.decoder = new LzmaDecoder(this.window, this.properties, this.sinceReset);
    if (!this.decoder) throw damaged('no start of a state');
    this.window.makeRoom(size);
    if (!this.decoder.chunk(this.block(packedSize), size)) throw damaged('not decodable');
    this.sinceReset += size;
  }

  private resetDictionary(): void {
    this.window.reset();
    this.sinceReset = 0;
    this.decoder = undefined;
  }
}
