/**
 * Overlay pages: pages of the hypervisor laid over a page of the guest.
 *
 * The overlay's contents live in the guest's page while it is placed, and the bytes it covers are
 * kept aside; moving takes the contents along, removing brings the guest's bytes back
 * (hyperv-wire.md 1.8). Only the thread of a virtual processor places pages.
 */
import {type GuestMemory, PAGE_SIZE} from './guest-memory.ts';

/** Bit 0 of the registers that place a page. */
const ENABLE = 1n;
const GPN_SHIFT = 12n;

/** The page number in such a register, or -1 when it is off or outside the memory. */
export function overlayGpn(register: bigint, memory: GuestMemory): number {
  const gpn = register >> GPN_SHIFT;
  return (register & ENABLE) !== 0n && gpn < BigInt(memory.pages) ? Number(gpn) : -1;
}

/** Whether the register asks for a page that the partition does not have. */
export function isOutside(register: bigint, memory: GuestMemory): boolean {
  return (register & ENABLE) !== 0n && overlayGpn(register, memory) < 0;
}

/**
 * Moves an overlay from one register value to another. `covered` keeps the guest's bytes.
 * `contents` is what a page that was off begins with; zeros when absent.
 */
export function placeOverlay(
  memory: GuestMemory,
  covered: Uint8Array,
  from: bigint,
  to: bigint,
  contents?: Uint8Array,
): void {
  const before = overlayGpn(from, memory);
  const after = overlayGpn(to, memory);
  if (before === after) return;
  let carried = contents;
  if (before >= 0) {
    const page = memory.page(before);
    carried = page.slice();
    page.set(covered);
    memory.wrote(before * PAGE_SIZE, PAGE_SIZE);
  }
  if (after < 0) return;
  const page = memory.page(after);
  covered.set(page);
  page.fill(0);
  if (carried) page.set(carried);
  memory.wrote(after * PAGE_SIZE, PAGE_SIZE);
}
