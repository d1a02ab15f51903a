import test from 'ava';
import {GuestMemory} from '../../../hypervisor/hv/guest-memory.ts';
import {
  gpaDirectHeader,
  PacketType,
  parseGpaDirectHeader,
  parseTransferPagesHeader,
  transferPagesHeader,
} from '../../../hypervisor/root/vmbus/packet.ts';
import {RingBuffer, RingWord} from '../../../hypervisor/root/vmbus/ring.ts';
import {RingReader} from '../../../hypervisor/root/vmbus/ring-reader.ts';
import {RingWriter} from '../../../hypervisor/root/vmbus/ring-writer.ts';
import {untrust} from '../../../hypervisor/wire/untrusted.ts';

const NEIGHBOURS = [0, 1, 2];
const SCATTERED = [7, 5, 2, 6, 1];

function pair(gpns: readonly number[] = NEIGHBOURS) {
  const memory = GuestMemory.allocate(8 * 4096);
  const ring = new RingBuffer(memory, gpns);
  const other = new RingBuffer(memory, gpns);
  return {memory, ring, writer: RingWriter.open(ring), reader: RingReader.open(other)};
}

const bytes = (length: number, seed = 1) =>
  Uint8Array.from({length}, (_, index) => index * seed + seed);

test('a packet on the wire: descriptor, padded payload, trailer', t => {
  const {memory, ring, writer} = pair();
  writer.write({payload: bytes(5), transactionId: 0x1122334455667788n, requestCompletion: true});
  t.is(ring.load(RingWord.writeIndex), 0, 'not shown yet');
  t.true(writer.publish(), 'the ring was empty: signal');
  t.is(ring.load(RingWord.writeIndex), 32);
  t.is(memory.readU16(4096), PacketType.InBand);
  t.is(memory.readU16(4098), 2, 'payload after 16 bytes');
  t.is(memory.readU16(4100), 3, 'length without the trailer');
  t.is(memory.readU16(4102), 1, 'completion requested');
  t.is(memory.readU64(4104), 0x1122334455667788n);
  t.deepEqual([...memory.copyOut(4112, 8)], [1, 2, 3, 4, 5, 0, 0, 0]);
  t.is(memory.readU32(4120), 0);
  t.is(memory.readU32(4124), 0, 'the trailer names the start');
  t.is(ring.load(RingWord.featureBits), 1);
});

for (const [name, gpns] of [
  ['neighbouring', NEIGHBOURS],
  ['scattered', SCATTERED],
] as const)
  test(`packets of all sizes come out as they went in, ${name} pages`, t => {
    const {writer, reader, ring} = pair(gpns);
    let sent = 0;
    let taken = 0;
    const sizes = [0, 8, 16, 64, 96, 104, 1000, 2040, 4000, 24, 4096, 1];
    for (let round = 0; round < 1500; round++) {
      const size = sizes[sent % sizes.length]!;
      if (writer.write({payload: bytes(size, sent), transactionId: BigInt(sent)}) === 'written') {
        sent++;
        if (sent % 3 === 0) writer.publish();
        continue;
      }
      writer.publish();
      while (reader.next() === 'packet') {
        const expected = new Uint8Array((sizes[taken % sizes.length]! + 7) & ~7);
        expected.set(bytes(sizes[taken % sizes.length]!, taken));
        t.is(Buffer.compare(reader.payload(), expected), 0, `packet ${taken}`);
        t.is(reader.transactionId, BigInt(taken++));
      }
      reader.commit();
      t.is(ring.load(RingWord.readIndex), ring.load(RingWord.writeIndex));
    }
    t.true(taken > 300);
  });

test('signals: only into an empty ring, and not when masked', t => {
  const {writer, reader} = pair();
  writer.write({payload: bytes(8)});
  t.true(writer.publish());
  writer.write({payload: bytes(8)});
  t.false(writer.publish(), 'not empty');
  reader.mask();
  while (reader.next() === 'packet') reader.commit();
  writer.write({payload: bytes(8)});
  t.false(writer.publish(), 'masked');
  t.true(reader.unmask(), 'data came while masked: drain again');
  t.is(reader.next(), 'packet');
  reader.commit();
  t.is(reader.next(), 'empty');
  t.false(reader.unmask());
  t.false(writer.publish(), 'nothing new');
});

