import test from 'ava';
import type {DiskImage} from '../../../hypervisor/storage/disk-image.ts';
import {RawImage} from '../../../hypervisor/storage/raw/raw-image.ts';
import {DataBuffer} from '../../../hypervisor/storage/scsi/data-buffer.ts';
import {ScsiDisk} from '../../../hypervisor/storage/scsi/disk.ts';
import {ScsiDvd} from '../../../hypervisor/storage/scsi/dvd.ts';
import {ScsiTarget} from '../../../hypervisor/storage/scsi/target.ts';
import type {ScsiResult, ScsiUnit} from '../../../hypervisor/storage/scsi/unit.ts';
import {MemoryFile} from '../../fixtures/memory-file.ts';

const SIZE = 1 << 20;
const BLOCKS = SIZE / 512;
const ID = Uint8Array.from({length: 16}, (_, i) => 0xa0 + i);

function newDisk(image: DiskImage = rawImage()): ScsiDisk {
  return new ScsiDisk(image, {uniqueId: ID, serialNumber: 'HVSH0001'});
}

function rawImage(): RawImage {
  return new RawImage(new MemoryFile('disk.img', new Uint8Array(SIZE)));
}

/** CDB out of hexadecimal text, padded to 16 bytes. */
function cdb(hex: string): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.set(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  return bytes;
}

function ask(disk: ScsiUnit, hex: string, room = 256): ScsiResult & {bytes: Buffer} {
  const bytes = Buffer.alloc(room);
  const result = disk.execute(cdb(hex), new DataBuffer('in', [bytes], room));
  return {...result, bytes: bytes.subarray(0, result.transferred)};
}

function give(disk: ScsiDisk, hex: string, bytes: Uint8Array): ScsiResult {
  return disk.execute(cdb(hex), new DataBuffer('out', [bytes], bytes.length));
}

/** `status/key/asc/ascq` of the answer. */
function outcome({srbStatus, sense}: ScsiResult): string {
  if (!sense) return `${srbStatus}`;
  const [key, asc, ascq] = [sense[2] ?? 0, sense[12] ?? 0, sense[13] ?? 0];
  return [srbStatus, key, asc, ascq].map(part => part.toString(16)).join('/');
}

test('INQUIRY: standard data', t => {
  const {bytes, srbStatus} = ask(newDisk(), '12 00 00 00 ff');
  t.is(srbStatus, 1);
  t.is(bytes.length, 104);
  t.is(bytes.subarray(0, 8).toString('hex'), '0000050263000002');
  t.is(bytes.subarray(8, 36).toString(), 'Msft    Virtual Disk    1.0 ');
  t.is(ask(newDisk(), '12 00 00 00 24').bytes.length, 36);
});

test('INQUIRY: vital product data', t => {
  const page = (code: string) => ask(newDisk(), `12 01 ${code} 00 ff`).bytes.toString('hex');
  t.is(page('00'), '00000005008083b0b1');
  t.is(page('80'), `00800008${Buffer.from('HVSH0001').toString('hex')}`);
  const id = Buffer.from(ID).toString('hex');
  const vendor = Buffer.from('Msft    ').toString('hex');
  const naa = `60022480${id.slice(0, 12)}${id.slice(20)}`;
  t.is(page('83'), `0083003001010018${vendor}${id}01030010${naa}`);
  t.is(page('b0').length, 64 * 2);
  t.is(page('b1').slice(0, 12), '00b1003c0001');
});

test('a disk that can unmap says so', t => {
  const ranges: [number, number][] = [];
  const image = rawImage();
  const unmapping: DiskImage = Object.assign(Object.create(image) as DiskImage, {
    sizeBytes: SIZE,
    sectorSize: 512,
    physicalSectorSize: 4096,
    readOnly: false,
    unmap: (offset: number, length: number) => ranges.push([offset, length]),
  });
  const disk = newDisk(unmapping);
  t.is(ask(disk, '12 01 00 00 ff').bytes.toString('hex'), '00000006008083b0b1b2');
  t.is(ask(disk, '12 01 b2 00 ff').bytes.toString('hex'), '00b2000401800200');
  t.is(ask(disk, '12 01 b0 00 ff').bytes.readUInt32BE(20), 0xffffffff);
  t.is((ask(disk, '9e 10 00000000 00000000 00000020').bytes[14] ?? 0) & 0x80, 0x80);
  const list = Buffer.alloc(40);
  list.writeUInt16BE(38, 0);
  list.writeUInt16BE(32, 2);
  list.writeBigUInt64BE(8n, 8);
  list.writeUInt32BE(4, 16);
  list.writeBigUInt64BE(100n, 24);
  list.writeUInt32BE(1, 32);
  t.is(outcome(give(disk, '42 00 00000000 00 0028', list)), '1');
  t.deepEqual(ranges, [
    [4096, 2048],
    [51200, 512],
  ]);
  list.writeBigUInt64BE(2n ** 64n - 1n, 24);
  t.is(outcome(give(disk, '42 00 00000000 00 0028', list)), '6/5/21/0');
  list.writeUInt16BE(37, 0);
  t.is(outcome(give(disk, '42 00 00000000 00 0028', list)), '6/5/24/0');
  t.is(ranges.length, 2, 'nothing of a bad list is obeyed');
});

