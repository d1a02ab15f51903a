/** ARP (RFC 826): who has an IPv4 address. */
import {
  BROADCAST,
  ETHERNET_HEADER,
  EtherType,
  macAt,
  putMac,
  putWord16,
  putWord32,
  word16,
  word32,
} from '../frame.ts';

const SIZE = 28;
const ETHERNET = 1;

export const ArpOperation = {Request: 1, Reply: 2} as const;

export interface ArpMessage {
  operation: number;
  senderMac: number;
  sender: number;
  target: number;
}

/** Undefined: no ARP for IPv4 on Ethernet, or one whose sender is not the frame's. */
export function parseArp(bytes: Uint8Array): ArpMessage | undefined {
  const at = ETHERNET_HEADER;
  if (bytes.length < at + SIZE) return undefined;
  const isKnown = word16(bytes, at) === ETHERNET && word16(bytes, at + 2) === EtherType.Ipv4;
  if (!isKnown || bytes[at + 4] !== 6 || bytes[at + 5] !== 4) return undefined;
  const senderMac = macAt(bytes, at + 8);
  if (senderMac !== macAt(bytes, 6)) return undefined;
  return {
    operation: word16(bytes, at + 6),
    senderMac,
    sender: word32(bytes, at + 14),
    target: word32(bytes, at + 24),
  };
}

/** `targetMac` undefined: it is asked for. */
export function arpFrame(
  operation: number,
  from: {mac: number; address: number},
  target: number,
  targetMac?: number,
): Uint8Array {
  const bytes = new Uint8Array(ETHERNET_HEADER + SIZE);
  const at = ETHERNET_HEADER;
  putMac(bytes, 0, targetMac ?? BROADCAST);
  putMac(bytes, 6, from.mac);
  putWord16(bytes, 12, EtherType.Arp);
  putWord16(bytes, at, ETHERNET);
  putWord16(bytes, at + 2, EtherType.Ipv4);
  bytes[at + 4] = 6;
  bytes[at + 5] = 4;
  putWord16(bytes, at + 6, operation);
  putMac(bytes, at + 8, from.mac);
  putWord32(bytes, at + 14, from.address);
  putMac(bytes, at + 18, targetMac ?? 0);
  putWord32(bytes, at + 24, target);
  return bytes;
}
