/**
 * An Ethernet frame as it goes through a switch, and the fields of its header.
 *
 * The bytes carry no 802.1Q tag: the tag is beside them. They are valid during the call that hands
 * them over; who keeps a frame copies it.
 */

/** Destination, source and type. */
export const ETHERNET_HEADER = 14;
/** Most bytes of a frame that carries one packet of 1500 bytes, without a tag. */
export const MAX_FRAME = 1514;

export const EtherType = {
  Ipv4: 0x0800,
  Arp: 0x0806,
  Vlan: 0x8100,
  Ipv6: 0x86dd,
  ServiceVlan: 0x88a8,
} as const;

/** No 802.1Q tag. */
export const UNTAGGED = -1;
/** VLAN id in a tag: the lower 12 bits. */
export const VLAN_ID = 0xfff;

export interface Frame {
  bytes: Uint8Array;
  /** Tag control information (priority 15:13, DEI 12, id 11:0), or UNTAGGED. */
  tag: number;
  /**
   * 0, or the TCP payload of each packet that this frame is cut into before it meets a link or a
   * receiver that takes no longer ones. Such a frame's TCP checksum is not made.
   */
  segmentSize: number;
}

export function plainFrame(bytes: Uint8Array): Frame {
  return {bytes, tag: UNTAGGED, segmentSize: 0};
}

export const BROADCAST = 0xffff_ffff_ffff;

/** A MAC address as a number: 48 bits are exact. */
export function macAt(bytes: Uint8Array, at: number): number {
  return word16(bytes, at) * 2 ** 32 + word32(bytes, at + 2);
}

export function putMac(bytes: Uint8Array, at: number, mac: number): void {
  putWord16(bytes, at, Math.floor(mac / 2 ** 32));
  putWord32(bytes, at + 2, mac % 2 ** 32);
}

/** Broadcast included. */
export function isMulticast(mac: number): boolean {
  return (Math.floor(mac / 2 ** 40) & 1) === 1;
}

/** `00155D0A0B0C`, as Hyper-V writes it; colons and dashes may stand between. Undefined: it is none. */
export function parseMac(text: string): number | undefined {
  const digits = text.replace(/[:-]/g, '');
  return /^[0-9a-f]{12}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

export function macText(mac: number): string {
  return mac.toString(16).toUpperCase().padStart(12, '0');
}

export function etherType(bytes: Uint8Array): number {
  return word16(bytes, 12);
}

// Network byte order. By hand: a DataView for each frame would cost more than the work.

export function word16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function word32(bytes: Uint8Array, at: number): number {
  return word16(bytes, at) * 0x1_0000 + word16(bytes, at + 2);
}

export function putWord16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function putWord32(bytes: Uint8Array, at: number, value: number): void {
  putWord16(bytes, at, value >>> 16);
  putWord16(bytes, at + 2, value);
}