test('capacity', t => {
  const disk = newDisk();
  t.is(ask(disk, '25').bytes.toString('hex'), '000007ff00000200');
  const long = ask(disk, '9e 10 00000000 00000000 00000020').bytes;
  t.is(long.length, 32);
  t.is(long.readBigUInt64BE(0), 2047n);
  t.is(long.readUInt32BE(8), 512);
  t.is(long[13], 3, '4096-byte physical sectors');
  disk.capacityChanged();
  t.is(outcome(ask(disk, '12 00 00 00 ff')), '1', 'INQUIRY does not take the attention');
  t.is(outcome(ask(disk, '00')), '4/6/2a/9');
  t.is(outcome(ask(disk, '00')), '1', 'reported once');
  disk.capacityChanged();
  t.is(
    ask(disk, '03 00 00 00 12').bytes.toString('hex'),
    '70000600000000 0a 00000000 2a 09 00000000'.replaceAll(' ', ''),
  );
});

test('mode pages', t => {
  const disk = newDisk();
  t.is(ask(disk, '1a 00 3f 00 ff').bytes.toString('hex'), '0f001000080a04000000000000000000');
  t.is(ask(disk, '1a 00 08 00 04').bytes.toString('hex'), '0f001000');
  t.is(
    ask(disk, '5a 00 08 00 00 00 00 00 ff').bytes.subarray(0, 11).toString('hex'),
    '0012001000000000080a04',
  );
  const caching = (enabled: boolean) =>
    Buffer.from(`00000000080a${enabled ? '04' : '00'}000000000000000000`, 'hex');
  t.is(outcome(give(disk, '15 10 00 00 10', caching(false))), '1');
  t.is(ask(disk, '1a 00 08 00 ff').bytes[6], 0, 'write cache off');
  t.is(ask(disk, '1a 00 48 00 ff').bytes[6], 4, 'and changeable');
  t.is(outcome(give(disk, '15 10 00 00 10', caching(true))), '1');
  t.is(ask(disk, '1a 00 08 00 ff').bytes[6], 4);
});

test('what was written is read, in all lengths of command', t => {
  const disk = newDisk();
  const rows: [string, string][] = [
    ['0a 00 00 02 01', '08 00 00 02 01'],
    ['2a 00 00000003 00 0001', '28 00 00000003 00 0001'],
    ['aa 00 00000004 00000001', 'a8 00 00000004 00000001'],
    ['8a 00 0000000000000005 00000001', '88 00 0000000000000005 00000001'],
    ['2e 00 00000006 00 0001', '28 08 00000006 00 0001'],
  ];
  rows.forEach(([write, read], index) => {
    const bytes = new Uint8Array(512).fill(index + 1);
    t.deepEqual(
      [outcome(give(disk, write, bytes)), give(disk, write, bytes).transferred],
      ['1', 512],
      write,
    );
    t.true(ask(disk, read, 512).bytes.equals(bytes), read);
  });
  const same = new Uint8Array(512).fill(9);
  t.is(outcome(give(disk, '93 00 0000000000000010 00000800', same)), '6/5/21/0');
  t.is(outcome(give(disk, '93 00 0000000000000010 00000003', same)), '1');
  const four = ask(disk, '28 00 0000000f 00 0005', 2560).bytes;
  t.is(four.filter(byte => byte === 9).length, 3 * 512);
});

test('data may lie scattered over views of any length', t => {
  const disk = newDisk();
  const bytes = Uint8Array.from({length: 1024}, (_, i) => i % 251);
  const views = [bytes.subarray(0, 7), bytes.subarray(7, 600), bytes.subarray(600)];
  const write = disk.execute(cdb('2a 00 00000000 00 0002'), new DataBuffer('out', views, 1024));
  t.is(outcome(write), '1');
  const seen = new Uint8Array(1024);
  const room = [seen.subarray(0, 513), seen.subarray(513)];
  disk.execute(cdb('28 00 00000000 00 0002'), new DataBuffer('in', room, 1024));
  t.deepEqual(seen, bytes);
});

