/**
 * A virtual disk as a SCSI logical unit: commands in, sense data or bytes out.
 *
 * Knows SCSI and a `DiskImage`; neither VMBus nor files. Every field of a command comes from a
 * guest: addresses are compared as 64-bit numbers before they become offsets, and what the image
 * throws (a full or failing host disk) is a medium error for the guest.
 * Source: hyperv-wire.md 4.4.
 */
import type {DiskImage} from '../disk-image.ts';
import {blockRange, FUA, hasUnsupportedOptions} from './block-command.ts';
import type {DataBuffer} from './data-buffer.ts';
import {
  type DiskIdentity,
  MAX_UNMAP_DESCRIPTORS,
  MAX_WRITE_SAME_BLOCKS,
  standardInquiry,
  vitalProductData,
} from './inquiry.ts';
import {type ModeHeader, modeSelect, modeSense} from './mode-pages.ts';
import {READ_CAPACITY_16, ScsiOp, Sense, type SenseCode, senseData} from './protocol.ts';
import {check, good, type ScsiResult, type ScsiUnit} from './unit.ts';

/** One command, with its fields at hand. */
interface Command {
  readonly cdb: Uint8Array;
  readonly view: DataView;
  readonly data: DataBuffer;
}

type Handler = (disk: ScsiDisk, command: Command) => ScsiResult;

export class ScsiDisk implements ScsiUnit {
  readonly image: DiskImage;
  readonly identity: DiskIdentity;
  writeCache = true;
  /** The command under way: one at a time, and a new view for each would be dear. */
  readonly #cdb = new Uint8Array(16);
  readonly #view = new DataView(this.#cdb.buffer);
  /** A unit attention that the next command (except INQUIRY and REQUEST SENSE) reports once. */
  #attention: SenseCode | undefined;

  constructor(image: DiskImage, identity: DiskIdentity) {
    this.image = image;
    this.identity = identity;
  }

  /** The image has another size: the guest is told with its next command. */
  capacityChanged(): void {
    this.#attention = Sense.CapacityChanged;
  }

