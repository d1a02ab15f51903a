/**
 * The kernel proper out of the file that a distribution ships: a bzImage carries a packed vmlinux, which
 * machines here start directly. Source: Linux, Documentation/arch/x86/boot.rst (payload_offset, payload_length).
 */
import {unpackGzip} from '../archives/gzip.ts';
import {ImageError} from '../image-error.ts';
import {isXz, unpackXz} from '../xz/xz.ts';

const KERNEL_MAX = 2 ** 28;
const SETUP_SECTORS_AT = 0x1f1;
const MAGIC_AT = 0x202;
const VERSION_AT = 0x206;
const PAYLOAD_AT = 0x248;
/** Boot protocol that brought the payload's place. */
const FIRST_VERSION = 0x0208;
const SECTOR = 512;
/** Behind the payload, inside its length: the size of the kernel unpacked. */
const SIZE_BYTES = 4;

/** Names of packers by the first bytes of what they make: what we refuse is refused by name. */
const OTHER_PACKERS: readonly (readonly [string, string])[] = [
  ['28b52ffd', 'zstd'],
  ['02214c18', 'LZ4'],
  ['04224d18', 'LZ4'],
  ['894c5a4f', 'LZO'],
  ['425a68', 'bzip2'],
  ['5d0000', 'LZMA'],
];

/** vmlinux (ELF) of a vmlinux or a bzImage packed by xz or gzip. Throws ImageError. */
export function readKernel(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, 4) === '\x7fELF') return file;
  if (bytes.length < PAYLOAD_AT + 8 || bytes.toString('latin1', MAGIC_AT, MAGIC_AT + 4) !== 'HdrS')
    throw new ImageError('unsupported', 'it is neither a vmlinux (ELF) nor a bzImage');
  if (bytes.readUInt16LE(VERSION_AT) < FIRST_VERSION)
    throw new ImageError('unsupported', 'the bzImage is of a kernel older than 2.6.26');
  const start = ((bytes[SETUP_SECTORS_AT] || 4) + 1) * SECTOR + bytes.readUInt32LE(PAYLOAD_AT);
  const length = bytes.readUInt32LE(PAYLOAD_AT + 4);
  if (length <= SIZE_BYTES || start + length > bytes.length)
    throw new ImageError('corrupt', 'the bzImage is cut off');
  const kernel = unpack(bytes.subarray(start, start + length - SIZE_BYTES));
  if (kernel.length !== bytes.readUInt32LE(start + length - SIZE_BYTES))
    throw new ImageError('corrupt', 'the kernel is not as long as its bzImage says');
  return kernel;
}

function unpack(payload: Buffer): Uint8Array {
  if (isXz(payload)) return unpackXz(payload, KERNEL_MAX);
  if (payload.readUInt16BE() === 0x1f8b) return unpackGzip(payload, KERNEL_MAX);
  const first = payload.toString('hex', 0, 4);
  const packer = OTHER_PACKERS.find(([bytes]) => first.startsWith(bytes))?.[1];
  throw new ImageError(
    'unsupported',
    packer
      ? `the kernel is packed by ${packer}; xz, gzip and none can be read`
      : 'the kernel is packed in an unknown way; xz, gzip and none can be read',
  );
}