test('refusals', t => {
  const last = (BLOCKS - 1).toString(16).padStart(8, '0');
  const end = BLOCKS.toString(16).padStart(8, '0');
  const rows: [string, string][] = [
    ['ff', '6/5/20/0'],
    ['42 00 00000000 00 0018', '6/5/20/0'], //             cannot unmap
    ['12 00 83 00 ff', '6/5/24/0'], //                     page without the bit
    ['12 01 c7 00 ff', '6/5/24/0'],
    ['12 00 00 00 04', '12/5/24/0'],
    ['1a 00 c8 00 ff', '6/5/39/0'], //                     saved values
    ['1a 00 1c 00 ff', '6/5/24/0'],
    ['1b 01 00 00 00', '6/5/24/0'],
    ['9e 12', '6/5/24/0'],
    [`28 00 ${end} 00 0001`, '6/5/21/0'],
    [`28 00 ${last} 00 0002`, '6/5/21/0'],
    ['28 00 00000000 00 0000', '6/5/21/0'], //             no blocks
    ['28 00 00000000 00 0002', '6/5/21/0'], //             more than the buffer (512 bytes here)
    ['28 01 00000000 00 0001', '6/5/24/0'], //             relative address
    ['28 20 00000000 00 0001', '6/5/24/0'], //             protection information
    ['88 00 ffffffffffffffff 00000001', '6/5/21/0'],
    ['88 00 8000000000000000 ffffffff', '6/5/21/0'],
    ['08 00 00 00 00', '6/5/21/0'],
    ['2a 00 00000000 00 0001', '6/5/24/0'], //             a write that brings no data
    [`2f 00 ${end} 00 0001`, '6/5/21/0'],
  ];
  for (const [hex, expected] of rows) t.is(outcome(ask(newDisk(), hex, 512)), expected, hex);
  t.is(outcome(give(newDisk(), '15 10 00 00 05', Buffer.from('000000001c', 'hex'))), '6/5/26/0');
  t.is(outcome(give(newDisk(), '15 10 00 00 05', Buffer.from('0000000808', 'hex'))), '6/5/1a/0');
  t.is(outcome(give(newDisk(), '15 10 00 00 ff', Buffer.alloc(5))), '6/5/1a/0');
});

test('a read-only disk and a failing disk', t => {
  const image = rawImage();
  const fixed = (over: Partial<DiskImage>): DiskImage =>
    Object.assign(
      Object.create(image) as DiskImage,
      {sizeBytes: SIZE, sectorSize: 512, readOnly: false},
      over,
    );
  const readOnly = newDisk(fixed({readOnly: true}));
  t.is(outcome(give(readOnly, '2a 00 00000000 00 0001', new Uint8Array(512))), '4/7/27/0');
  t.is((ask(readOnly, '1a 00 3f 00 ff').bytes[2] ?? 0) & 0x80, 0x80);
  const full = () => {
    throw new Error('ENOSPC');
  };
  const failing = newDisk(fixed({read: full, write: full, flush: full}));
  t.is(outcome(ask(failing, '28 00 00000000 00 0001', 512)), '4/3/0/0');
  t.is(outcome(give(failing, '2a 00 00000000 00 0001', new Uint8Array(512))), '4/3/0/0');
  t.is(outcome(ask(failing, '35')), '4/3/0/0');
});

test('a target answers for units it does not have', t => {
  const target = new ScsiTarget();
  const at = (lun: number) => ({path: 0, target: 0, lun});
  const run = (lun: number, hex: string) => {
    const bytes = Buffer.alloc(64);
    const result = target.execute(at(lun), cdb(hex), new DataBuffer('in', [bytes], 64));
    return {...result, bytes: bytes.subarray(0, result.transferred)};
  };
  const none = run(0, 'a0 00 00 00 00 00 00000040').bytes.toString('hex');
  t.is(none, '0000000000000000', 'no unit at all');
  target.attach(at(5), newDisk());
  target.attach(at(2), newDisk());
  t.throws(() => target.attach(at(5), newDisk()), {message: /in use/});
  const luns = run(0, 'a0 00 00 00 00 00 00000040').bytes.toString('hex');
  t.is(luns, '000000100000000000020000000000000005000000000000');
  const missing = run(1, '12 00 00 00 24').bytes;
  t.deepEqual([missing.length, missing[0], missing[4]], [36, 0x7f, 31]);
  t.is(outcome(run(1, '12 01 00 00 24')), '6/5/24/0');
  t.is(outcome(run(1, '00')), '20/5/25/0');
  t.is(outcome(run(5, '00')), '1');
  target.detach(at(5));
  t.is(outcome(run(5, '00')), '20/5/25/0');
});

