/** UDP datagrams (RFC 768) in IPv4 packets. */
import {checksum, isSumRight, pseudoSum, sumOf} from '../checksum.ts';
import {ETHERNET_HEADER, putWord16, word16} from '../frame.ts';
import {IpProtocol} from '../transport.ts';
import {IPV4_PAYLOAD, type Ipv4Packet, ipv4Frame, type Route} from './ipv4.ts';

const HEADER = 8;

/** Most bytes of data that go without fragments. */
export const MAX_DATAGRAM = 1500 - 20 - HEADER;

export interface Datagram {
  sourcePort: number;
  destinationPort: number;
  /** A view of the frame. */
  data: Uint8Array;
}

/** Undefined: malformed, or with a wrong checksum. */
export function parseDatagram({payload, source, destination}: Ipv4Packet): Datagram | undefined {
  if (payload.length < HEADER) return undefined;
  const length = word16(payload, 4);
  if (length < HEADER || length > payload.length) return undefined;
  const pseudo = addressSum(source) + addressSum(destination) + IpProtocol.Udp + length;
  if (word16(payload, 6) !== 0 && !isSumRight(payload, 0, length, pseudo)) return undefined;
  return {
    sourcePort: word16(payload, 0),
    destinationPort: word16(payload, 2),
    data: payload.subarray(HEADER, length),
  };
}

/** Part of a pseudo header's sum that an address is. */
export function addressSum(address: number): number {
  return (address >>> 16) + (address & 0xffff);
}

export function datagramFrame(
  route: Route,
  sourcePort: number,
  destinationPort: number,
  data: Uint8Array,
): Uint8Array {
  const length = HEADER + data.length;
  const bytes = ipv4Frame(route, IpProtocol.Udp, length);
  const at = IPV4_PAYLOAD;
  putWord16(bytes, at, sourcePort);
  putWord16(bytes, at + 2, destinationPort);
  putWord16(bytes, at + 4, length);
  bytes.set(data, at + HEADER);
  const pseudo = pseudoSum(bytes, ETHERNET_HEADER + 12, 4, IpProtocol.Udp, length);
  putWord16(bytes, at + 6, checksum(sumOf(bytes, at, bytes.length, pseudo)) || 0xffff);
  return bytes;
}
