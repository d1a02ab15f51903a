/**
 * The storage channel's packets: operations, statuses, the SRB.
 *
 * Source: hyperv-wire.md 4.1 to 4.3. A packet is 64 bytes (48 in the first version): operation u32,
 * flags u32, status u32, then 52 (36) bytes by operation. Behaviour: session.ts; the guest's side
 * is in hypervisor/guest/.
 */
import {type ScsiResult, SrbStatus} from '../../../storage/scsi/protocol.ts';
import type {Untrusted} from '../../../wire/untrusted.ts';
import {rawBytes} from '../../../wire/untrusted.ts';

/** Device class of the synthetic SCSI controller. */
export const SCSI_CONTROLLER_CLASS = 'ba6163d9-04a1-4d29-b605-72e2ffb1dc7f';

export const StorOp = {
  CompleteIo: 1,
  RemoveDevice: 2,
  ExecuteSrb: 3,
  ResetLun: 4,
  ResetAdapter: 5,
  ResetBus: 6,
  BeginInitialization: 7,
  EndInitialization: 8,
  QueryProtocolVersion: 9,
  QueryProperties: 10,
  EnumerateBus: 11,
  FchbaData: 12,
  CreateSubChannels: 13,
} as const;

/** Newest first; older guests ask for one after the other. */
export const STORVSP_VERSIONS: readonly number[] = [0x0602, 0x0600, 0x0501, 0x0402, 0x0200];

/** Most bytes of one request; drivers cut larger ones. */
export const MAX_TRANSFER_BYTES = 0x40000;

export const NtStatus = {
  Success: 0,
  BufferOverflow: 0x80000005,
  InvalidParameter: 0xc000000d,
  InvalidDeviceRequest: 0xc0000010,
  RevisionMismatch: 0xc0000059,
  DeviceDoesNotExist: 0xc00000c0,
  InvalidDeviceState: 0xc0000184,
  IoDeviceError: 0xc0000185,
} as const;

/** Offsets in a packet. */
export const At = {
  operation: 0,
  flags: 4,
  status: 8,
  version: 12, //          u16, QueryProtocolVersion
  subChannelCount: 12, //  u16, CreateSubChannels
  maxSubChannels: 16, //   u16, QueryProperties
  properties: 20, //       u32
  maxTransfer: 24, //      u32
  srbLength: 12, //        u16
  srbStatus: 14, //        u8
  scsiStatus: 15,
  path: 17,
  target: 18,
  lun: 19,
  cdbLength: 20,
  senseLength: 21,
  dataIn: 22,
  transferLength: 24, //   u32
  cdb: 28, //              16 bytes, on the way back sense data
  srbFlags: 52, //         u32
} as const;

/** Bytes of a packet of the first version; every packet has at least these. */
const SHORT_PACKET = 48;
export const PACKET_SIZE = 64;
const CDB_SIZE = 16;
/** Bytes that sense data may take in a packet. */
export const SENSE_ROOM = 20;
/** Bit of srbStatus: the sense data is valid. */
const AUTOSENSE_VALID = 0x80;

/** SRB lengths of the two forms. */
export const SRB_LENGTH = 0x34;
export const SRB_LENGTH_V1 = 0x24;

/** Values of `dataIn`. */
export const DataIn = {Write: 0, Read: 1, None: 2} as const;

/** A checked copy of the request's fields. */
export interface Srb {
  path: number;
  target: number;
  lun: number;
  dataIn: number;
  transferLength: number;
  /** 16 bytes, those behind the CDB's own length cleared; until the next packet. */
  cdb: Uint8Array;
  senseRoom: number;
}

/**
 * One packet at a time, as a copy that becomes its answer: made once for a channel, since new
 * views would cost more than the rest of a request.
 */
export class StorPacket {
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  readonly #cdb: Uint8Array;
  #length = PACKET_SIZE;

  constructor() {
    this.#bytes = new Uint8Array(PACKET_SIZE);
    this.view = new DataView(this.#bytes.buffer);
    this.#cdb = new Uint8Array(CDB_SIZE);
  }

  /** False: the bytes are not as many as a packet has. */
  load(payload: Untrusted<Uint8Array>): boolean {
    const bytes = rawBytes(payload);
    if (bytes.length < SHORT_PACKET || bytes.length > PACKET_SIZE) return false;
    this.#bytes.set(bytes);
    this.#length = bytes.length;
    return true;
  }

  /** Its bytes, until the next `load`. */
  bytes(): Uint8Array {
    return this.#length === PACKET_SIZE ? this.#bytes : this.#bytes.subarray(0, this.#length);
  }

  /** The SRB of an ExecuteSrb packet, or undefined if its fields make no sense. */
  srb(): Srb | undefined {
    const {view} = this;
    const length = view.getUint16(At.srbLength, true);
    const cdbLength = view.getUint8(At.cdbLength);
    const senseRoom = view.getUint8(At.senseLength);
    const dataIn = view.getUint8(At.dataIn);
    if (length !== SRB_LENGTH && length !== SRB_LENGTH_V1) return undefined;
    if (cdbLength > CDB_SIZE || senseRoom > SENSE_ROOM || dataIn > DataIn.None) return undefined;
    for (let i = 0; i < CDB_SIZE; i++) {
      this.#cdb[i] = i < cdbLength ? (this.#bytes[At.cdb + i] ?? 0) : 0;
    }
    return {
      path: view.getUint8(At.path),
      target: view.getUint8(At.target),
      lun: view.getUint8(At.lun),
      dataIn,
      transferLength: view.getUint32(At.transferLength, true),
      cdb: this.#cdb,
      senseRoom,
    };
  }

  /** Puts a result into the packet; sense data takes the place of the CDB. Answers the status. */
  answer(result: ScsiResult, senseRoom: number): number {
    const {view} = this;
    const sense = result.sense?.subarray(0, senseRoom);
    const valid = sense !== undefined && sense.length > 0;
    view.setUint8(At.srbStatus, result.srbStatus | (valid ? AUTOSENSE_VALID : 0));
    view.setUint8(At.scsiStatus, result.scsiStatus);
    view.setUint32(At.transferLength, result.transferred, true);
    if (valid) {
      this.#bytes.fill(0, At.cdb, At.cdb + SENSE_ROOM);
      this.#bytes.set(sense, At.cdb);
      view.setUint8(At.senseLength, sense.length);
    }
    return ntStatusOf(result.srbStatus);
  }
}

const STATUS_OF_SRB: Readonly<Record<number, number>> = {
  [SrbStatus.Success]: NtStatus.Success,
  [SrbStatus.DataOverrun]: NtStatus.BufferOverflow,
  [SrbStatus.InvalidLun]: NtStatus.DeviceDoesNotExist,
};

/** The packet status that goes with an srbStatus (4.3, as OpenVMM maps them). */
function ntStatusOf(srbStatus: number): number {
  return STATUS_OF_SRB[srbStatus] ?? NtStatus.IoDeviceError;
}
