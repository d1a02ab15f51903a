/**
 * The two files that a Linux kernel comes as: vmlinux, a 32-bit ELF file, and bzImage, which unpacks itself.
 *
 * Copies a kernel to its place in memory. Source: Linux, Documentation/arch/x86/boot.rst (setup header; 32-bit boot
 * protocol). The 16-bit part of a bzImage is for a BIOS and stays out.
 */

export class BootError extends Error {}

export interface LoadedKernel {
  /** Where the processor begins, in 32-bit mode. */
  entry: number;
  /** The first address behind all that the kernel occupies before it looks at the memory map. */
  end: number;
  /** What a bzImage says of itself, for the zero page from SETUP_HEADER on. */
  setupHeader?: Uint8Array;
}

/** Where the setup header lies in the file, and in the zero page. */
export const SETUP_HEADER = 0x1f1;

const MEGABYTE = 0x100000;

/** Loads below `limit`. Throws BootError for what is no kernel or does not fit. */
export function loadKernel(memory: Uint8Array, file: Uint8Array, limit: number): LoadedKernel {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const kernel = isBzImage(view)
    ? loadBzImage(memory, file, view)
    : loadElf(memory, file, view, limit);
  if (kernel.end > limit)
    throw new BootError(`the kernel does not fit into ${memory.length / MEGABYTE} MB of memory`);
  return kernel;
}

/** Offsets of the setup header. */
const Setup = {
  sectors: 0x1f1,
  signature: 0x1fe,
  headerLength: 0x201,
  magic: 0x202,
  version: 0x206,
  preferredAddress: 0x258,
  memoryNeeded: 0x260,
} as const;
const SIGNATURE = 0xaa55;
const MAGIC = 0x5372_6448; // HdrS
/** The first that names the memory a kernel needs, of 2010. */
const OLDEST_VERSION = 0x020a;
const SECTOR = 512;
/** A kernel that is "loaded high" lies here, and moves to where it wants to be. */
const LOAD_ADDRESS = MEGABYTE;

function isBzImage(view: DataView): boolean {
  if (view.byteLength < 0x268) return false;
  const isSetup = view.getUint16(Setup.signature, true) === SIGNATURE;
  return isSetup && view.getUint32(Setup.magic, true) === MAGIC;
}

function loadBzImage(memory: Uint8Array, file: Uint8Array, view: DataView): LoadedKernel {
  const version = view.getUint16(Setup.version, true);
  if (version < OLDEST_VERSION)
    throw new BootError(
      `the kernel has boot protocol ${version >> 8}.${version & 0xff}; 2.10 is the oldest`,
    );
  const start = ((view.getUint8(Setup.sectors) || 4) + 1) * SECTOR;
  const code = file.subarray(start);
  if (code.length === 0) throw new BootError('the kernel file is cut off');
  const wanted = Number(view.getBigUint64(Setup.preferredAddress, true));
  const end = Math.max(wanted, LOAD_ADDRESS) + view.getUint32(Setup.memoryNeeded, true);
  if (LOAD_ADDRESS + code.length <= memory.length) memory.set(code, LOAD_ADDRESS);
  const headerEnd = Setup.magic + view.getUint8(Setup.headerLength);
  return {entry: LOAD_ADDRESS, end, setupHeader: file.subarray(SETUP_HEADER, headerEnd)};
}

const ELF_MAGIC = 0x7f454c46;
const ELF_CLASS_32 = 1;
const PT_LOAD = 1;

/** Copies the loadable segments to their physical addresses. */
function loadElf(
  memory: Uint8Array,
  file: Uint8Array,
  view: DataView,
  limit: number,
): LoadedKernel {
  if (file.length < 52 || view.getUint32(0) !== ELF_MAGIC || file[4] !== ELF_CLASS_32)
    throw new BootError('the kernel is neither a 32-bit ELF file nor a bzImage');
  const first = view.getUint32(28, true);
  let end = 0;
  for (let index = 0; index < view.getUint16(44, true); index++) {
    const at = first + index * 32;
    if (at + 32 > file.length) throw new BootError('the kernel file is cut off');
    if (view.getUint32(at, true) !== PT_LOAD) continue;
    const [offset, address, size] = [4, 12, 16].map(field => view.getUint32(at + field, true)) as [
      number,
      number,
      number,
    ];
    if (offset + size > file.length) throw new BootError('the kernel file is cut off');
    end = Math.max(end, address + view.getUint32(at + 20, true), address + size);
    if (end <= limit) memory.set(file.subarray(offset, offset + size), address);
  }
  return {entry: view.getUint32(24, true), end};
}
