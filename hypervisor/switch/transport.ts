/**
 * Where the parts of an IP packet in a frame are. A guest wrote it: every length is checked here,
 * and the rest of the switch goes by the answer.
 */
import {ETHERNET_HEADER, EtherType, etherType, putWord16, word16} from './frame.ts';
import {checksum, pseudoSum, sumOf} from './checksum.ts';

export const IpProtocol = {Icmp: 1, Tcp: 6, Udp: 17, Icmp6: 58} as const;

const IPV6_HEADER = 40;
const TCP_HEADER = 20;
const UDP_HEADER = 8;

/** Offsets in the frame. Fragments other than the first, and IPv6 with extension headers, have none. */
export interface Transport {
  version: 4 | 6;
  protocol: number;
  /** Where the source address begins; the destination follows. */
  addresses: number;
  addressBytes: 4 | 16;
  /** Where TCP, UDP or ICMP begins. */
  header: number;
  /** Where the packet ends: padding follows. */
  end: number;
}

/**
 * Finds the transport header. `whole`: the packet goes to the end of the frame whatever its length
 * field says (large send offload leaves it zero). Undefined: no IP, or its lengths make no sense.
 */
export function findTransport(bytes: Uint8Array, whole = false): Transport | undefined {
  const type = bytes.length >= ETHERNET_HEADER ? etherType(bytes) : 0;
  if (type === EtherType.Ipv4) return findIpv4(bytes, whole);
  return type === EtherType.Ipv6 ? findIpv6(bytes, whole) : undefined;
}

function findIpv4(bytes: Uint8Array, whole: boolean): Transport | undefined {
  const ip = ETHERNET_HEADER;
  const headerLength = ((bytes[ip] ?? 0) & 15) * 4;
  const total = whole ? bytes.length - ip : word16(bytes, ip + 2);
  if ((bytes[ip] ?? 0) >>> 4 !== 4 || headerLength < 20) return undefined;
  if (total < headerLength || total > bytes.length - ip) return undefined;
  const fragmentOffset = word16(bytes, ip + 6) & 0x1fff;
  if (fragmentOffset !== 0) return undefined;
  return {
    version: 4,
    protocol: bytes[ip + 9] ?? 0,
    addresses: ip + 12,
    addressBytes: 4,
    header: ip + headerLength,
    end: ip + total,
  };
}

function findIpv6(bytes: Uint8Array, whole: boolean): Transport | undefined {
  const ip = ETHERNET_HEADER;
  const start = ip + IPV6_HEADER;
  const length = whole ? bytes.length - start : word16(bytes, ip + 4);
  if (bytes.length < start || (bytes[ip] ?? 0) >>> 4 !== 6) return undefined;
  if (length > bytes.length - start) return undefined;
  return {
    version: 6,
    protocol: bytes[ip + 6] ?? 0,
    addresses: ip + 8,
    addressBytes: 16,
    header: start,
    end: start + length,
  };
}

/** Where TCP's payload begins, or undefined if the header does not fit. */
export function tcpPayload(bytes: Uint8Array, at: Transport): number | undefined {
  if (at.protocol !== IpProtocol.Tcp || at.end - at.header < TCP_HEADER) return undefined;
  const headerLength = ((bytes[at.header + 12] ?? 0) >>> 4) * 4;
  if (headerLength < TCP_HEADER || headerLength > at.end - at.header) return undefined;
  return at.header + headerLength;
}

/** Makes the checksum of TCP or UDP. False: there is no such header. */
export function putTransportChecksum(bytes: Uint8Array, at: Transport): boolean {
  const isTcp = at.protocol === IpProtocol.Tcp;
  const length = at.end - at.header;
  if (!isTcp && at.protocol !== IpProtocol.Udp) return false;
  if (length < (isTcp ? TCP_HEADER : UDP_HEADER)) return false;
  const field = at.header + (isTcp ? 16 : 6);
  putWord16(bytes, field, 0);
  const pseudo = pseudoSum(bytes, at.addresses, at.addressBytes, at.protocol, length);
  const value = checksum(sumOf(bytes, at.header, at.end, pseudo));
  // UDP knows 0 as "none".
  putWord16(bytes, field, value === 0 && !isTcp ? 0xffff : value);
  return true;
}

/** Writes the packet's length, and for version 4 the header checksum. */
export function putLength(bytes: Uint8Array, at: Transport): void {
  const ip = ETHERNET_HEADER;
  if (at.version === 6) putWord16(bytes, ip + 4, at.end - at.header);
  else {
    putWord16(bytes, ip + 2, at.end - ip);
    putIpv4Checksum(bytes, at.header);
  }
}

export function putIpv4Checksum(bytes: Uint8Array, headerEnd: number): void {
  const ip = ETHERNET_HEADER;
  putWord16(bytes, ip + 10, 0);
  putWord16(bytes, ip + 10, checksum(sumOf(bytes, ip, headerEnd)));
}