  execute(cdb: Uint8Array, data: DataBuffer): ScsiResult {
    const op = cdb[0] ?? 0;
    const handler = HANDLERS[op];
    if (!handler) return check(Sense.InvalidOpcode);
    const attention = KEEPS_ATTENTION.has(op) ? undefined : this.takeAttention();
    if (attention) return check(attention);
    try {
      this.#cdb.set(cdb);
      return handler(this, {cdb: this.#cdb, view: this.#view, data});
    } catch {
      return check(Sense.MediumError);
    }
  }

  takeAttention(): SenseCode | undefined {
    const attention = this.#attention;
    this.#attention = undefined;
    return attention;
  }

  close(): void {
    this.image.close();
  }
}

const KEEPS_ATTENTION: ReadonlySet<number> = new Set([
  ScsiOp.Inquiry,
  ScsiOp.RequestSense,
  ScsiOp.ReportLuns,
]);

const HANDLERS: Readonly<Record<number, Handler>> = {
  [ScsiOp.TestUnitReady]: () => good(),
  [ScsiOp.RequestSense]: requestSense,
  [ScsiOp.Inquiry]: inquiry,
  [ScsiOp.ModeSense6]: (disk, command) => onModeSense(disk, command, 4),
  [ScsiOp.ModeSense10]: (disk, command) => onModeSense(disk, command, 8),
  [ScsiOp.ModeSelect6]: (disk, command) => onModeSelect(disk, command, 4),
  [ScsiOp.ModeSelect10]: (disk, command) => onModeSelect(disk, command, 8),
  [ScsiOp.StartStopUnit]: startStop,
  [ScsiOp.SendDiagnostic]: () => good(),
  [ScsiOp.PreventRemoval]: () => good(),
  [ScsiOp.ReadCapacity10]: readCapacity10,
  [ScsiOp.ServiceActionIn16]: readCapacity16,
  [ScsiOp.Read6]: read,
  [ScsiOp.Read10]: read,
  [ScsiOp.Read12]: read,
  [ScsiOp.Read16]: read,
  [ScsiOp.Write6]: write,
  [ScsiOp.Write10]: write,
  [ScsiOp.Write12]: write,
  [ScsiOp.Write16]: write,
  [ScsiOp.WriteVerify10]: write,
  [ScsiOp.WriteVerify12]: write,
  [ScsiOp.WriteVerify16]: write,
  [ScsiOp.Verify10]: verify,
  [ScsiOp.Verify12]: verify,
  [ScsiOp.Verify16]: verify,
  [ScsiOp.SynchronizeCache10]: flush,
  [ScsiOp.SynchronizeCache16]: flush,
  [ScsiOp.WriteSame10]: writeSame,
  [ScsiOp.WriteSame16]: writeSame,
  [ScsiOp.Unmap]: unmap,
};

/** Operation codes whose data are the blocks of the medium, read or written: what counters count. */
export const READ_OPS: ReadonlySet<number> = new Set([
  ScsiOp.Read6,
  ScsiOp.Read10,
  ScsiOp.Read12,
  ScsiOp.Read16,
]);
export const WRITE_OPS: ReadonlySet<number> = new Set([
  ScsiOp.Write6,
  ScsiOp.Write10,
  ScsiOp.Write12,
  ScsiOp.Write16,
  ScsiOp.WriteVerify10,
  ScsiOp.WriteVerify12,
  ScsiOp.WriteVerify16,
]);

/** Parameter data: as much as the allocation length and the buffer take. */
function give(data: DataBuffer, bytes: Uint8Array, allocation: number): ScsiResult {
  return good(data.put(bytes.subarray(0, allocation)));
}

function requestSense(disk: ScsiDisk, {cdb, data}: Command): ScsiResult {
  return give(data, senseData(disk.takeAttention() ?? Sense.None), cdb[4] ?? 0);
}

function inquiry(disk: ScsiDisk, {cdb, view, data}: Command): ScsiResult {
  const allocation = view.getUint16(3);
  const page = cdb[2] ?? 0;
  if (((cdb[1] ?? 0) & 1) === 0) {
    if (page !== 0) return check(Sense.InvalidField);
    if (allocation < 5) return check(Sense.BufferTooSmall);
    return give(data, standardInquiry(), allocation);
  }
  const bytes = vitalProductData(page, disk.image, disk.identity);
  return bytes ? give(data, bytes, allocation) : check(Sense.InvalidField);
}

function onModeSense(disk: ScsiDisk, {cdb, view, data}: Command, header: ModeHeader): ScsiResult {
  const allocation = header === 4 ? view.getUint8(4) : view.getUint16(7);
  const state = {readOnly: disk.image.readOnly, writeCache: disk.writeCache};
  const answer = modeSense(cdb, header, state);
  return answer instanceof Uint8Array ? give(data, answer, allocation) : check(answer);
}

function onModeSelect(disk: ScsiDisk, {view, data}: Command, header: ModeHeader): ScsiResult {
  const length = header === 4 ? view.getUint8(4) : view.getUint16(7);
  if (length > data.length) return check(Sense.ParameterListLength);
  const answer = modeSelect(data.gather(length), header);
  if ('key' in answer) return check(answer);
  if (answer.writeCache === false) disk.image.flush();
  disk.writeCache = answer.writeCache ?? disk.writeCache;
  return good(length);
}

function startStop(disk: ScsiDisk, {cdb}: Command): ScsiResult {
  if (((cdb[1] ?? 0) & 1) !== 0) return check(Sense.InvalidField);
  if (((cdb[4] ?? 0) & 1) === 0) disk.image.flush();
  return good();
}

function blocksOf(disk: ScsiDisk): number {
  return disk.image.sizeBytes / disk.image.sectorSize;
}

function readCapacity10(disk: ScsiDisk, {data}: Command): ScsiResult {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.min(blocksOf(disk) - 1, 0xffffffff));
  view.setUint32(4, disk.image.sectorSize);
  return good(data.put(bytes));
}

function readCapacity16(disk: ScsiDisk, {cdb, view, data}: Command): ScsiResult {
  if (((cdb[1] ?? 0) & 0x1f) !== READ_CAPACITY_16) return check(Sense.InvalidField);
  const bytes = new Uint8Array(32);
  const answer = new DataView(bytes.buffer);
  answer.setBigUint64(0, BigInt(blocksOf(disk) - 1));
  answer.setUint32(8, disk.image.sectorSize);
  bytes[13] = Math.log2(disk.image.physicalSectorSize / disk.image.sectorSize);
  if (disk.image.unmap) bytes[14] = 0x80;
  return give(data, bytes, view.getUint32(10));
}

/** Offset and length in bytes of a block command, or why it is refused. */
function mediumRange(
  disk: ScsiDisk,
  view: DataView,
): {offset: number; length: number; fua: boolean} | SenseCode {
  const range = blockRange(view);
  if (hasUnsupportedOptions(range)) return Sense.InvalidField;
  if (range.blocks > blocksOf(disk) - range.lba) return Sense.LbaOutOfRange;
  const {sectorSize} = disk.image;
  const offset = range.lba * sectorSize;
  return {offset, length: range.blocks * sectorSize, fua: (range.options & FUA) !== 0};
}

function read(disk: ScsiDisk, {view, data}: Command): ScsiResult {
  const range = mediumRange(disk, view);
  if ('key' in range) return check(range);
  if (range.length === 0 || range.length > data.length) return check(Sense.LbaOutOfRange);
  if (data.direction !== 'in') return check(Sense.InvalidField);
  let offset = range.offset;
  for (const piece of data.pieces(range.length)) {
    disk.image.read(offset, piece);
    offset += piece.length;
  }
  return good(range.length);
}

function write(disk: ScsiDisk, {view, data}: Command): ScsiResult {
  const range = mediumRange(disk, view);
  if ('key' in range) return check(range);
  if (range.length === 0 || range.length > data.length) return check(Sense.LbaOutOfRange);
  if (data.direction !== 'out') return check(Sense.InvalidField);
  if (disk.image.readOnly) return check(Sense.WriteProtected);
  let offset = range.offset;
  for (const piece of data.pieces(range.length)) {
    disk.image.write(offset, piece);
    offset += piece.length;
  }
  if (range.fua || !disk.writeCache) disk.image.flush();
  return good(range.length);
}

function verify(disk: ScsiDisk, {view}: Command): ScsiResult {
  const range = mediumRange(disk, view);
  return 'key' in range ? check(range) : good();
}

function flush(disk: ScsiDisk): ScsiResult {
  disk.image.flush();
  return good();
}

/** The block comes once from the guest and is written `blocks` times, a megabyte at a time. */
function writeSame(disk: ScsiDisk, {cdb, view, data}: Command): ScsiResult {
  const {image} = disk;
  const range = mediumRange(disk, view);
  if ('key' in range) return check(range);
  const wantsUnmap = ((cdb[1] ?? 0) & 0x08) !== 0;
  const limit = MAX_WRITE_SAME_BLOCKS * image.sectorSize;
  if (range.length === 0 || range.length > limit) return check(Sense.InvalidField);
  if (wantsUnmap && !image.unmap) return check(Sense.InvalidField);
  if (image.readOnly) return check(Sense.WriteProtected);
  if (wantsUnmap) {
    image.unmap?.(range.offset, range.length);
    return good();
  }
  const block = data.gather(image.sectorSize);
  if (block.length < image.sectorSize) return check(Sense.BufferTooSmall);
  repeat(image, range.offset, range.length, block);
  return good(block.length);
}

const REPEAT_CHUNK = 0x100000;

function repeat(image: DiskImage, offset: number, length: number, block: Uint8Array): void {
  const chunk = new Uint8Array(Math.min(length, REPEAT_CHUNK));
  for (let at = 0; at < chunk.length; at += block.length) chunk.set(block, at);
  for (let done = 0; done < length; done += chunk.length) {
    image.write(offset + done, chunk.subarray(0, Math.min(chunk.length, length - done)));
  }
}

function unmap(disk: ScsiDisk, {view, data}: Command): ScsiResult {
  const {image} = disk;
  if (!image.unmap) return check(Sense.InvalidOpcode);
  const ranges = unmapRanges(disk, data.gather(view.getUint16(7)));
  if ('key' in ranges) return check(ranges);
  if (image.readOnly) return check(Sense.WriteProtected);
  for (const {offset, length} of ranges) image.unmap(offset, length);
  return good(view.getUint16(7));
}

const UNMAP_HEADER = 8;
const UNMAP_DESCRIPTOR = 16;

/** All descriptors are checked before the first is obeyed. */
function unmapRanges(
  disk: ScsiDisk,
  list: Uint8Array,
): {offset: number; length: number}[] | SenseCode {
  if (list.length < UNMAP_HEADER) return list.length === 0 ? [] : Sense.InvalidField;
  const view = new DataView(list.buffer);
  const described = view.getUint16(2);
  if (view.getUint16(0) !== list.length - 2 || described !== list.length - UNMAP_HEADER) {
    return Sense.InvalidField;
  }
  const count = Math.floor(described / UNMAP_DESCRIPTOR);
  if (count > MAX_UNMAP_DESCRIPTORS) return Sense.InvalidParameter;
  const {sectorSize} = disk.image;
  const ranges: {offset: number; length: number}[] = [];
  for (
    let at = UNMAP_HEADER;
    at < UNMAP_HEADER + count * UNMAP_DESCRIPTOR;
    at += UNMAP_DESCRIPTOR
  ) {
    const lba = view.getBigUint64(at);
    const blocks = view.getUint32(at + 8);
    if (lba + BigInt(blocks) > BigInt(blocksOf(disk))) return Sense.LbaOutOfRange;
    ranges.push({offset: Number(lba) * sectorSize, length: blocks * sectorSize});
  }
  return ranges;
}
