/**
 * The filter that compressors put before x86 code: targets of CALL (E8) and JMP (E9) are absolute in the
 * packed form and become relative here.
 *
 * Source: the LZMA SDK's Bra86 (public domain); what it means by `mask` is told below.
 */

/** By the mask of opcodes just before: whether this one is taken for an instruction. */
const ALLOWED = [true, true, true, false, true, false, false, false];
/** By the same mask: which byte of the operand a misread opcode would lie in. */
const BYTE_OF_MASK = [0, 1, 2, 2, 3, 3, 3, 3];

const isSign = (byte: number): boolean => byte === 0 || byte === 0xff;

/** Undoes the filter in place; `bytes` is a whole block, which begins at address `start`. */
export function undoX86(bytes: Uint8Array, start = 0): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  //  Bits of `mask`: opcodes among the last three bytes, nearest in bit 0.
  let mask = 0;
  let last = -5;
  for (let at = 0; at + 4 < bytes.length; at++) {
    if ((bytes[at]! & 0xfe) !== 0xe8) continue;
    const gap = at - last;
    last = at;
    if (gap > 3) mask = 0;
    else {
      mask = (mask << (gap - 1)) & 7;
      if (mask !== 0 && (!ALLOWED[mask] || isSign(bytes[at + 4 - BYTE_OF_MASK[mask]!]!))) {
        mask = ((mask << 1) & 7) | 1;
        continue;
      }
    }
    if (!isSign(bytes[at + 4]!)) {
      mask = ((mask << 1) & 7) | 1;
      continue;
    }
    view.setUint32(at + 1, relative(view.getUint32(at + 1, true), start + at + 5, mask), true);
    at += 4;
  }
}

/** The operand as the processor wants it, 25 bits with its sign spread to 32. */
function relative(operand: number, next: number, mask: number): number {
  let source = operand;
  for (;;) {
    const value = (source - next) >>> 0;
    const place = BYTE_OF_MASK[mask]! * 8;
    if (mask === 0 || !isSign((value >>> (24 - place)) & 0xff)) return spread(value);
    source = (value ^ ((2 ** (32 - place) - 1) >>> 0)) >>> 0;
  }
}

function spread(value: number): number {
  const low = value & 0x01ff_ffff;
  return low & 0x0100_0000 ? (low | 0xff00_0000) >>> 0 : low;
}
