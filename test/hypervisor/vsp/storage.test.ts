import test from 'ava';
import {
  gpaDirectHeader,
  type OutgoingPacket,
  PacketType,
} from '../../../hypervisor/root/vmbus/packet.ts';
import {At, StorOp} from '../../../hypervisor/root/vsp/storage/protocol.ts';
import {parseStorState} from '../../../hypervisor/root/vsp/storage/saved-state.ts';
import {StorSession} from '../../../hypervisor/root/vsp/storage/session.ts';
import {RawImage} from '../../../hypervisor/storage/raw/raw-image.ts';
import {ScsiDisk} from '../../../hypervisor/storage/scsi/disk.ts';
import {ScsiTarget} from '../../../hypervisor/storage/scsi/target.ts';
import {GuestSide} from '../../fixtures/guest-side.ts';
import {MemoryFile} from '../../fixtures/memory-file.ts';

const DATA_GPN = 100;

class Rig {
  readonly guest = new GuestSide();
  readonly target = new ScsiTarget();
  readonly file = new MemoryFile('disk.img', new Uint8Array(1 << 20));
  readonly session: StorSession;
  #id = 1n;

  constructor() {
    const disk = new ScsiDisk(new RawImage(this.file), {uniqueId: new Uint8Array(16)});
    this.target.attach({path: 0, target: 0, lun: 0}, disk);
    this.session = new StorSession(this.guest.data, this.target);
  }

  /** Sends one packet and answers the host's reply to it. */
  ask(payload: Uint8Array, more: Partial<OutgoingPacket> = {}): Buffer | undefined {
    const transactionId = this.#id++;
    this.guest.send({payload, transactionId, requestCompletion: true, ...more});
    while (this.session.serve(8));
    return this.guest.receive().find(reply => reply.transactionId === transactionId)?.payload;
  }

  /** Status of a control packet. */
  control(op: number, value = 0): number | undefined {
    return this.ask(packet(op, view => view.setUint16(At.version, value, true)))?.readUInt32LE(
      At.status,
    );
  }

  handshake(): void {
    this.control(StorOp.BeginInitialization);
    this.control(StorOp.QueryProtocolVersion, 0x0602);
    this.control(StorOp.QueryProperties);
    this.control(StorOp.EndInitialization);
  }
}

function packet(op: number, fill: (view: DataView) => void = () => {}, length = 64): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(At.operation, op, true);
  view.setUint32(At.flags, 1, true);
  fill(view);
  return bytes;
}

interface SrbFields {
  cdb: string;
  lun?: number;
  dataIn?: number;
  length?: number;
  srbLength?: number;
  cdbLength?: number;
  senseRoom?: number;
}

function srb(fields: SrbFields): Uint8Array {
  return packet(StorOp.ExecuteSrb, view => {
    view.setUint16(At.srbLength, fields.srbLength ?? 0x34, true);
    view.setUint8(At.lun, fields.lun ?? 0);
    view.setUint8(At.cdbLength, fields.cdbLength ?? 16);
    view.setUint8(At.senseLength, fields.senseRoom ?? 20);
    view.setUint8(At.dataIn, fields.dataIn ?? 2);
    view.setUint32(At.transferLength, fields.length ?? 0, true);
    const cdb = Buffer.from(fields.cdb.replaceAll(' ', ''), 'hex');
    new Uint8Array(view.buffer).set(cdb.subarray(0, 16), At.cdb);
  });
}

function data(byteCount: number, gpns = [DATA_GPN], byteOffset = 0): Partial<OutgoingPacket> {
  return {type: PacketType.GpaDirect, header: gpaDirectHeader([{byteCount, byteOffset, gpns}])};
}

test('the handshake, as Linux does it', t => {
  const rig = new Rig();
  t.is(rig.control(StorOp.BeginInitialization), 0);
  t.is(rig.control(StorOp.QueryProtocolVersion, 0x0700), 0xc0000059);
  t.is(rig.control(StorOp.QueryProtocolVersion, 0x0501), 0);
  const properties = rig.ask(packet(StorOp.QueryProperties, view => view.setUint32(40, 7, true)));
  t.is(properties?.length, 64);
  t.is(properties?.readUInt32LE(At.operation), StorOp.CompleteIo);
  t.is(properties?.readUInt32LE(At.maxTransfer), 0x40000);
  t.is(properties?.readUInt32LE(40), 0, 'nothing of the guest comes back');
  t.is(rig.control(StorOp.EndInitialization), 0);
  t.deepEqual(rig.session.save().handshake, {step: 'ready', version: 0x0501});
});

