/**
 * Where the last partition of a disk ends, from its GPT or MBR: what a disk may shrink to.
 * Everything read was written by a guest; a table that makes no sense is none.
 */
import type {DiskImage} from './disk-image.ts';

const MBR_SIGNATURE_AT = 510;
const MBR_ENTRIES_AT = 446;
const PROTECTIVE = 0xee;
/** Sectors of the second copy of a GPT: 32 of entries in sectors of 512 bytes, and its header. */
const BACKUP_BYTES = 32 * 512;
const MAX_ENTRIES = 1024;

/** In bytes, the second GPT included; undefined: the disk has no partitions. */
export function partitionEnd(image: DiskImage): number | undefined {
  const {sectorSize} = image;
  if (image.sizeBytes < 2 * sectorSize) return undefined;
  const first = new Uint8Array(sectorSize);
  image.read(0, first);
  const view = new DataView(first.buffer);
  if (view.getUint16(MBR_SIGNATURE_AT, true) !== 0xaa55) return undefined;
  const entries = [0, 1, 2, 3].map(index => MBR_ENTRIES_AT + index * 16);
  if (entries.some(at => first[at + 4] === PROTECTIVE)) return gptEnd(image);
  const ends = entries
    .filter(at => first[at + 4] !== 0)
    .map(at => (view.getUint32(at + 8, true) + view.getUint32(at + 12, true)) * sectorSize);
  return ends.length === 0 ? undefined : Math.min(Math.max(...ends), image.sizeBytes);
}

function gptEnd(image: DiskImage): number | undefined {
  const {sectorSize} = image;
  const header = new Uint8Array(sectorSize);
  image.read(sectorSize, header);
  if (Buffer.from(header.subarray(0, 8)).toString('latin1') !== 'EFI PART') return undefined;
  const view = new DataView(header.buffer);
  const place = Number(view.getBigUint64(72, true)) * sectorSize;
  const [count, size] = [view.getUint32(80, true), view.getUint32(84, true)];
  if (count > MAX_ENTRIES || size < 128 || size > 4096 || place + count * size > image.sizeBytes)
    return undefined;
  const table = new Uint8Array(count * size);
  image.read(place, table);
  const rows = new DataView(table.buffer);
  let end = 34 * sectorSize;
  for (let at = 0; at < table.length; at += size) {
    if (rows.getBigUint64(at, true) === 0n && rows.getBigUint64(at + 8, true) === 0n) continue;
    end = Math.max(end, (Number(rows.getBigUint64(at + 40, true)) + 1) * sectorSize);
  }
  return Math.min(end + BACKUP_BYTES + sectorSize, image.sizeBytes);
}
