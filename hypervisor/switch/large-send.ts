/** What a guest leaves to its adapter, done when its frame enters the switch: checksums, large send. */
import type {Frame} from './frame.ts';
import {MIN_SEGMENT} from './segmentation.ts';
import {
  findTransport,
  IpProtocol,
  putIpv4Checksum,
  putLength,
  putTransportChecksum,
  tcpPayload,
} from './transport.ts';

/** Fills in what was asked for. False: the frame is not one that this can be done to. */
export function fillChecksums(
  bytes: Uint8Array,
  wish: {tcp: boolean; udp: boolean; ipHeader: boolean},
): boolean {
  const at = findTransport(bytes);
  if (!at) return false;
  if (wish.ipHeader && at.version === 4) putIpv4Checksum(bytes, at.header);
  if (!wish.tcp && !wish.udp) return true;
  const protocol = wish.tcp ? IpProtocol.Tcp : IpProtocol.Udp;
  return at.protocol === protocol && putTransportChecksum(bytes, at);
}

/**
 * The frame of a large send: its lengths are set, and it is cut later, where a receiver wants that.
 * Undefined: no TCP, or segments of a size that nobody asks for in earnest.
 */
export function largeSend(bytes: Uint8Array, tag: number, segmentSize: number): Frame | undefined {
  const at = segmentSize >= MIN_SEGMENT ? findTransport(bytes, true) : undefined;
  const payload = at && tcpPayload(bytes, at);
  if (!at || payload === undefined || at.end - at.header > 0xffff) return undefined;
  putLength(bytes, at);
  if (at.end - payload > segmentSize) return {bytes, tag, segmentSize};
  return putTransportChecksum(bytes, at) ? {bytes, tag, segmentSize: 0} : undefined;
}
