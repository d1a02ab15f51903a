/**
 * RNDIS as it travels inside message 107: message headers, per-packet information, statuses.
 *
 * Source: hyperv-wire.md 5.4 and [MS-RNDIS]. Offsets in messages of the guest count from byte 8. The
 * bytes were copied out of guest memory before; every offset and length is checked here and nowhere
 * else.
 */

export const Rndis = {
  Packet: 1,
  Initialize: 2,
  Halt: 3,
  Query: 4,
  Set: 5,
  Reset: 6,
  Indicate: 7,
  KeepAlive: 8,
  /** Bit of an answer's type. */
  Complete: 0x8000_0000,
} as const;

export const RndisStatus = {
  Success: 0,
  Failure: 0xc000_0001,
  NotSupported: 0xc000_00bb,
  InvalidData: 0xc001_0015,
  MediaConnect: 0x4001_000b,
  MediaDisconnect: 0x4001_000c,
  LinkSpeedChange: 0x4001_0013,
  NetworkChange: 0x4001_0018,
} as const;

export const PacketInfo = {
  Checksum: 0,
  LargeSend: 2,
  Vlan: 6,
  /** Internal: the type has bit 31. */
  PacketId: 0x8000_0001,
} as const;

export const RNDIS_HEADER = 8;
/** Type to reserved: where packet information may begin. */
export const PACKET_HEADER = 44;
const INFO_HEADER = 12;
/** Elements of packet information that are looked at. */
const MAX_INFO = 16;

/** What the guest wants done with a frame, and the frame. */
export interface RndisPacket {
  data: Uint8Array;
  /** Undefined: not asked for. */
  checksum: ChecksumWish | undefined;
  largeSend: LargeSendWish | undefined;
  /** Priority and id as in a tag. */
  tag: number | undefined;
}

export interface ChecksumWish {
  tcp: boolean;
  udp: boolean;
  ipHeader: boolean;
}

export interface LargeSendWish {
  segmentSize: number;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Length of the message that begins at `at`, or undefined if it is not whole. */
export function messageLength(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length - at < RNDIS_HEADER) return undefined;
  const length = view(bytes).getUint32(at + 4, true);
  return length >= RNDIS_HEADER && length <= bytes.length - at ? length : undefined;
}

export function messageType(bytes: Uint8Array): number {
  return view(bytes).getUint32(0, true);
}

/** The frame of a packet message; undefined: its fields make no sense. `data` is a view. */
export function parsePacket(message: Uint8Array): RndisPacket | undefined {
  if (message.length < PACKET_HEADER) return undefined;
  const words = view(message);
  const [dataOffset, dataLength] = [words.getUint32(8, true), words.getUint32(12, true)];
  const [oobLength, oobCount] = [words.getUint32(20, true), words.getUint32(24, true)];
  const [infoOffset, infoLength] = [words.getUint32(28, true), words.getUint32(32, true)];
  const room = message.length - RNDIS_HEADER;
  if (dataOffset > room || dataLength > room - dataOffset) return undefined;
  if (oobLength !== 0 || oobCount !== 0) return undefined;
  const from = RNDIS_HEADER + dataOffset;
  const data = message.subarray(from, from + dataLength);
  const packet = {data, checksum: undefined, largeSend: undefined, tag: undefined};
  if (infoLength === 0) return packet;
  if (infoOffset > room || infoLength > room - infoOffset) return undefined;
  const start = RNDIS_HEADER + infoOffset;
  return parseInfo(message.subarray(start, start + infoLength), packet);
}

function parseInfo(bytes: Uint8Array, packet: RndisPacket): RndisPacket | undefined {
  const words = view(bytes);
  const found = {...packet};
  for (let at = 0, count = 0; at < bytes.length; count++) {
    if (count >= MAX_INFO || bytes.length - at < INFO_HEADER) return undefined;
    const size = words.getUint32(at, true);
    const type = words.getUint32(at + 4, true);
    const offset = words.getUint32(at + 8, true);
    if (size < INFO_HEADER || size > bytes.length - at || offset > size) return undefined;
    if (size - offset >= 4) takeInfo(found, type, words.getUint32(at + offset, true));
    at += size;
  }
  return found;
}

