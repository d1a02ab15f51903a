/** IPv4 packets of a guest, checked, and such as the user network makes (RFC 791). */
import {
  ETHERNET_HEADER,
  EtherType,
  macAt,
  putMac,
  putWord16,
  putWord32,
  word16,
  word32,
} from '../frame.ts';
import {isSumRight} from '../checksum.ts';
import {putIpv4Checksum} from '../transport.ts';

const IP_HEADER = 20;
const TTL = 64;
const DONT_FRAGMENT = 0x4000;
/** Offset and "more fragments". */
const FRAGMENT_BITS = 0x3fff;

export interface Ipv4Packet {
  sourceMac: number;
  source: number;
  destination: number;
  protocol: number;
  /** A view of the frame: valid as long as that is. */
  payload: Uint8Array;
}

/** Undefined: malformed, a fragment, or with a wrong header checksum. */
export function parseIpv4(bytes: Uint8Array): Ipv4Packet | undefined {
  const ip = ETHERNET_HEADER;
  if (bytes.length < ip + IP_HEADER || (bytes[ip] as number) >>> 4 !== 4) return undefined;
  const headerLength = ((bytes[ip] as number) & 15) * 4;
  const total = word16(bytes, ip + 2);
  if (headerLength < IP_HEADER || total < headerLength || total > bytes.length - ip)
    return undefined;
  if ((word16(bytes, ip + 6) & FRAGMENT_BITS) !== 0) return undefined;
  if (!isSumRight(bytes, ip, ip + headerLength)) return undefined;
  return {
    sourceMac: macAt(bytes, 6),
    source: word32(bytes, ip + 12),
    destination: word32(bytes, ip + 16),
    protocol: bytes[ip + 9] as number,
    payload: bytes.subarray(ip + headerLength, ip + total),
  };
}

export interface Route {
  sourceMac: number;
  destinationMac: number;
  source: number;
  destination: number;
}

/** Where the payload of a packet of `ipv4Frame` begins. */
export const IPV4_PAYLOAD = ETHERNET_HEADER + IP_HEADER;

/** A frame with an IPv4 header; the payload is still zero. */
export function ipv4Frame(route: Route, protocol: number, payloadLength: number): Uint8Array {
  const bytes = new Uint8Array(IPV4_PAYLOAD + payloadLength);
  const ip = ETHERNET_HEADER;
  putMac(bytes, 0, route.destinationMac);
  putMac(bytes, 6, route.sourceMac);
  putWord16(bytes, 12, EtherType.Ipv4);
  bytes[ip] = 0x45;
  putWord16(bytes, ip + 2, IP_HEADER + payloadLength);
  putWord16(bytes, ip + 6, DONT_FRAGMENT);
  bytes[ip + 8] = TTL;
  bytes[ip + 9] = protocol;
  putWord32(bytes, ip + 12, route.source);
  putWord32(bytes, ip + 16, route.destination);
  putIpv4Checksum(bytes, IPV4_PAYLOAD);
  return bytes;
}
