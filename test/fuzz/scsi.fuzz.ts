/**
 * SCSI commands to a disk and a DVD drive: any CDB with any data ends in a result that is well formed, moves no more bytes
 * than the buffer has, and changes the medium only where a good write says so.
 */
import {RawImage} from '../../hypervisor/storage/raw/raw-image.ts';
import {DataBuffer} from '../../hypervisor/storage/scsi/data-buffer.ts';
import {ScsiDisk, WRITE_OPS} from '../../hypervisor/storage/scsi/disk.ts';
import {ScsiOp} from '../../hypervisor/storage/scsi/protocol.ts';
import {ScsiDvd} from '../../hypervisor/storage/scsi/dvd.ts';
import {ScsiTarget} from '../../hypervisor/storage/scsi/target.ts';
import {MemoryFile} from '../fixtures/memory-file.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const SIZE = 64 * 1024;
const OPS = Object.values(ScsiOp);
const DIRECTIONS = ['in', 'out', 'none'] as const;
const CHANGING: ReadonlySet<number> = new Set([
  ...WRITE_OPS,
  ScsiOp.WriteSame10,
  ScsiOp.WriteSame16,
  ScsiOp.Unmap,
]);

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  const file = new MemoryFile('fuzz.img', new Uint8Array(SIZE));
  const target = new ScsiTarget();
  const disk = new ScsiDisk(new RawImage(file), {uniqueId: randomBytes(random, 16)});
  target.attach({path: 0, target: 0, lun: 0}, disk);
  const disc = (): RawImage => new RawImage(new MemoryFile('fuzz.iso', new Uint8Array(SIZE)), 2048);
  const drive = new ScsiDvd(
    {uniqueId: randomBytes(random, 16)},
    () => drive.change(disc()),
    disc(),
  );
  target.attach({path: 0, target: 0, lun: 2}, drive);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const cdb = command(random);
    const finding = check(target, file, cdb, random);
    if (finding)
      return {runs, finding: `run ${runs}: ${Buffer.from(cdb).toString('hex')}: ${finding}`};
  }
  return {runs};
}

/** Known operations mostly, with small numbers mostly: near what is valid. */
function command(random: () => number): Uint8Array {
  const cdb = random() < 0.3 ? randomBytes(random, 16) : new Uint8Array(16);
  if (random() < 0.95) cdb[0] = OPS[below(random, OPS.length)] ?? 0;
  for (let i = below(random, 6); i > 0; i--) {
    cdb[1 + below(random, 15)] = random() < 0.5 ? below(random, 4) : below(random, 256);
  }
  return cdb;
}

function check(
  target: ScsiTarget,
  file: MemoryFile,
  cdb: Uint8Array,
  random: () => number,
): string | undefined {
  const length = below(random, 4) === 0 ? 0 : below(random, 5000);
  const buffer = randomBytes(random, length + 16);
  const fence = buffer.slice(length);
  const split = below(random, length + 1);
  const views = [buffer.subarray(0, split), buffer.subarray(split, length)];
  const direction = DIRECTIONS[below(random, 3)] ?? 'none';
  file.changes.length = 0;
  const address = {path: 0, target: 0, lun: below(random, 8) === 0 ? 1 : below(random, 2) * 2};
  const result = target.execute(address, cdb, new DataBuffer(direction, views, length));
  const op = cdb[0] ?? 0;
  if (result.transferred > Math.max(length, 0)) return `${result.transferred} bytes of ${length}`;
  if (Buffer.compare(buffer.subarray(length), fence) !== 0) return 'wrote behind the buffer';
  if ((result.scsiStatus === 2) !== (result.sense?.length === 18)) return 'status without sense';
  if (file.size() !== SIZE) return 'the file has another length';
  if (file.changes.length > 0 && (result.srbStatus !== 1 || !CHANGING.has(op))) {
    return 'the medium changed';
  }
  return undefined;
}
