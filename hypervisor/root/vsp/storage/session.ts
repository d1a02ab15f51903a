/**
 * StorVSP on one open channel: the handshake, then SCSI requests out of the ring into a target.
 *
 * It knows packets and guest pages; it does not interpret commands (storage/scsi/ does) and never
 * touches files. Works on any thread that holds the channel. Everything that arrives was written
 * by the guest: framing that can not be answered closes the channel, everything else gets a status.
 * Source: hyperv-wire.md 4.1 to 4.3.
 */
import {DataBuffer} from '../../../storage/scsi/data-buffer.ts';
import {Sense} from '../../../storage/scsi/protocol.ts';
import type {ScsiTarget} from '../../../storage/scsi/target.ts';
import {check, type ScsiResult} from '../../../storage/scsi/unit.ts';
import {type Packet, PacketType} from '../../vmbus/packet.ts';
import type {PacketChannel} from '../../vmbus/vsp.ts';
import {
  At,
  DataIn,
  MAX_TRANSFER_BYTES,
  NtStatus,
  PACKET_SIZE,
  type Srb,
  StorOp,
  StorPacket,
  STORVSP_VERSIONS,
} from './protocol.ts';
import {type Answer, type Handshake, NEW_STATE, type StorState} from './saved-state.ts';

const SAVE_TURN = 1024;

const DIRECTIONS = {[DataIn.Write]: 'out', [DataIn.Read]: 'in', [DataIn.None]: 'none'} as const;

export class StorSession {
  readonly #channel: PacketChannel;
  readonly #target: ScsiTarget;
  readonly #packet = new StorPacket();
  /** Answers that did not fit into the ring; a guest that leaves them gets no further work done. */
  readonly #unsent: Answer[];
  #state: Handshake;
  #rescan: boolean;

  constructor(channel: PacketChannel, target: ScsiTarget, state = NEW_STATE) {
    this.#channel = channel;
    this.#target = target;
    this.#state = state.handshake;
    this.#unsent = [...state.unsent];
    this.#rescan = state.rescan;
  }

  /** Executes what lies in the ring first. The processors stand still: nothing comes after it. */
  save(): StorState {
    while (this.serve(SAVE_TURN) || this.rest());
    return {handshake: this.#state, unsent: [...this.#unsent], rescan: this.#rescan};
  }

  /** The units changed: the guest is asked to look again. Said once it has finished its handshake. */
  busChanged(): void {
    this.#rescan = this.#state.step === 'ready';
    this.#flush();
  }

  /**
   * Handles up to `limit` packets and shows their answers together. True: some were handled, call
   * again. False: nothing to do now; signals are off until `rest`.
   */
  serve(limit: number): boolean {
    this.#channel.hold();
    let count = 0;
    while (count < limit && this.#serveOne()) count += 1;
    this.#channel.flush();
    return count > 0;
  }

  /** The guest shall signal what comes next. True: something came meanwhile, serve again. */
  rest(): boolean {
    return this.#channel.rest() && this.#unsent.length === 0;
  }

  #serveOne(): boolean {
    if (!this.#flush()) return false;
    const packet = this.#channel.poll();
    if (packet) this.#onPacket(packet);
    return packet !== undefined && this.#channel.isOpen;
  }

  #onPacket(packet: Packet): void {
    const known = packet.type === PacketType.InBand || packet.type === PacketType.GpaDirect;
    if (!known || !packet.completionRequested || !this.#packet.load(packet.payload)) {
      this.#channel.close('a storage packet that is no request');
      return;
    }
    const op = this.#packet.view.getUint32(At.operation, true);
    if (op === StorOp.ExecuteSrb && this.#state.step === 'ready') this.#onSrb(packet);
    else this.#answer(packet, this.#onControl(op, this.#packet.view));
  }

  /** The handshake and the resets; returns the status and leaves the reply's fields in `view`. */
  #onControl(op: number, view: DataView): number {
    const state = this.#state;
    switch (op) {
      case StorOp.BeginInitialization:
        return this.#advance(state.step === 'begin', {step: 'version'});
      case StorOp.QueryProtocolVersion:
        return this.#onVersion(view.getUint16(At.version, true));
      case StorOp.QueryProperties:
        return this.#onProperties(view);
      case StorOp.EndInitialization:
        if (state.step !== 'end') return NtStatus.InvalidDeviceState;
        return this.#advance(true, {step: 'ready', version: state.version});
      case StorOp.CreateSubChannels:
        if (state.step !== 'ready' && state.step !== 'end') return NtStatus.InvalidDeviceState;
        return view.getUint16(At.subChannelCount, true) === 0
          ? NtStatus.Success
          : NtStatus.InvalidParameter;
      case StorOp.ResetLun:
      case StorOp.ResetAdapter:
      case StorOp.ResetBus:
        // Nothing is ever under way when the next packet is read.
        return state.step === 'ready' ? NtStatus.Success : NtStatus.InvalidDeviceState;
      case StorOp.ExecuteSrb:
        return NtStatus.InvalidDeviceState;
      default:
        return NtStatus.InvalidDeviceRequest;
    }
  }

  #advance(allowed: boolean, next: Handshake): number {
    if (!allowed) return NtStatus.InvalidDeviceState;
    this.#state = next;
    return NtStatus.Success;
  }

