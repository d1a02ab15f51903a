/** Cutting a frame with a long TCP payload into frames that a link takes (large send offload). */
import {ETHERNET_HEADER, type Frame, putWord16, putWord32, word16, word32} from './frame.ts';
import {findTransport, putLength, putTransportChecksum, tcpPayload} from './transport.ts';

/** FIN and PSH belong to the last segment, CWR to the first. */
const LAST_ONLY = 0x09;
const FIRST_ONLY = 0x80;

/** The least payload of a segment: smaller wishes of a guest would only burn time. */
export const MIN_SEGMENT = 64;

/** Calls `visit` with each segment in order; a frame that needs no cutting is visited as it is. */
export function eachSegment(frame: Frame, visit: (frame: Frame) => void): void {
  const {bytes, segmentSize, tag} = frame;
  const at = segmentSize > 0 ? findTransport(bytes) : undefined;
  const payload = at && tcpPayload(bytes, at);
  if (!at || payload === undefined) {
    if (segmentSize === 0) visit(frame);
    return;
  }
  const sequence = word32(bytes, at.header + 4);
  const flags = bytes[at.header + 13] ?? 0;
  const ipId = word16(bytes, ETHERNET_HEADER + 4);
  for (let from = payload, number = 0; from < at.end || number === 0; number++) {
    const to = Math.min(at.end, from + segmentSize);
    const segment = new Uint8Array(payload + to - from);
    segment.set(bytes.subarray(0, payload));
    segment.set(bytes.subarray(from, to), payload);
    putWord32(segment, at.header + 4, (sequence + from - payload) >>> 0);
    const isLast = to === at.end;
    segment[at.header + 13] = flags & ~(isLast ? 0 : LAST_ONLY) & ~(number === 0 ? 0 : FIRST_ONLY);
    if (at.version === 4) putWord16(segment, ETHERNET_HEADER + 4, (ipId + number) & 0xffff);
    const place = {...at, end: segment.length};
    putLength(segment, place);
    putTransportChecksum(segment, place);
    visit({bytes: segment, tag, segmentSize: 0});
    if (isLast) return;
    from = to;
  }
}
