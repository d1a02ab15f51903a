/**
 * The objects (OIDs) that a guest asks of its adapter and sets: numbers, structures, answers.
 *
 * Source: hyperv-wire.md 5.4 and the NDIS reference. Linux gives the adapter up unless the offload
 * capabilities are answered and the offload parameters taken.
 */
import type {PortCounterValues} from '../../../switch/counters.ts';
import {putMac} from '../../../switch/frame.ts';

export const Oid = {
  SupportedList: 0x0001_0101,
  HardwareStatus: 0x0001_0102,
  MediaSupported: 0x0001_0103,
  MediaInUse: 0x0001_0104,
  MaximumFrameSize: 0x0001_0106,
  LinkSpeed: 0x0001_0107,
  TransmitBlockSize: 0x0001_010a,
  ReceiveBlockSize: 0x0001_010b,
  VendorId: 0x0001_010c,
  VendorDescription: 0x0001_010d,
  CurrentPacketFilter: 0x0001_010e,
  CurrentLookahead: 0x0001_010f,
  DriverVersion: 0x0001_0110,
  MaximumTotalSize: 0x0001_0111,
  MacOptions: 0x0001_0113,
  MediaConnectStatus: 0x0001_0114,
  MaximumSendPackets: 0x0001_0115,
  VendorDriverVersion: 0x0001_0116,
  ConfigParameter: 0x0001_021b,
  FriendlyName: 0x0002_0216,
  TransmitOk: 0x0002_0101,
  ReceiveOk: 0x0002_0102,
  TransmitError: 0x0002_0103,
  ReceiveError: 0x0002_0104,
  ReceiveNoBuffer: 0x0002_0105,
  PermanentAddress: 0x0101_0101,
  CurrentAddress: 0x0101_0102,
  MulticastList: 0x0101_0103,
  MaximumListSize: 0x0101_0104,
  OffloadParameters: 0xfc01_020c,
  OffloadCapabilities: 0xfc01_020d,
} as const;

/** Bits of the packet filter. */
export const PacketFilter = {
  Directed: 1,
  Multicast: 2,
  AllMulticast: 4,
  Broadcast: 8,
  Promiscuous: 0x20,
} as const;

/** What the answers are made of. */
export interface AdapterFacts {
  mac: number;
  /** Bits a second. */
  linkSpeed: number;
  isConnected: boolean;
  /** The Ethernet header included. */
  mtu: number;
  /** As management calls the adapter. */
  name: string;
  filter: number;
  counters: PortCounterValues;
}

const VENDOR = 'Microsoft Hyper-V Network Adapter';
const DRIVER_VERSION = 0x0006_001e;
const MULTICAST_LIST_MAX = 32;
const CONNECTED = 0;
const DISCONNECTED = 1;

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0, true);
  return bytes;
}

function macBytes(mac: number): Uint8Array {
  const bytes = new Uint8Array(6);
  putMac(bytes, 0, mac);
  return bytes;
}

type Answer = (facts: AdapterFacts) => Uint8Array;

const ANSWERS: Readonly<Record<number, Answer>> = {
  [Oid.HardwareStatus]: () => u32(0),
  [Oid.MediaSupported]: () => u32(0),
  [Oid.MediaInUse]: () => u32(0),
  [Oid.MaximumFrameSize]: facts => u32(facts.mtu - 14),
  [Oid.LinkSpeed]: facts => u32(Math.min(0xffff_ffff, facts.linkSpeed / 100)),
  [Oid.TransmitBlockSize]: facts => u32(facts.mtu),
  [Oid.ReceiveBlockSize]: facts => u32(facts.mtu),
  [Oid.VendorId]: () => Uint8Array.of(0x00, 0x15, 0x5d, 0),
  [Oid.VendorDescription]: () => Uint8Array.of(...Buffer.from(VENDOR, 'latin1'), 0),
  [Oid.CurrentPacketFilter]: facts => u32(facts.filter),
  [Oid.CurrentLookahead]: facts => u32(facts.mtu - 14),
  [Oid.DriverVersion]: () => u32(DRIVER_VERSION),
  [Oid.MaximumTotalSize]: facts => u32(facts.mtu),
  [Oid.MacOptions]: () => u32(0),
  [Oid.MediaConnectStatus]: facts => u32(facts.isConnected ? CONNECTED : DISCONNECTED),
  [Oid.MaximumSendPackets]: () => u32(8),
  [Oid.VendorDriverVersion]: () => u32(DRIVER_VERSION),
  [Oid.FriendlyName]: facts => Buffer.from(`${facts.name}\0`, 'utf16le'),
  // The guest's own view: what it transmitted, the switch got from it.
  [Oid.TransmitOk]: facts => u32(facts.counters.framesSent),
  [Oid.ReceiveOk]: facts => u32(facts.counters.framesReceived),
  [Oid.TransmitError]: facts => u32(facts.counters.droppedSent),
  [Oid.ReceiveError]: () => u32(0),
  [Oid.ReceiveNoBuffer]: facts => u32(facts.counters.droppedReceived),
  [Oid.PermanentAddress]: facts => macBytes(facts.mac),
  [Oid.CurrentAddress]: facts => macBytes(facts.mac),
  [Oid.MulticastList]: () => new Uint8Array(0),
  [Oid.MaximumListSize]: () => u32(MULTICAST_LIST_MAX),
  [Oid.OffloadCapabilities]: () => offloadCapabilities(),
};

