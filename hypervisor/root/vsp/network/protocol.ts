/**
 * The network channel's packets: NVSP messages.
 *
 * Source: hyperv-wire.md 5.1 to 5.3. A message is a type u32 and a body; guests send 28 or 40 bytes
 * whatever the body needs, and answers have the length of what they answer. RNDIS, which travels in
 * message 107, is rndis-protocol.ts. Behaviour: session.ts; the guest's side is in
 * hypervisor/guest/drivers/.
 */
import {rawBytes, type Untrusted} from '../../../wire/untrusted.ts';

/** Device class of the synthetic network adapter. */
export const NETWORK_CLASS = 'f8615163-df3e-46c5-913f-f2d2f965ed0e';

export const Nvsp = {
  None: 0,
  Init: 1,
  InitComplete: 2,
  NdisVersion: 100,
  SendReceiveBuffer: 101,
  SendReceiveBufferComplete: 102,
  RevokeReceiveBuffer: 103,
  SendSendBuffer: 104,
  SendSendBufferComplete: 105,
  RevokeSendBuffer: 106,
  RndisPacket: 107,
  RndisPacketComplete: 108,
  NdisConfig: 125,
  SwitchDataPath: 129,
  OidQueryEx: 131,
  OidQueryExComplete: 132,
  SubChannel: 133,
} as const;

/** Newest first; guests ask for one after the other. */
export const NVSP_VERSIONS: readonly number[] = [0x60001, 0x60000, 0x50000, 0x40000, 0x30002, 0x2];
/** From here on the guest tells its MTU and abilities. */
export const NVSP_CONFIG_VERSION = 0x30002;
/** From here on it may take long packets in pieces. */
export const NVSP_RSC_VERSION = 0x60001;

export const NvspStatus = {
  None: 0,
  Success: 1,
  Failure: 2,
  InvalidRndisPacket: 5,
  Busy: 6,
} as const;

/** Bits of NdisConfig's capabilities. */
export const NdisCapability = {Vlan: 1 << 3, Rsc: 1 << 7} as const;

export const ChannelType = {Data: 0, Control: 1} as const;

/** Ids by which the two buffers are named. */
export const RECEIVE_BUFFER_ID = 0xcafe;
export const SEND_BUFFER_ID = 0;
/** Bytes of a section of the send buffer. */
export const SECTION_SIZE = 6144;
/** Index that says: no section, the data is in the packet's pages. */
export const NO_SECTION = 0xffff_ffff;

/** MTU as the wire counts it: the Ethernet header included. */
export const MTU_MIN = 1514;
export const MTU_MAX = 9216;

/** Room of a sub-allocation beside the frame: RNDIS header and packet information. */
const SUB_ALLOCATION_EXTRA = 256 + 36;

/** Bytes of one part of the receive buffer, as OpenVMM makes them. */
export function subAllocationSize(mtu: number): number {
  return mtu + SUB_ALLOCATION_EXTRA;
}

/** Limits of the buffers' sizes, in bytes. */
export const RECEIVE_BUFFER_MAX = 31 * 2 ** 20;
export const SEND_BUFFER_MAX = 15 * 2 ** 20;

/** Ranges of one packet to the guest: more need a ring packet that old guests refuse. */
export const MAX_RANGES = 375;

const MESSAGE_MIN = 28;
const MESSAGE_MAX = 40;

/** Bytes of a message that the host begins. */
export function messageSize(version: number): number {
  return version >= NVSP_RSC_VERSION ? MESSAGE_MAX : MESSAGE_MIN;
}

/** A checked copy of one message's bytes: type and the words behind it. */
export class NvspMessage {
  readonly type: number;
  readonly length: number;
  readonly #view: DataView;

  private constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.type = this.#view.getUint32(0, true);
    this.length = bytes.length;
  }

  /** Undefined: the bytes are not as many as a message has. */
  static read(payload: Untrusted<Uint8Array>): NvspMessage | undefined {
    const bytes = rawBytes(payload);
    const fits = bytes.length >= MESSAGE_MIN && bytes.length <= MESSAGE_MAX;
    return fits ? new NvspMessage(bytes) : undefined;
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }
}

/** Status of a completion of the guest: of message 108, or undefined where it is none. */
export function completionStatus(payload: Untrusted<Uint8Array>): number | undefined {
  const bytes = rawBytes(payload);
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(0, true) === Nvsp.RndisPacketComplete ? view.getUint32(4, true) : undefined;
}

/** A message of this type and length with words behind the type; the rest is zero. */
export function nvspMessage(type: number, words: readonly number[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  words.forEach((word, index) => view.setUint32(4 + index * 4, word >>> 0, true));
  return bytes;
}