/** A DVD drive with a disc of 300 blocks, each full of its number, and what was ejected. */
function newDrive(hasDisc = true) {
  const bytes = new Uint8Array(300 * 2048);
  for (let block = 0; block < 300; block++) bytes.fill(block, block * 2048, (block + 1) * 2048);
  const disc = new RawImage(new MemoryFile('disc.iso', bytes), 2048);
  const ejected: DiskImage[] = [];
  const drive = new ScsiDvd(
    {uniqueId: ID},
    image => ejected.push(image),
    hasDisc ? disc : undefined,
  );
  return {drive, disc, ejected};
}

test('DVD: what the drive is and what the disc holds', t => {
  const {drive} = newDrive();
  const inquiry = ask(drive, '12 00 00 00 ff').bytes;
  t.is(inquiry.subarray(0, 5).toString('hex'), '058000021f');
  t.is(inquiry.subarray(8, 36).toString(), 'Msft    Virtual DVD-ROM 1.0 ');
  t.is(ask(drive, '12 01 00 00 ff').bytes.toString('hex'), '050000020083');
  t.is(ask(drive, '25').bytes.toString('hex'), '0000012b00000800');
  t.is(ask(drive, '28 00 00000007 00 0001', 2048).bytes[100], 7);
  t.is(ask(drive, 'a8 00 00000102 00000001', 2048).bytes[0], 2);
  const toc = '43 %s 00 00 00 00 00 00ff';
  t.is(
    ask(drive, toc.replace('%s', '00')).bytes.toString('hex'),
    '00120101001401000000000000 14aa000000012c'.replace(' ', ''),
  );
  t.is(
    ask(drive, toc.replace('%s', '02')).bytes.subarray(8, 20).toString('hex'),
    '000002000014aa0000000600',
  );
  t.is(ask(drive, '46 00 0000 000000 0008').bytes.readUInt16BE(6), 0x10);
  t.is(
    ask(drive, '46 02 0003 000000 00ff').bytes.toString('hex'),
    '0000000c000000100003030429000000',
  );
  t.is(ask(drive, '5a 00 01 00 00 00 00 00ff').bytes.length, 20);
  t.is(ask(drive, '12 00 00 00 04').srbStatus, 0x12);
});

test('DVD: refusals', t => {
  const rows: [string, string][] = [
    ['2a 00 00000000 00 0001', '6/5/20/0'], // a write
    ['28 00 0000012c 00 0001', '6/5/21/0'],
    ['43 00 05 00 00 00 00 00ff', '6/5/24/0'],
    ['4a 00 00 00 10 00 00 00ff', '6/5/24/0'], // not polled
    ['5a 00 c1 00 00 00 00 00ff', '6/5/39/0'],
    ['12 01 80 00 ff', '6/5/24/0'],
  ];
  const {drive} = newDrive();
  for (const [command, expected] of rows) t.is(outcome(ask(drive, command)), expected, command);
  const empty = newDrive(false).drive;
  t.is(outcome(ask(empty, '00')), '4/2/3a/1');
  t.is(outcome(ask(empty, '28 00 00000000 00 0001')), '4/2/3a/1');
  t.is(ask(empty, '46 00 0000 000000 0008').bytes.readUInt16BE(6), 0);
});

test('DVD: the disc changes, is locked, is ejected; each is said once', t => {
  const {drive, disc, ejected} = newDrive(false);
  const event = () => ask(drive, '4a 01 00 00 10 00 00 00ff').bytes.subarray(4, 6).toString('hex');
  t.is(event(), '0000');
  t.is(drive.change(disc), undefined);
  t.is(event(), '0202');
  t.is(event(), '0002');
  t.is(outcome(ask(drive, '00')), '4/6/28/0');
  t.is(outcome(ask(drive, '00')), '1');
  ask(drive, '1e 00 00 00 01');
  t.is(outcome(ask(drive, '1b 00 00 00 02')), '6/5/53/2');
  ask(drive, '1e 00 00 00 00');
  t.is(outcome(ask(drive, '1b 00 00 00 02')), '1');
  t.deepEqual(ejected, [disc]);
  t.is(event(), '0301');
  t.is(outcome(ask(drive, '00')), '4/2/3a/2');
  ask(drive, '1b 00 00 00 03');
  t.is(outcome(ask(drive, '00')), '4/2/3a/1');
});