const SETTABLE: readonly number[] = [
  Oid.CurrentPacketFilter,
  Oid.CurrentLookahead,
  Oid.MulticastList,
  Oid.ConfigParameter,
  Oid.OffloadParameters,
];

/** The value of an object, or undefined: not supported. */
export function objectValue(oid: number, facts: AdapterFacts): Uint8Array | undefined {
  if (oid !== Oid.SupportedList) return ANSWERS[oid]?.(facts);
  const list = [...new Set([...Object.keys(ANSWERS).map(Number), ...SETTABLE])].sort(
    (a, b) => a - b,
  );
  return Uint8Array.from(list.flatMap(known => [...u32(known)]));
}

/** Longest packet of a large send, in bytes. */
export const LARGE_SEND_MAX = 0xf53c;
/** Fewest segments of one. */
const LARGE_SEND_MIN_SEGMENTS = 2;
const ETHERNET = 2;
const OFFLOAD = 0xa7;
/** Bytes of a structure of revision 3. */
const OFFLOAD_SIZE = 156;

/** Every checksum, in both directions, and large send for IPv4 and IPv6: done by the switch. */
function offloadCapabilities(): Uint8Array {
  const bytes = new Uint8Array(OFFLOAD_SIZE);
  const view = new DataView(bytes.buffer);
  const put = (at: number, ...words: number[]): void =>
    words.forEach((word, index) => view.setUint32(at + index * 4, word, true));
  view.setUint8(0, OFFLOAD);
  view.setUint8(1, 3);
  view.setUint16(2, OFFLOAD_SIZE, true);
  // Encapsulation and 2-bit fields, 1 each: IP options, TCP options, TCP, UDP, IP header.
  put(4, ETHERNET, 0x155, ETHERNET, 0x155);
  // The same for IPv6: extension headers, TCP options, TCP, UDP.
  put(20, ETHERNET, 0x55, ETHERNET, 0x55);
  put(80, ETHERNET, LARGE_SEND_MAX, LARGE_SEND_MIN_SEGMENTS);
  // The last word: large sends with extension headers and with TCP options.
  put(92, ETHERNET, LARGE_SEND_MAX, LARGE_SEND_MIN_SEGMENTS, 0x5);
  return bytes;
}

const OFFLOAD_PARAMETERS = 0x80;
const OFFLOAD_PARAMETERS_MIN = 20;

/** Whether a guest's offload parameters are well formed; all that they may ask for is there. */
export function areOffloadParameters(info: Uint8Array): boolean {
  return (
    info.length >= OFFLOAD_PARAMETERS_MIN &&
    info[0] === OFFLOAD_PARAMETERS &&
    (info[1] ?? 0) >= 1 &&
    ((info[2] ?? 0) | ((info[3] ?? 0) << 8)) >= OFFLOAD_PARAMETERS_MIN
  );
}

/** A 32-bit value that was set, or undefined. */
export function wordOf(info: Uint8Array): number | undefined {
  if (info.length < 4) return undefined;
  return new DataView(info.buffer, info.byteOffset, info.length).getUint32(0, true);
}

/**
 * The address that a guest wants for itself: parameter `NetworkAddress` with twelve digits, both
 * texts in UTF-16. Undefined: it is another parameter, or malformed.
 */
export function networkAddressOf(info: Uint8Array): string | undefined {
  if (info.length < 20) return undefined;
  const view = new DataView(info.buffer, info.byteOffset, info.length);
  const text = (at: number): string | undefined => {
    const [offset, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (offset > info.length || length > info.length - offset) return undefined;
    return Buffer.from(info.subarray(offset, offset + length)).toString('utf16le');
  };
  if (text(0)?.replace(/\0.*$/s, '') !== 'NetworkAddress') return undefined;
  const value = text(12)?.replace(/\0.*$/s, '');
  return value !== undefined && /^[0-9a-f]{12}$/i.test(value) ? value : undefined;
}