function takeInfo(packet: RndisPacket, type: number, value: number): void {
  if (type === PacketInfo.Checksum)
    packet.checksum = {
      tcp: (value & 4) !== 0,
      udp: (value & 8) !== 0,
      ipHeader: (value & 16) !== 0,
    };
  else if (type === PacketInfo.LargeSend) packet.largeSend = {segmentSize: value & 0xf_ffff};
  // Here the id is above priority and DEI, in a tag below.
  else if (type === PacketInfo.Vlan)
    packet.tag = ((value & 7) << 13) | ((value & 8) << 9) | ((value >>> 4) & 0xfff);
}

/** A packet information element with one word of data. */
export interface InfoWord {
  type: number;
  value: number;
}

/** Checksums of a packet to the guest are known to be good. */
export const GOOD_CHECKSUMS: InfoWord = {type: PacketInfo.Checksum, value: 0x38};

export function vlanInfo(tag: number): InfoWord {
  const value = ((tag >>> 13) & 7) | ((tag >>> 9) & 8) | ((tag & 0xfff) << 4);
  return {type: PacketInfo.Vlan, value};
}

/** One piece of a packet: version 1, flags (1 piece, 2 first, 4 last), packet id. */
export function pieceInfo(isFirst: boolean, isLast: boolean, id: number): InfoWord {
  const flags = 1 | (isFirst ? 2 : 0) | (isLast ? 4 : 0);
  return {type: PacketInfo.PacketId, value: (1 | (flags << 8) | ((id & 0xffff) << 16)) >>> 0};
}

/** Writes the header of a packet message at the beginning of `target`; returns its length. */
export function putPacketHeader(
  target: Uint8Array,
  dataLength: number,
  infos: readonly InfoWord[],
): number {
  const infoLength = infos.length * (INFO_HEADER + 4);
  const header = PACKET_HEADER + infoLength;
  const words = view(target);
  target.fill(0, 0, header);
  words.setUint32(0, Rndis.Packet, true);
  words.setUint32(4, header + dataLength, true);
  words.setUint32(8, header - RNDIS_HEADER, true);
  words.setUint32(12, dataLength, true);
  if (infoLength > 0) {
    words.setUint32(28, PACKET_HEADER - RNDIS_HEADER, true);
    words.setUint32(32, infoLength, true);
  }
  infos.forEach(({type, value}, index) => {
    const at = PACKET_HEADER + index * (INFO_HEADER + 4);
    words.setUint32(at, INFO_HEADER + 4, true);
    words.setUint32(at + 4, type, true);
    words.setUint32(at + 8, INFO_HEADER, true);
    words.setUint32(at + 12, value, true);
  });
  return header;
}

/** Header bytes of the longest packet message that is sent. */
export const PACKET_HEADER_MAX = PACKET_HEADER + 3 * (INFO_HEADER + 4);

/** A control message of the guest. */
export interface ControlRequest {
  type: number;
  requestId: number;
  /** Queries and sets: the object, and a copy of what came with it. */
  oid: number;
  info: Uint8Array;
  /** Initialize: the version asked for. */
  major: number;
}

/** Undefined: it is too short, or its information lies outside. */
export function parseControl(message: Uint8Array): ControlRequest | undefined {
  if (message.length < 12) return undefined;
  const words = view(message);
  const type = words.getUint32(0, true);
  const requestId = words.getUint32(8, true);
  const request = {type, requestId, oid: 0, info: new Uint8Array(0), major: 0};
  if (type === Rndis.Initialize)
    return message.length < 24 ? undefined : {...request, major: words.getUint32(12, true)};
  if (type !== Rndis.Query && type !== Rndis.Set) return request;
  if (message.length < 28) return undefined;
  const length = words.getUint32(16, true);
  const offset = words.getUint32(20, true);
  const room = message.length - RNDIS_HEADER;
  if (length > 0 && (offset > room || length > room - offset)) return undefined;
  const from = RNDIS_HEADER + offset;
  const info = length === 0 ? request.info : message.slice(from, from + length);
  return {...request, oid: words.getUint32(12, true), info};
}

/** A control message of the host: type, words, then bytes. */
export function controlMessage(
  type: number,
  words: readonly number[],
  bytes: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const message = new Uint8Array(RNDIS_HEADER + words.length * 4 + bytes.length);
  const target = view(message);
  target.setUint32(0, type >>> 0, true);
  target.setUint32(4, message.length, true);
  words.forEach((word, index) => target.setUint32(RNDIS_HEADER + index * 4, word >>> 0, true));
  message.set(bytes, RNDIS_HEADER + words.length * 4);
  return message;
}