test('every operation out of its order is refused', t => {
  const order = [
    StorOp.BeginInitialization,
    StorOp.QueryProtocolVersion,
    StorOp.QueryProperties,
    StorOp.EndInitialization,
  ];
  for (let done = 0; done <= order.length; done++) {
    for (const wrong of [...order, StorOp.ExecuteSrb, StorOp.CreateSubChannels, StorOp.ResetBus]) {
      const rig = new Rig();
      for (const op of order.slice(0, done)) rig.control(op, 0x0602);
      if (wrong === order[done]) continue;
      const late = done >= 3 && wrong === StorOp.CreateSubChannels;
      const ready = done === 4 && (wrong === StorOp.ExecuteSrb || wrong === StorOp.ResetBus);
      const status = rig.control(wrong, late ? 1 : 0x0602);
      if (ready) t.not(status, 0xc0000184, `${wrong} after ${done}`);
      else t.is(status, late ? 0xc000000d : 0xc0000184, `${wrong} after ${done}`);
    }
  }
  t.is(new Rig().control(99), 0xc0000010);
});

test('reads and writes through guest pages, in any order of pages', t => {
  const rig = new Rig();
  rig.handshake();
  const {memory} = rig.guest.partition;
  memory.page(200).fill(1);
  memory.page(150).fill(2);
  const write = srb({cdb: '2a00 00000008 00 0010', dataIn: 0, length: 8192});
  const reply = rig.ask(write, data(8192, [200, 150]));
  t.deepEqual([reply?.[At.srbStatus], reply?.readUInt32LE(At.status)], [1, 0]);
  t.is(reply?.readUInt32LE(At.transferLength), 8192);
  t.deepEqual([rig.file.bytes[4096], rig.file.bytes[8192]], [1, 2]);
  const read = srb({cdb: '2800 00000008 00 0008', dataIn: 1, length: 4096});
  rig.ask(read, data(4096, [300, 301], 100));
  t.deepEqual([memory.readU8(300 * 4096 + 99), memory.readU8(300 * 4096 + 100)], [0, 1]);
  t.deepEqual([memory.readU8(301 * 4096 + 99), memory.readU8(301 * 4096 + 100)], [1, 0]);
});

test('errors carry sense data; a unit that is not there has its own status', t => {
  const rig = new Rig();
  rig.handshake();
  const bad = rig.ask(srb({cdb: 'ff'}));
  t.is(bad?.[At.srbStatus], 0x80 | 6);
  t.is(bad?.[At.scsiStatus], 2);
  t.is(bad?.[At.senseLength], 18);
  const sense = '70 00 05 00000000 0a 00000000 20 00 00000000 0000'.replaceAll(' ', '');
  t.is(bad?.subarray(At.cdb, At.cdb + 20).toString('hex'), sense);
  t.is(bad?.readUInt32LE(At.status), 0xc0000185);
  const noRoom = rig.ask(srb({cdb: 'ff', senseRoom: 0}));
  t.is(noRoom?.[At.srbStatus], 6, 'no sense data where there is no room for it');
  const missing = rig.ask(srb({cdb: '00', lun: 9}));
  t.is((missing?.[At.srbStatus] ?? 0) & 0x3f, 0x20);
  t.is(missing?.readUInt32LE(At.status), 0xc00000c0);
  const inquiry = rig.ask(srb({cdb: '12000000ff', lun: 9, dataIn: 1, length: 255}), data(255));
  t.deepEqual([inquiry?.[At.srbStatus], inquiry?.readUInt32LE(At.transferLength)], [1, 36]);
});

test('hot plug: the guest is asked to look again, but not before it is ready', t => {
  const rig = new Rig();
  rig.session.busChanged();
  t.is(rig.guest.receive().length, 0);
  rig.handshake();
  rig.session.busChanged();
  const [event] = rig.guest.receive();
  t.is(event?.type, PacketType.InBand);
  t.is(event?.payload.readUInt32LE(0), StorOp.EnumerateBus);
});

