/** The checks that .xz files carry: none, CRC32, CRC64, SHA-256. Source: xz, doc/xz-file-format.txt 2.1.1.2. */
import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';

/** Takes the unpacked bytes in order and answers the check as it lies in the file. */
export interface Check {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

/** By the number in the file: the length of the check, and how it is made where we know it. */
export const CHECK_SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;

/** Undefined for a check that we can not make. */
export function checkOf(type: number): Check | undefined {
  if (type === 0) return {update() {}, digest: () => new Uint8Array()};
  if (type === 1) return new Crc32();
  if (type === 4) return new Crc64();
  if (type !== 10) return undefined;
  const hash = createHash('sha256');
  return {update: bytes => void hash.update(bytes), digest: () => hash.digest()};
}

class Crc32 implements Check {
  private value = 0;

  update(bytes: Uint8Array): void {
    this.value = crc32(bytes, this.value);
  }

  digest(): Uint8Array {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, this.value, true);
    return bytes;
  }
}

/** ECMA-182, reflected. Low and high halves of one table entry a byte. */
const POLYNOMIAL_LOW = 0xd787_0f42;
const POLYNOMIAL_HIGH = 0xc96c_5795;
const LOW = new Int32Array(256);
const HIGH = new Int32Array(256);

function fillTables(): void {
  for (let index = 0; index < 256; index++) {
    let low = index;
    let high = 0;
    for (let bit = 0; bit < 8; bit++) {
      const carry = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (carry) {
        low ^= POLYNOMIAL_LOW;
        high ^= POLYNOMIAL_HIGH;
      }
    }
    LOW[index] = low;
    HIGH[index] = high;
  }
}

class Crc64 implements Check {
  private low = -1;
  private high = -1;

  constructor() {
    if (LOW[1] === 0) fillTables();
  }

  update(bytes: Uint8Array): void {
    let {low, high} = this;
    for (let at = 0; at < bytes.length; at++) {
      const index = (low ^ bytes[at]!) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ LOW[index]!;
      high = (high >>> 8) ^ HIGH[index]!;
    }
    this.low = low;
    this.high = high;
  }

  digest(): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, ~this.low, true);
    view.setInt32(4, ~this.high, true);
    return bytes;
  }
}
