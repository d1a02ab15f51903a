/**
 * The storage channel: any sequence of packets ends in one answer to each request or a closed
 * channel; guest memory changes only where a request named it.
 */
import {
  gpaDirectHeader,
  type OutgoingPacket,
  PacketType,
} from '../../hypervisor/root/vmbus/packet.ts';
import {At, StorOp} from '../../hypervisor/root/vsp/storage/protocol.ts';
import {StorSession} from '../../hypervisor/root/vsp/storage/session.ts';
import {RawImage} from '../../hypervisor/storage/raw/raw-image.ts';
import {ScsiDisk} from '../../hypervisor/storage/scsi/disk.ts';
import {ScsiOp} from '../../hypervisor/storage/scsi/protocol.ts';
import {ScsiTarget} from '../../hypervisor/storage/scsi/target.ts';
import {GuestSide} from '../fixtures/guest-side.ts';
import {MemoryFile} from '../fixtures/memory-file.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const HANDSHAKE: readonly [number, number][] = [
  [StorOp.BeginInitialization, 0],
  [StorOp.QueryProtocolVersion, 0x0602],
  [StorOp.QueryProperties, 0],
  [StorOp.EndInitialization, 0],
];
const OPS = Object.values(ScsiOp);
/** Requests name pages from here on; the rings are below. */
const DATA_GPN = 64;
const DATA_PAGES = 64;
/** Never named by a request: must stay zero. */
const QUIET_GPN = 200;

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const finding = session(random);
    if (finding) return {runs, finding: `run ${runs}: ${finding}`};
  }
  return {runs};
}

function session(random: () => number): string | undefined {
  const guest = new GuestSide();
  const target = new ScsiTarget();
  const file = new MemoryFile('fuzz.img', new Uint8Array(128 * 1024));
  const disk = new ScsiDisk(new RawImage(file), {uniqueId: randomBytes(random, 16)});
  target.attach({path: 0, target: 0, lun: 0}, disk);
  const server = new StorSession(guest.data, target);
  const open = new Map<bigint, number>();
  const packets = 60;
  const orderly = random() < 0.8;
  for (let i = 0; i < packets && guest.fault === undefined; i++) {
    const packet =
      orderly && i < HANDSHAKE.length ? control(...(HANDSHAKE[i] ?? [0, 0])) : any(random);
    const transactionId = BigInt(i);
    if (!guest.send({requestCompletion: true, ...packet, transactionId})) break;
    if (packet.requestCompletion !== false) open.set(transactionId, packet.payload.length);
    if (random() < 0.05) server.busChanged();
    while (server.serve(4));
    for (const answer of guest.receive()) {
      if (answer.type === PacketType.InBand) continue;
      const length = open.get(answer.transactionId);
      if (length === undefined) return `an answer to ${answer.transactionId}, which is not open`;
      if (answer.payload.length !== ((length + 7) & ~7)) return 'an answer of another length';
      open.delete(answer.transactionId);
    }
  }
  if (guest.fault === undefined && open.size > 0) return `${open.size} requests were not answered`;
  const quiet = guest.partition.memory.page(QUIET_GPN);
  return quiet.some(byte => byte !== 0) ? 'memory that no request named has changed' : undefined;
}

function control(op: number, value: number): OutgoingPacket {
  const payload = new Uint8Array(64);
  const view = new DataView(payload.buffer);
  view.setUint32(At.operation, op, true);
  view.setUint16(At.version, value, true);
  return {payload};
}

function any(random: () => number): OutgoingPacket {
  const chance = random();
  if (chance < 0.02) return {payload: randomBytes(random, below(random, 80))};
  if (chance < 0.1) return control(below(random, 16), below(random, 0x700));
  const request = srb(random);
  if (random() < 0.01) return {...request, requestCompletion: false};
  if (random() < 0.01) return {...request, type: below(random, 16)};
  return request;
}

function srb(random: () => number): OutgoingPacket {
  const payload = new Uint8Array(random() < 0.95 ? 64 : 48);
  const view = new DataView(payload.buffer);
  const length = random() < 0.2 ? 0 : 1 + below(random, 20000);
  view.setUint32(At.operation, StorOp.ExecuteSrb, true);
  view.setUint16(At.srbLength, random() < 0.98 ? 0x34 : below(random, 256), true);
  view.setUint8(At.lun, random() < 0.9 ? 0 : below(random, 256));
  view.setUint8(At.target, random() < 0.98 ? 0 : 1);
  view.setUint8(At.cdbLength, random() < 0.98 ? 16 : below(random, 256));
  view.setUint8(At.senseLength, random() < 0.98 ? 20 : below(random, 256));
  view.setUint8(At.dataIn, below(random, random() < 0.98 ? 3 : 256));
  view.setUint32(At.transferLength, random() < 0.99 ? length : below(random, 2 ** 32), true);
  payload[At.cdb] = OPS[below(random, OPS.length)] ?? 0;
  for (let i = below(random, 5); i > 0; i--)
    payload[At.cdb + 1 + below(random, 15)] = below(random, 8);
  if (length === 0) return {payload};
  return {payload, type: PacketType.GpaDirect, header: pages(random, length)};
}

function pages(random: () => number, length: number): Uint8Array {
  const byteOffset = random() < 0.5 ? 0 : below(random, 4096);
  const count = Math.ceil((byteOffset + length) / 4096);
  const gpns = Array.from({length: count}, () => {
    if (random() < 0.995) return DATA_GPN + below(random, DATA_PAGES);
    return below(random, 2 ** 32);
  });
  const header = gpaDirectHeader([{byteCount: length, byteOffset, gpns}]);
  if (random() < 0.01) header[below(random, header.length)] = below(random, 256);
  return header;
}
