/**
 * The metadata region of a VHDX file: block and sector sizes, size, identity, parent.
 * Source: [MS-VHDX] 2.6, hyperv-wire.md 7.2.
 */
import {guidFromBytes, guidToBytes} from '../../wire/guid.ts';
import type {DiskFile} from '../disk-file.ts';
import {DiskImageError} from '../disk-image.ts';
import {MIB} from './header.ts';
import {encodeParentLocator, type ParentLocator, parseParentLocator} from './parent-locator.ts';
import type {Extent} from './region-table.ts';

/** 64 TiB, the most that a VHDX can hold. */
export const VHDX_MAX_BYTES = 2 ** 46;

const TABLE_SIZE = 0x10000;
const SIGNATURE = 'metadata';
const COUNT_AT = 10;
const ENTRY_AT = 32;
const ENTRY_SIZE = 32;
const MAX_ENTRIES = 2047;
const FLAGS = {VirtualDisk: 2, Required: 4} as const;
const LEAVE_ALLOCATED = 1;
const HAS_PARENT = 2;

const Item = {
  FileParameters: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b',
  DiskSize: '2fa54224-cd1b-4876-b211-5dbed83bf4b8',
  Page83: 'beca12ab-b2e6-4523-93ef-c309e000c746',
  LogicalSector: '8141bf1d-a96f-4709-ba47-f233a8faab5f',
  PhysicalSector: 'cda348c7-445d-4471-9cc9-e9885251c556',
  ParentLocator: 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c',
  /** A writer has not finished the file. */
  Incomplete: '71cc85f0-1b69-4e28-9558-c3bf83ae75d3',
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(Item));

export interface VhdxMetadata {
  /** Power of two, 1 to 256 MiB. */
  blockSize: number;
  /** A fixed disk: its blocks stay where they are. */
  leaveAllocated: boolean;
  sizeBytes: number;
  /** 16 bytes that name the disk, in the order of the file. */
  uniqueId: Uint8Array;
  /** 512 or 4096. */
  sectorSize: number;
  /** 512 or 4096. */
  physicalSectorSize: number;
  /** Of a differencing disk. */
  parent: ParentLocator | undefined;
}

function u32Bytes(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(index * 4, value, true));
  return bytes;
}

function u64Bytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}

/** Table and items, as they stand at the beginning of the region. */
export function encodeMetadata(metadata: VhdxMetadata): Uint8Array {
  const {blockSize, leaveAllocated, parent} = metadata;
  const flags = (leaveAllocated ? LEAVE_ALLOCATED : 0) | (parent ? HAS_PARENT : 0);
  const disk = FLAGS.VirtualDisk | FLAGS.Required;
  const items: [string, number, Uint8Array][] = [
    [Item.FileParameters, FLAGS.Required, u32Bytes(blockSize, flags)],
    [Item.DiskSize, disk, u64Bytes(metadata.sizeBytes)],
    [Item.Page83, disk, metadata.uniqueId],
    [Item.LogicalSector, disk, u32Bytes(metadata.sectorSize)],
    [Item.PhysicalSector, disk, u32Bytes(metadata.physicalSectorSize)],
    ...(parent
      ? [
          [Item.ParentLocator, FLAGS.Required, encodeParentLocator(parent)] as [
            string,
            number,
            Uint8Array,
          ],
        ]
      : []),
  ];
  const size = items.reduce((sum, [, , content]) => sum + content.length, TABLE_SIZE);
  const bytes = new Uint8Array(Math.ceil(size / 4096) * 4096);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(SIGNATURE));
  view.setUint16(COUNT_AT, items.length, true);
  let place = TABLE_SIZE;
  items.forEach(([id, itemFlags, content], index) => {
    const at = ENTRY_AT + index * ENTRY_SIZE;
    bytes.set(guidToBytes(id), at);
    view.setUint32(at + 16, place, true);
    view.setUint32(at + 20, content.length, true);
    view.setUint32(at + 24, itemFlags, true);
    bytes.set(content, place);
    place += content.length;
  });
  return bytes;
}

