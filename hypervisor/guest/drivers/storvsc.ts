/**
 * StorVSC: the guest's driver of the synthetic SCSI controller.
 *
 * Handshake, scan of the bus, then reads and writes from pages to blocks. Every request that the
 * host has is in a table of plain data, so a machine can be saved with requests under way.
 * Source: hyperv-wire.md 4.1 to 4.4.
 */
import {gpaDirectHeader, PacketType} from '../../root/vmbus/packet.ts';
import {
  At,
  DataIn,
  NtStatus,
  PACKET_SIZE,
  SCSI_CONTROLLER_CLASS,
  SENSE_ROOM,
  SRB_LENGTH,
  StorOp,
  STORVSP_VERSIONS,
} from '../../root/vsp/storage/protocol.ts';
import {READ_CAPACITY_16, ScsiOp, SrbStatus} from '../../storage/scsi/protocol.ts';
import {PAGE} from '../memory-map.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

/** A disk that the scan found. */
export interface GuestDisk {
  name: string;
  lun: number;
  sectorSize: number;
  sectors: number;
  vendor: string;
  product: string;
}

/** Reading or writing of whole sectors from neighbouring pages. */
export interface BlockRequest {
  lun: number;
  write: boolean;
  lba: number;
  blocks: number;
  sectorSize: number;
  /** First page of the buffer. */
  page: number;
  /** Who is told of the end, and what else it wants to remember. */
  job: number;
  tag: number;
}

type Purpose = 'init' | 'luns' | 'inquiry' | 'capacity' | 'block' | 'write';

interface PendingRequest {
  id: number;
  purpose: Purpose;
  lun: number;
  job: number;
  tag: number;
}

type Phase = 'closed' | 'begin' | 'version' | 'properties' | 'end' | 'ready' | 'failed';

interface Scan {
  /** Page that takes the answers. */
  page: number;
  /** Units still to be asked. */
  luns: number[];
  current: Partial<GuestDisk>;
}

export interface StorVscState {
  phase: Phase;
  versionIndex: number;
  nextId: number;
  maxTransfer: number;
  disks: GuestDisk[];
  pending: PendingRequest[];
  scan: Scan | undefined;
  /** The bus changed during a scan: one more. */
  rescan: boolean;
  /** No writes. */
  isFrozen: boolean;
}

export interface StorVscEvents {
  allocatePage(): number | undefined;
  freePage(page: number): void;
  readPage(page: number, length: number): Uint8Array;
  log(text: string): void;
  onBlock(job: number, tag: number, ok: boolean): void;
}

export function newStorVscState(): StorVscState {
  return {
    phase: 'closed',
    versionIndex: 0,
    nextId: 1,
    maxTransfer: 0,
    disks: [],
    pending: [],
    scan: undefined,
    rescan: false,
    isFrozen: false,
  };
}

/** Asked for by a job, which is told of the end. */
function isTransfer({purpose}: PendingRequest): boolean {
  return purpose === 'block' || purpose === 'write';
}

const NO_HEADER = new Uint8Array(0);
const HEADERS_KEPT = 1024;
const MAX_ID = 0x7fffffff;

export class StorVsc implements Driver {
  readonly interfaceId = SCSI_CONTROLLER_CLASS;
  readonly name = 'hv_storvsc';
  readonly ringPages = 33;
  readonly #events: StorVscEvents;
  /** The packet that is sent next, and the one that was read last: the ring copies both. */
  readonly #request = new Uint8Array(PACKET_SIZE);
  readonly #requestView = new DataView(this.#request.buffer);
  readonly #cdb = new DataView(this.#request.buffer, At.cdb, 16);
  readonly #reply = new Uint8Array(PACKET_SIZE);
  readonly #replyView = new DataView(this.#reply.buffer);
  readonly #headers = new Map<number, Uint8Array>();
  readonly #pending: Map<number, PendingRequest>;
  #state: StorVscState;
  #channel: GuestChannel | undefined;

