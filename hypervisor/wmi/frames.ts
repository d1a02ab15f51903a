/**
 * Frames of the door's socket: a JSON header and optional bytes.
 *
 * Layout, little-endian: u32 length of the header, u32 length of the bytes, header (UTF-8 JSON, an
 * object), bytes. Both sides may send at any time; `id` in the header pairs requests and answers.
 */
import {Buffer} from 'node:buffer';

export const HEADER_MAX = 64 * 1024 * 1024;
export const BYTES_MAX = 16 * 1024 * 1024;
const PREFIX = 8;

export interface Frame {
  readonly header: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array(0);

export function encodeFrame(header: object, bytes: Uint8Array = NOTHING): Buffer {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const frame = Buffer.allocUnsafe(PREFIX + text.length + bytes.length);
  frame.writeUInt32LE(text.length, 0);
  frame.writeUInt32LE(bytes.length, 4);
  text.copy(frame, PREFIX);
  frame.set(bytes, PREFIX + text.length);
  return frame;
}

/** Puts frames together from the pieces a socket gives. A bad frame throws RangeError or SyntaxError. */
export class FrameReader {
  private pieces: Uint8Array[] = [];
  private held = 0;

  push(piece: Uint8Array): Frame[] {
    this.pieces.push(piece);
    this.held += piece.length;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | undefined {
    if (this.held < PREFIX) return undefined;
    const prefix = this.front(PREFIX);
    const headerLength = prefix.readUInt32LE(0);
    const bytesLength = prefix.readUInt32LE(4);
    if (headerLength > HEADER_MAX || bytesLength > BYTES_MAX)
      throw new RangeError(`a frame of ${headerLength} + ${bytesLength} bytes is too long`);
    const total = PREFIX + headerLength + bytesLength;
    if (this.held < total) return undefined;
    const frame = this.front(total);
    this.drop(frame, total);
    return {
      header: parseHeader(frame.toString('utf8', PREFIX, PREFIX + headerLength)),
      bytes: frame.subarray(PREFIX + headerLength, total),
    };
  }

  /** The first bytes as one buffer; pieces are joined only when a frame spans several. */
  private front(length: number): Buffer {
    let first = this.pieces[0] ?? NOTHING;
    if (first.length < length) {
      first = Buffer.concat(this.pieces, this.held);
      this.pieces = [first];
    }
    return Buffer.from(first.buffer, first.byteOffset, first.length);
  }

  private drop(front: Buffer, length: number): void {
    this.held -= length;
    const rest = front.subarray(length);
    if (rest.length > 0) this.pieces[0] = rest;
    else this.pieces.shift();
  }
}

function parseHeader(text: string): Record<string, unknown> {
  const header: unknown = JSON.parse(text);
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new SyntaxError('a frame header is not an object');
  return header as Record<string, unknown>;
}