  /** The guest retries with an older version, so an unknown one is an answer and not a fault. */
  #onVersion(version: number): number {
    if (this.#state.step !== 'version') return NtStatus.InvalidDeviceState;
    if (!STORVSP_VERSIONS.includes(version)) return NtStatus.RevisionMismatch;
    return this.#advance(true, {step: 'properties', version});
  }

  #onProperties(view: DataView): number {
    const state = this.#state;
    if (state.step !== 'properties') return NtStatus.InvalidDeviceState;
    for (let at: number = At.version; at < PACKET_SIZE; at++) view.setUint8(at, 0);
    view.setUint32(At.maxTransfer, MAX_TRANSFER_BYTES, true);
    return this.#advance(true, {step: 'end', version: state.version});
  }

  #onSrb(packet: Packet): void {
    const srb = this.#packet.srb();
    const [range] = packet.ranges;
    if (packet.ranges.length > 1 || (range && srb && range.byteCount < srb.transferLength)) {
      this.#channel.close('the pages of a storage request do not fit its length');
      return;
    }
    const result = srb ? this.#execute(srb, packet) : check(Sense.InvalidField);
    this.#answer(packet, this.#packet.answer(result, srb?.senseRoom ?? 0));
  }

  #execute(srb: Srb, packet: Packet): ScsiResult {
    const [range] = packet.ranges;
    if (srb.transferLength > MAX_TRANSFER_BYTES) return check(Sense.InvalidField);
    if (!range || srb.dataIn === DataIn.None || srb.transferLength === 0) {
      return this.#target.execute(srb, srb.cdb, DataBuffer.none);
    }
    const {memory} = this.#channel;
    const runs = memory.rangeRuns(range);
    if (!runs) return check(Sense.InvalidField);
    const views = runs.map(([gpa, length]) => memory.u8.subarray(gpa, gpa + length));
    const direction = DIRECTIONS[srb.dataIn as keyof typeof DIRECTIONS];
    const data = new DataBuffer(direction, views, srb.transferLength);
    const result = this.#target.execute(srb, srb.cdb, data);
    if (srb.dataIn === DataIn.Read) for (const [gpa, length] of runs) memory.wrote(gpa, length);
    return result;
  }

  /** The request's own bytes go back, changed: drivers check that the length is the same. */
  #answer({transactionId}: Packet, status: number): void {
    const {view} = this.#packet;
    view.setUint32(At.operation, StorOp.CompleteIo, true);
    view.setUint32(At.status, status, true);
    const payload = this.#packet.bytes();
    if (this.#channel.complete(transactionId, payload) === 'full') {
      this.#unsent.push({transactionId, payload: payload.slice()});
    }
  }

  /** Sends what waits. False: the ring is still full. */
  #flush(): boolean {
    for (let next = this.#unsent[0]; next; next = this.#unsent[0]) {
      if (this.#channel.complete(next.transactionId, next.payload) === 'full') return false;
      this.#unsent.shift();
    }
    if (!this.#rescan) return true;
    const payload = new Uint8Array(PACKET_SIZE);
    payload[At.operation] = StorOp.EnumerateBus;
    this.#rescan = this.#channel.send({payload}) === 'full';
    return !this.#rescan;
  }
}