test('a blocked sender is signalled when there is room for what it waits for', t => {
  const {ring, writer, reader} = pair();
  t.is(writer.write({payload: bytes(9000)}), 'tooLarge');
  while (writer.write({payload: bytes(1000)}) === 'written');
  writer.publish();
  t.is(ring.load(RingWord.pendingSendSize), 1024);
  reader.next();
  t.true(reader.commit(), 'room for one now');
  reader.next();
  t.false(reader.commit(), 'there was room before');
  t.is(writer.write({payload: bytes(1000)}), 'written');
  t.is(ring.load(RingWord.pendingSendSize), 0);
  ring.store(RingWord.pendingSendSize, 0x7fffffff);
  reader.next();
  t.false(reader.commit(), 'a bogus size is never met');
});

test('a sender that filled the ring behind the reader is signalled too', t => {
  const {writer, reader} = pair();
  const packet = {payload: bytes(1000)};
  writer.write(packet);
  writer.publish();
  t.is(reader.next(), 'packet', 'the reader knows of one packet');
  while (writer.write(packet) === 'written') writer.publish();
  t.true(reader.commit());
  t.is(writer.write(packet), 'written');
});

test('a ring is never filled to the last 8 bytes', t => {
  const {ring, writer} = pair();
  t.is(writer.write({payload: bytes(8192 - 24)}), 'tooLarge');
  t.is(writer.write({payload: bytes(8192 - 32)}), 'written');
  writer.publish();
  t.is(ring.writable(0, ring.load(RingWord.writeIndex)), 0);
  t.is(writer.write({payload: bytes(0)}), 'full');
});

test('what the other side damages is corrupt, not a crash', t => {
  const damages: [string, (ring: RingBuffer, memory: GuestMemory) => void][] = [
    ['write index beyond the ring', ring => ring.store(RingWord.writeIndex, 8192)],
    ['write index not a multiple of 8', ring => ring.store(RingWord.writeIndex, 12)],
    ['negative write index', ring => ring.store(RingWord.writeIndex, -8)],
    ['payload before the descriptor ends', (_, memory) => memory.writeU16(4098, 1)],
    ['length below the offset', (_, memory) => memory.writeU16(4100, 1)],
    ['length beyond what was written', (_, memory) => memory.writeU16(4100, 0xffff)],
    ['no room for the trailer', (_, memory) => memory.writeU16(4100, 4)],
    ['unknown flags', (_, memory) => memory.writeU16(4102, 2)],
  ];
  for (const [name, damage] of damages) {
    const {memory, ring, writer, reader} = pair();
    writer.write({payload: bytes(8)});
    writer.publish();
    damage(ring, memory);
    t.is(reader.next(), 'corrupt', name);
  }
  const {ring, writer} = pair();
  while (writer.write({payload: bytes(1000)}) === 'written');
  writer.publish();
  ring.store(RingWord.readIndex, 4);
  t.is(writer.write({payload: bytes(1000)}), 'corrupt');
  ring.store(RingWord.readIndex, -1);
  t.is(RingReader.open(ring).next(), 'corrupt');
  t.is(RingWriter.open(ring).write({payload: bytes(8)}), 'corrupt');
});

test('indices are kept privately: writing over them harms only the writer of them', t => {
  const {ring, writer, reader} = pair();
  writer.write({payload: bytes(8, 3)});
  writer.publish();
  ring.store(RingWord.readIndex, 16);
  t.is(reader.next(), 'packet');
  t.deepEqual(reader.payload(), bytes(8, 3));
});

test('GPA-direct and transfer-page headers', t => {
  const ranges = [
    {byteCount: 5000, byteOffset: 4000, gpns: [9, 2 ** 33, 3]},
    {byteCount: 1, byteOffset: 0, gpns: [4]},
  ];
  t.deepEqual(parseGpaDirectHeader(untrust(gpaDirectHeader(ranges))), ranges);
  const pages = [{byteCount: 60, byteOffset: 1728}];
  t.deepEqual(parseTransferPagesHeader(untrust(transferPagesHeader(0xcafe, pages))), {
    setId: 0xcafe,
    ranges: pages,
  });
  const damaged = (at: number, value: number) => {
    const header = gpaDirectHeader(ranges);
    new DataView(header.buffer).setUint32(at, value, true);
    return parseGpaDirectHeader(untrust(header));
  };
  t.is(damaged(4, 0), undefined, 'no ranges');
  t.is(damaged(4, 0xffffffff), undefined, 'more ranges than there are');
  t.is(damaged(8, 0), undefined, 'an empty range');
  t.is(damaged(8, 0xffffffff), undefined, 'more pages than there are');
  t.is(damaged(12, 4096), undefined, 'an offset outside its page');
  t.is(parseGpaDirectHeader(untrust(new Uint8Array(4))), undefined);
});