test('rubbish gets a status or closes the channel', t => {
  const read = {cdb: '2800 00000000 00 0001', dataIn: 1, length: 512};
  const rows: [string, Uint8Array, Partial<OutgoingPacket>, 'closed' | number][] = [
    ['no completion wanted', srb(read), {requestCompletion: false}, 'closed'],
    ['a completion', srb(read), {type: PacketType.Completion}, 'closed'],
    ['too short', new Uint8Array(40), {}, 'closed'],
    ['too long', new Uint8Array(72), {}, 'closed'],
    ['range shorter than the transfer', srb(read), data(511), 'closed'],
    ['page outside memory', srb(read), data(512, [0x7fffffff]), 0x86],
    [
      'transfer above the limit',
      srb({...read, length: 0x40001}),
      data(0x41000, Array(0x41).fill(100)),
      0x86,
    ],
    ['SRB length', srb({...read, srbLength: 0x30}), data(512), 6],
    ['CDB length', srb({...read, cdbLength: 17}), data(512), 6],
    ['sense room', srb({...read, senseRoom: 21}), data(512), 6],
    ['direction', srb({...read, dataIn: 3}), data(512), 6],
    ['no data for a read', srb(read), {}, 0x86],
  ];
  for (const [name, payload, more, expected] of rows) {
    const rig = new Rig();
    rig.handshake();
    const reply = rig.ask(payload, more);
    if (expected === 'closed') t.truthy(rig.guest.fault, name);
    else t.is(reply?.[At.srbStatus], expected, name);
    t.is(rig.guest.fault === undefined, expected !== 'closed', name);
    t.is(rig.file.changes.length, 0, name);
  }
  const rig = new Rig();
  rig.handshake();
  const two = gpaDirectHeader([
    {byteCount: 256, byteOffset: 0, gpns: [100]},
    {byteCount: 256, byteOffset: 0, gpns: [101]},
  ]);
  rig.ask(srb(read), {type: PacketType.GpaDirect, header: two});
  t.truthy(rig.guest.fault, 'several ranges');
});

test('a guest that does not take its answers gets no more work done, and loses none', t => {
  const rig = new Rig();
  rig.handshake();
  const request = srb({cdb: '00'});
  let sent = 0;
  for (let i = 0; i < 2000; i++) {
    const room = rig.guest.send({
      payload: request,
      transactionId: BigInt(1000 + i),
      requestCompletion: true,
    });
    if (room) sent += 1;
    while (rig.session.serve(8));
  }
  let answered = 0;
  for (let i = 0; i < 10; i++) {
    answered += rig.guest.receive().length;
    while (rig.session.serve(8));
  }
  t.true(sent < 2000);
  t.is(answered, sent);
});

test('saved with answers that the guest has no room for, a session goes on with them', t => {
  const rig = new Rig();
  rig.handshake();
  let sent = 0;
  const request = srb({cdb: '00'});
  while (sent < 5000) {
    const transactionId = BigInt(1000 + sent);
    if (!rig.guest.send({payload: request, transactionId, requestCompletion: true})) break;
    sent += 1;
    while (rig.session.serve(8));
  }
  rig.session.busChanged();
  const state = parseStorState(structuredClone(rig.session.save()));
  t.truthy(state && state.unsent.length > 0 && state.rescan);
  const restored = new StorSession(rig.guest.data, rig.target, state);
  const seen = new Set<bigint>();
  let events = 0;
  for (let i = 0; i < 20; i++) {
    for (const {type, transactionId} of rig.guest.receive()) {
      if (type === PacketType.Completion) seen.add(transactionId);
      else events += 1;
    }
    while (restored.serve(8));
  }
  t.deepEqual([seen.size, events], [sent, 1]);
});

test('saved state is checked', t => {
  const good = {handshake: {step: 'ready', version: 0x602}, unsent: [], rescan: false};
  t.deepEqual(parseStorState(good), good as ReturnType<typeof parseStorState>);
  const handshakes = [null, 1, {}, {step: 'x'}, {step: 'ready'}, {step: 'end', version: 1e9}];
  for (const handshake of handshakes) t.is(parseStorState({...good, handshake}), undefined);
  for (const unsent of [undefined, 1, [{}], [{transactionId: 1, payload: 2}]]) {
    t.is(parseStorState({...good, unsent}), undefined);
  }
  for (const bad of [null, 1, {...good, rescan: 0}]) t.is(parseStorState(bad), undefined);
});
