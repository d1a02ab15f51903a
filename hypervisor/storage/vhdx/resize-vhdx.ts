/**
 * Another size for a VHDX disk, also while it is attached. A kill on the way leaves the old size or
 * the new one; shrinking may have cleared what lies past the new end.
 */
import {batEntries, batLength, chunkRatio} from './bat.ts';
import type {VhdxImage} from './vhdx-image.ts';

export function resizeVhdx(image: VhdxImage, sizeBytes: number): void {
  const {blockSize, sectorSize} = image;
  const before = Math.ceil(image.sizeBytes / blockSize);
  const after = Math.ceil(sizeBytes / blockSize);
  const ratio = chunkRatio(blockSize, sectorSize);
  if (sizeBytes < image.sizeBytes) clearTail(image, sizeBytes, after);
  const entries = batEntries(after, ratio, image.metadata.parent !== undefined);
  const bat = image.batFor(batLength(entries));
  image.changeMetadata({sizeBytes}, bat);
  if (image.metadata.leaveAllocated && after > before) image.allocateBlocks(before, after - before);
}

/** Blocks past the end are given back, and the rest of the last block is zeroed: it may come back. */
function clearTail(image: VhdxImage, sizeBytes: number, blocks: number): void {
  image.forgetBlocks(blocks);
  const end = Math.min(blocks * image.blockSize, image.sizeBytes);
  const zeros = new Uint8Array(0x100000);
  for (let at = sizeBytes; at < end; at += zeros.length)
    if (!image.unmap) image.write(at, zeros.subarray(0, Math.min(zeros.length, end - at)));
  if (end > sizeBytes) image.unmap?.(sizeBytes, end - sizeBytes);
}