  constructor(events: StorVscEvents, state = newStorVscState()) {
    this.#events = events;
    this.#state = state;
    this.#pending = new Map(state.pending.map(request => [request.id, request]));
  }

  get disks(): readonly GuestDisk[] {
    return this.#state.disks;
  }

  /** Most bytes of one request. */
  get maxTransfer(): number {
    return this.#state.maxTransfer;
  }

  /** Between the opening of the channel and the end of the first scan. */
  get isStarting(): boolean {
    const {phase, scan} = this.#state;
    const handshake = phase !== 'closed' && phase !== 'ready' && phase !== 'failed';
    return handshake || scan !== undefined;
  }

  /** Whether the host has requests of ours. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  /** Writes wait from now on (they look as if the ring were full), or go again. */
  freeze(isFrozen: boolean): void {
    this.#state.isFrozen = isFrozen;
  }

  /** Whether a write is under way. */
  get isWriting(): boolean {
    return [...this.#pending.values()].some(({purpose}) => purpose === 'write');
  }

  save(): StorVscState {
    return structuredClone({...this.#state, pending: [...this.#pending.values()]});
  }

  onOpen(channel: GuestChannel, restored: boolean): void {
    this.#channel = channel;
    if (!restored) this.#control('begin', StorOp.BeginInitialization);
  }

  /** Requests under way fail, disks are gone. */
  onClose(): void {
    this.#channel = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    if (this.#state.scan) this.#events.freePage(this.#state.scan.page);
    this.#state = {...newStorVscState(), nextId: this.#state.nextId};
    for (const request of pending) {
      if (isTransfer(request)) this.#events.onBlock(request.job, request.tag, false);
    }
  }

  onPacket(packet: IncomingPacket): void {
    if (packet.payloadLength !== PACKET_SIZE) return;
    packet.payloadInto(this.#reply);
    const view = this.#replyView;
    if (packet.type === PacketType.InBand) {
      if (view.getUint32(At.operation, true) === StorOp.EnumerateBus) this.#startScan();
      return;
    }
    const request = this.#pending.get(packet.transactionLow);
    if (packet.type !== PacketType.Completion || !request) return;
    this.#pending.delete(request.id);
    const ok = (view.getUint8(At.srbStatus) & 0x3f) === SrbStatus.Success;
    if (isTransfer(request)) this.#events.onBlock(request.job, request.tag, ok);
    else if (request.purpose === 'init') this.#onControl(view);
    else this.#onScan(request, ok, view.getUint32(At.transferLength, true));
  }

  /** False: the ring is full or the disk is gone; try again when something completed. */
  submit(request: BlockRequest): boolean {
    const {lun, job, tag, page, write, lba, blocks} = request;
    if (write && this.#state.isFrozen) return false;
    const cdb = this.#newCdb(write ? ScsiOp.Write16 : ScsiOp.Read16);
    cdb.setUint32(2, Math.floor(lba / 2 ** 32));
    cdb.setUint32(6, lba % 2 ** 32);
    cdb.setUint32(10, blocks);
    const purpose = write ? 'write' : 'block';
    return this.#srb(purpose, lun, job, tag, page, blocks * request.sectorSize, write);
  }

  flush(lun: number, job: number, tag: number): boolean {
    this.#newCdb(ScsiOp.SynchronizeCache16);
    return this.#srb('block', lun, job, tag, 0, 0, false);
  }

  #control(phase: Phase, operation: number, version = 0): void {
    this.#state.phase = phase;
    const payload = new Uint8Array(PACKET_SIZE);
    const view = new DataView(payload.buffer);
    view.setUint32(At.operation, operation, true);
    view.setUint16(At.version, version, true);
    const id = this.#add('init', 0, 0, 0);
    this.#channel?.send({payload, transactionId: BigInt(id), requestCompletion: true});
  }

  #onControl(view: DataView): void {
    const status = view.getUint32(At.status, true);
    const state = this.#state;
    const version = STORVSP_VERSIONS[state.versionIndex];
    if (state.phase === 'version' && status === NtStatus.RevisionMismatch) {
      state.versionIndex += 1;
      this.#queryVersion();
    } else if (status !== NtStatus.Success) {
      this.#fail(`handshake refused with status 0x${status.toString(16)}`);
    } else if (state.phase === 'begin') {
      this.#queryVersion();
    } else if (state.phase === 'version') {
      this.#control('properties', StorOp.QueryProperties, version);
    } else if (state.phase === 'properties') {
      state.maxTransfer = view.getUint32(At.maxTransfer, true);
      this.#control('end', StorOp.EndInitialization);
    } else if (state.phase === 'end') {
      state.phase = 'ready';
      this.#events.log(`hv_storvsc: protocol 0x${(version ?? 0).toString(16).padStart(4, '0')}`);
      this.#startScan();
    }
  }

  #queryVersion(): void {
    const version = STORVSP_VERSIONS[this.#state.versionIndex];
    if (version === undefined) this.#fail('no protocol version in common');
    else this.#control('version', StorOp.QueryProtocolVersion, version);
  }

  #fail(text: string): void {
    this.#state.phase = 'failed';
    this.#events.log(`hv_storvsc: ${text}`);
  }

  #startScan(): void {
    if (this.#state.scan) {
      this.#state.rescan = true;
      return;
    }
    const page = this.#events.allocatePage();
    if (page === undefined) return;
    this.#state.scan = {page, luns: [], current: {}};
    this.#newCdb(ScsiOp.ReportLuns).setUint32(6, PAGE);
    this.#ask('luns', 0);
  }

  #ask(purpose: Purpose, lun: number): void {
    this.#srb(purpose, lun, 0, 0, this.#state.scan?.page ?? 0, PAGE, false);
  }

