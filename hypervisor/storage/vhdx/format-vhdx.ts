/**
 * Writes a new VHDX file. Everything but data is in the first megabytes:
 *
 *     0 identifier, headers, region tables | 1 MiB log | 2 MiB metadata | 3 MiB BAT | blocks
 */
import {randomUUID} from 'node:crypto';
import type {DiskFile} from '../disk-file.ts';
import {batEntries, batLength, BlockState, chunkRatio} from './bat.ts';
import {formatHeaders, MIB} from './header.ts';
import {encodeMetadata, type VhdxMetadata} from './metadata.ts';
import {encodeRegionTable, REGION_TABLES} from './region-table.ts';

const IDENTIFIER = 'vhdxfile';
const CREATOR = 'hvsh';
const LOG = {offset: MIB, length: MIB};
const METADATA = {offset: 2 * MIB, length: MIB};
const BAT_OFFSET = 3 * MIB;

/**
 * The identifier, by which the file is known, comes last. `dataGuid` is that of the disk this one
 * is a copy of: its children go on with it.
 */
export function formatVhdx(
  file: DiskFile,
  metadata: VhdxMetadata,
  dataGuid: string = randomUUID(),
): void {
  const {blockSize, sizeBytes, sectorSize, parent, leaveAllocated} = metadata;
  const blocks = Math.ceil(sizeBytes / blockSize);
  const ratio = chunkRatio(blockSize, sectorSize);
  const entries = batEntries(blocks, ratio, parent !== undefined);
  const bat = {offset: BAT_OFFSET, length: batLength(entries)};
  const data = bat.offset + bat.length;
  file.truncate(leaveAllocated ? data + blocks * blockSize : data);
  if (leaveAllocated) writeFullBat(file, data, metadata);
  file.write(METADATA.offset, encodeMetadata(metadata));
  for (const place of REGION_TABLES)
    file.write(place, encodeRegionTable({bat, metadata: METADATA}));
  formatHeaders(file, {
    fileWriteGuid: randomUUID(),
    dataWriteGuid: dataGuid,
    logLength: LOG.length,
    logOffset: BigInt(LOG.offset),
  });
  const creator = Buffer.from(CREATOR, 'utf16le');
  file.write(0, Buffer.concat([Buffer.from(IDENTIFIER), creator]));
}

/** The blocks of a fixed disk one after the other from `data` on. */
function writeFullBat(file: DiskFile, data: number, metadata: VhdxMetadata): void {
  const {blockSize, sizeBytes, sectorSize} = metadata;
  const ratio = chunkRatio(blockSize, sectorSize);
  const blocks = Math.ceil(sizeBytes / blockSize);
  const bytes = new Uint8Array(batEntries(blocks, ratio, false) * 8);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < blocks; block++) {
    const entry = BigInt(data + block * blockSize) | BigInt(BlockState.FullyPresent);
    view.setBigUint64((block + Math.floor(block / ratio)) * 8, entry, true);
  }
  file.write(BAT_OFFSET, bytes);
}

/** Whether the file begins as a VHDX does. */
export function hasVhdxIdentifier(file: DiskFile): boolean {
  const bytes = new Uint8Array(IDENTIFIER.length);
  file.read(0, bytes);
  return Buffer.from(bytes).toString('latin1') === IDENTIFIER;
}
