/**
 * The memory of a machine on this engine: one shared WebAssembly memory, of which the guest's is a part.
 *
 * Below GUEST_BASE lie v86's own variables, behind the guest's memory what v86 allocates while it runs.
 */
import {GuestMemory} from '../../hv/guest-memory.ts';
import {WrittenPages} from '../../hv/written-pages.ts';

/** The same number as in bin/build-x86.mjs, which builds it into the module. */
const GUEST_BASE = 32 * 2 ** 20;
const WASM_PAGE = 65_536;
/** 4 GiB: all that 32-bit WebAssembly can address. */
const WASM_PAGES_MAX = 65_536;

/** v86 keeps addresses from 2 GiB on for devices. */
export const X86_MEMORY_MAX = 2 ** 31 - 2 ** 24;

/** Memory of `sizeBytes` for a guest. Throws RangeError for more than X86_MEMORY_MAX. */
export function allocateX86Memory(sizeBytes: number): GuestMemory {
  if (sizeBytes > X86_MEMORY_MAX)
    throw new RangeError(`an x86 machine has at most ${X86_MEMORY_MAX} bytes, not ${sizeBytes}`);
  const wasm = new WebAssembly.Memory({
    initial: (GUEST_BASE + sizeBytes) / WASM_PAGE,
    maximum: WASM_PAGES_MAX,
    shared: true,
  });
  const buffer = wasm.buffer as SharedArrayBuffer;
  const written = new SharedArrayBuffer(WrittenPages.bytesFor(sizeBytes));
  return new GuestMemory({buffer, base: GUEST_BASE, size: sizeBytes, written, wasm});
}