/** Reads and checks the region. Throws DiskImageError. */
export function readMetadata(file: DiskFile, region: Extent): VhdxMetadata {
  const refuse = (text: string): never => {
    throw new DiskImageError('corrupt', file.path, text);
  };
  const items = readItems(file, region, refuse);
  const item = (id: string, size: number): DataView => {
    const content = items.get(id) ?? refuse(`the metadata item ${id} is missing`);
    if (content.length < size) refuse(`the metadata item ${id} is too short`);
    return new DataView(content.buffer, content.byteOffset, content.byteLength);
  };
  const parameters = item(Item.FileParameters, 8);
  const flags = parameters.getUint32(4, true);
  const metadata = {
    blockSize: parameters.getUint32(0, true),
    leaveAllocated: (flags & LEAVE_ALLOCATED) !== 0,
    sizeBytes: Number(item(Item.DiskSize, 8).getBigUint64(0, true)),
    uniqueId: new Uint8Array(16),
    sectorSize: item(Item.LogicalSector, 4).getUint32(0, true),
    physicalSectorSize: item(Item.PhysicalSector, 4).getUint32(0, true),
    parent: undefined as ParentLocator | undefined,
  };
  item(Item.Page83, 16);
  metadata.uniqueId = items.get(Item.Page83)?.slice(0, 16) ?? metadata.uniqueId;
  if ((flags & HAS_PARENT) !== 0) {
    item(Item.ParentLocator, 0);
    const locator = parseParentLocator(items.get(Item.ParentLocator) ?? new Uint8Array(0));
    metadata.parent = typeof locator === 'string' ? refuse(locator) : locator;
  }
  checkSizes(metadata, refuse);
  return metadata;
}

/** A block size that this format allows: a power of two from 1 to 256 MiB. */
export function isVhdxBlockSize(size: number): boolean {
  return size >= MIB && size <= 256 * MIB && Number.isInteger(Math.log2(size));
}

function checkSizes(metadata: VhdxMetadata, refuse: (text: string) => never): void {
  const {blockSize, sizeBytes, sectorSize, physicalSectorSize} = metadata;
  const isSector = (size: number): boolean => size === 512 || size === 4096;
  if (!isVhdxBlockSize(blockSize)) refuse(`a block can not have ${blockSize} bytes`);
  if (!isSector(sectorSize) || !isSector(physicalSectorSize)) refuse('a sector size is not known');
  if (!(sizeBytes > 0 && sizeBytes <= VHDX_MAX_BYTES && sizeBytes % sectorSize === 0))
    refuse(`a VHDX can not have ${sizeBytes} bytes`);
}

function readItems(
  file: DiskFile,
  region: Extent,
  refuse: (text: string) => never,
): Map<string, Uint8Array> {
  const table = new Uint8Array(TABLE_SIZE);
  file.read(region.offset, table);
  const view = new DataView(table.buffer);
  if (Buffer.from(table.subarray(0, 8)).toString('latin1') !== SIGNATURE)
    refuse('no metadata table');
  const count = view.getUint16(COUNT_AT, true);
  if (count > MAX_ENTRIES) refuse(`a metadata table can not have ${count} entries`);
  const items = new Map<string, Uint8Array>();
  for (let at = ENTRY_AT; at < ENTRY_AT + count * ENTRY_SIZE; at += ENTRY_SIZE) {
    const id = guidFromBytes(table.subarray(at, at + 16));
    const [offset, length] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
    const isRequired = (view.getUint32(at + 24, true) & FLAGS.Required) !== 0;
    if (id === Item.Incomplete) refuse('the file was never finished');
    if (isRequired && !KNOWN.has(id))
      throw new DiskImageError('unsupported', file.path, `the required item ${id} is not known`);
    if (!KNOWN.has(id)) continue;
    if (items.has(id)) refuse(`the metadata item ${id} is there twice`);
    if (offset < TABLE_SIZE || length > MIB || offset + length > region.length)
      refuse(`the metadata item ${id} is misplaced`);
    const content = new Uint8Array(length);
    file.read(region.offset + offset, content);
    items.set(id, content);
  }
  return items;
}