  #onScan(request: PendingRequest, ok: boolean, length: number): void {
    const {scan} = this.#state;
    if (!scan) return;
    const bytes = this.#events.readPage(scan.page, Math.min(length, 4096));
    if (request.purpose === 'luns') this.#onLuns(scan, ok ? bytes : new Uint8Array(0));
    else if (request.purpose === 'inquiry' && ok) this.#onInquiry(scan, bytes);
    else if (request.purpose === 'capacity' && ok) this.#onCapacity(scan, bytes);
    else this.#nextLun(scan);
  }

  /** Disks that are no longer listed are gone; the others are asked what they are. */
  #onLuns(scan: Scan, bytes: Uint8Array): void {
    const luns: number[] = [];
    for (let at = 8; at + 8 <= bytes.length; at += 8) {
      luns.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    }
    for (const disk of this.#state.disks) {
      if (!luns.includes(disk.lun))
        this.#events.log(`sd 0:0:0:${disk.lun}: [${disk.name}] removed`);
    }
    this.#state.disks = this.#state.disks.filter(disk => luns.includes(disk.lun));
    scan.luns = luns;
    this.#nextLun(scan);
  }

  #nextLun(scan: Scan): void {
    const lun = scan.luns.shift();
    if (lun === undefined) {
      this.#endScan(scan);
      return;
    }
    scan.current = {lun};
    this.#newCdb(ScsiOp.Inquiry).setUint16(3, 0xff);
    this.#ask('inquiry', lun);
  }

  #endScan(scan: Scan): void {
    this.#events.freePage(scan.page);
    this.#state.scan = undefined;
    if (!this.#state.rescan) return;
    this.#state.rescan = false;
    this.#startScan();
  }

  #onInquiry(scan: Scan, bytes: Uint8Array): void {
    if (((bytes[0] ?? 0) & 0x1f) !== 0) {
      this.#nextLun(scan);
      return;
    }
    const text = (at: number, length: number) =>
      Buffer.from(bytes.subarray(at, at + length))
        .toString('latin1')
        .trim();
    Object.assign(scan.current, {vendor: text(8, 8), product: text(16, 16)});
    const cdb = this.#newCdb(ScsiOp.ServiceActionIn16);
    cdb.setUint8(1, READ_CAPACITY_16);
    cdb.setUint32(10, 32);
    this.#ask('capacity', scan.current.lun ?? 0);
  }

  #onCapacity(scan: Scan, bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const {lun = 0, vendor = '', product = ''} = scan.current;
    const sectors = Number(view.getBigUint64(0)) + 1;
    const sectorSize = view.getUint32(8);
    const known = this.#state.disks.find(disk => disk.lun === lun);
    if (known) known.sectors = sectors;
    else this.#addDisk({name: this.#freeName(), lun, vendor, product, sectors, sectorSize});
    this.#nextLun(scan);
  }

  #addDisk(disk: GuestDisk): void {
    this.#state.disks.push(disk);
    const size = Math.round((disk.sectors * disk.sectorSize) / 2 ** 20);
    const blocks = `${disk.sectors} ${disk.sectorSize}-byte logical blocks`;
    this.#events.log(`sd 0:0:0:${disk.lun}: [${disk.name}] ${blocks}: (${size} MiB)`);
  }

  #freeName(): string {
    const taken = new Set(this.#state.disks.map(disk => disk.name));
    for (let letter = 0; letter < 26; letter++) {
      const name = `sd${String.fromCharCode(97 + letter)}`;
      if (!taken.has(name)) return name;
    }
    return `sd${this.#state.disks.length}`;
  }

  /** The CDB of the next request, cleared; `#srb` sends it. */
  #newCdb(operation: number): DataView {
    this.#request.fill(0, At.cdb, At.cdb + 16);
    this.#cdb.setUint8(0, operation);
    return this.#cdb;
  }

  #srb(
    purpose: Purpose,
    lun: number,
    job: number,
    tag: number,
    page: number,
    length: number,
    write: boolean,
  ): boolean {
    if (!this.#channel) return false;
    const view = this.#requestView;
    const dataIn = length === 0 ? DataIn.None : write ? DataIn.Write : DataIn.Read;
    view.setUint32(At.operation, StorOp.ExecuteSrb, true);
    view.setUint32(At.flags, 1, true);
    view.setUint16(At.srbLength, SRB_LENGTH, true);
    view.setUint8(At.lun, lun);
    view.setUint8(At.cdbLength, 16);
    view.setUint8(At.senseLength, SENSE_ROOM);
    view.setUint8(At.dataIn, dataIn);
    view.setUint32(At.transferLength, length, true);
    const sent = this.#channel.send({
      type: length > 0 ? PacketType.GpaDirect : PacketType.InBand,
      header: length > 0 ? this.#pagesOf(page, length) : NO_HEADER,
      payload: this.#request,
      transactionId: BigInt(this.#state.nextId),
      requestCompletion: true,
    });
    if (sent) this.#add(purpose, lun, job, tag);
    return sent;
  }

  /** The ranges of a transfer; buffers are used again and again, and so are their headers. */
  #pagesOf(page: number, byteCount: number): Uint8Array {
    const key = page * 2 ** 20 + byteCount;
    const known = this.#headers.get(key);
    if (known) return known;
    const count = Math.ceil(byteCount / PAGE);
    const gpns = Array.from({length: count}, (_, index) => page + index);
    const header = gpaDirectHeader([{byteCount, byteOffset: 0, gpns}]);
    if (this.#headers.size >= HEADERS_KEPT) this.#headers.clear();
    this.#headers.set(key, header);
    return header;
  }

  /** Numbers stay in 32 bits: the lower half of a transaction id. */
  #add(purpose: Purpose, lun: number, job: number, tag: number): number {
    const id = this.#state.nextId;
    this.#state.nextId = (id % MAX_ID) + 1;
    this.#pending.set(id, {id, purpose, lun, job, tag});
    return id;
  }
}
