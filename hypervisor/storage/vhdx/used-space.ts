/**
 * What every region, the log and every block of a VHDX file take, checked on opening: none over
 * another, none outside the file. The file is hostile.
 */
import type {DiskFile} from '../disk-file.ts';
import {DiskImageError} from '../disk-image.ts';
import {type Bat, type BatEntry, batEntries, BlockState} from './bat.ts';
import {type Headers, MIB} from './header.ts';
import type {VhdxMetadata} from './metadata.ts';
import type {Regions} from './region-table.ts';
import {Space, UsedRuns} from './space.ts';

interface Parts {
  readonly file: DiskFile;
  readonly headers: Headers;
  readonly regions: Regions;
  readonly metadata: VhdxMetadata;
}

/** Twice the largest disk. */
const LARGEST_FILE = 2 ** 47;

/** Throws DiskImageError (`corrupt`). */
export function usedSpace(parts: Parts, bat: Bat): Space {
  const {file, headers, regions} = parts;
  if (file.size() > LARGEST_FILE) throw corrupt(file, 'the file is too large');
  const {logOffset, logLength} = headers.current;
  const fixed = [
    {offset: 0, length: MIB},
    {offset: Number(logOffset), length: logLength},
    regions.bat,
    regions.metadata,
    ...regions.others,
  ].filter(({length}) => length > 0);
  const used = new UsedRuns();
  for (const {offset, length} of fixed) used.push(offset / MIB, length / MIB);
  for (const entry of bat.scan(file, entriesOf(parts, bat))) {
    const length = lengthOf(parts, bat, entry);
    if (length === 0) continue;
    if (entry.place < MIB || entry.place + length > file.size())
      throw corrupt(file, `BAT entry ${entry.index} is outside the file`);
    used.push(entry.place / MIB, length / MIB);
  }
  const space = Space.around(used);
  if (!space) throw corrupt(file, 'two blocks overlap');
  return space;
}

function corrupt(file: DiskFile, text: string): DiskImageError {
  return new DiskImageError('corrupt', file.path, text);
}

function entriesOf({file, regions, metadata}: Parts, bat: Bat): number {
  const blocks = Math.ceil(metadata.sizeBytes / metadata.blockSize);
  const entries = batEntries(blocks, bat.ratio, metadata.parent !== undefined);
  if (entries * 8 > regions.bat.length) throw corrupt(file, 'the BAT is too short');
  return entries;
}

/** Bytes that an entry's block takes in the file. */
function lengthOf({file, metadata}: Parts, bat: Bat, entry: BatEntry): number {
  const {index, state, place, isReserved} = entry;
  const isDamaged = isReserved || state === 4 || state === 5;
  if (isDamaged) throw corrupt(file, `BAT entry ${index} is damaged`);
  if (bat.isBitmap(index)) {
    if (state === BlockState.NotPresent) return 0;
    if (metadata.parent && state === BlockState.FullyPresent) return MIB;
    throw corrupt(file, `the bitmap block ${index} can not be`);
  }
  if (state === BlockState.PartiallyPresent && metadata.parent) {
    const bitmap = bat.bitmapIndex(Math.floor(index / (bat.ratio + 1)));
    if (bat.state(bitmap) !== BlockState.FullyPresent)
      throw corrupt(file, `block ${index} has no sector bitmap`);
  }
  // Blocks that were unmapped may keep their space.
  const isKept = state === BlockState.Undefined || state === BlockState.Unmapped;
  return state >= BlockState.FullyPresent || (isKept && place !== 0) ? metadata.blockSize : 0;
}
