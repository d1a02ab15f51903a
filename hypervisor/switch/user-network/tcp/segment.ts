/** TCP segments (RFC 9293 3.1): reading those of a guest, writing ours. */
import {checksum, isSumRight, pseudoSum, sumOf} from '../../checksum.ts';
import {ETHERNET_HEADER, putWord16, putWord32, word16, word32} from '../../frame.ts';
import {IpProtocol} from '../../transport.ts';
import {IPV4_PAYLOAD, type Ipv4Packet, ipv4Frame, type Route} from '../ipv4.ts';
import {addressSum} from '../udp.ts';

const HEADER = 20;

export const TcpFlag = {Fin: 1, Syn: 2, Rst: 4, Psh: 8, Ack: 16} as const;

const Option = {End: 0, Nop: 1, MaximumSegment: 2, WindowScale: 3} as const;
const MAX_SCALE = 14;

export interface Segment {
  sequence: number;
  acknowledgment: number;
  flags: number;
  /** As in the header: not scaled yet. */
  window: number;
  data: Uint8Array;
  /** Only in a SYN. */
  maximumSegment?: number;
  windowScale?: number;
}

export interface Ports {
  source: number;
  destination: number;
}

/** `isTrusted`: the checksum was not made, since the frame never was on a wire. */
export function parseSegment(
  packet: Ipv4Packet,
  isTrusted: boolean,
): {ports: Ports; segment: Segment} | undefined {
  const {payload, source, destination} = packet;
  if (payload.length < HEADER) return undefined;
  const headerLength = ((payload[12] as number) >>> 4) * 4;
  if (headerLength < HEADER || headerLength > payload.length) return undefined;
  const pseudo = addressSum(source) + addressSum(destination) + IpProtocol.Tcp + payload.length;
  if (!isTrusted && !isSumRight(payload, 0, payload.length, pseudo)) return undefined;
  const segment: Segment = {
    sequence: word32(payload, 4),
    acknowledgment: word32(payload, 8),
    flags: payload[13] as number,
    window: word16(payload, 14),
    data: payload.subarray(headerLength),
  };
  if ((segment.flags & TcpFlag.Syn) !== 0)
    Object.assign(segment, parseOptions(payload.subarray(HEADER, headerLength)));
  return {ports: {source: word16(payload, 0), destination: word16(payload, 2)}, segment};
}

function parseOptions(bytes: Uint8Array): Pick<Segment, 'maximumSegment' | 'windowScale'> {
  const found: Pick<Segment, 'maximumSegment' | 'windowScale'> = {};
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at] as number;
    if (kind === Option.End) break;
    if (kind === Option.Nop) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || length > bytes.length - at) break;
    if (kind === Option.MaximumSegment && length === 4)
      found.maximumSegment = word16(bytes, at + 2);
    if (kind === Option.WindowScale && length === 3)
      found.windowScale = Math.min(MAX_SCALE, bytes[at + 2] as number);
    at += length;
  }
  return found;
}

/** `isLong`: the frame is cut later, and its checksum made then. */
export function segmentFrame(
  route: Route,
  ports: Ports,
  segment: Segment,
  isLong: boolean,
): Uint8Array {
  const options = encodeOptions(segment);
  const headerLength = HEADER + options.length;
  const length = headerLength + segment.data.length;
  const bytes = ipv4Frame(route, IpProtocol.Tcp, length);
  const at = IPV4_PAYLOAD;
  putWord16(bytes, at, ports.source);
  putWord16(bytes, at + 2, ports.destination);
  putWord32(bytes, at + 4, segment.sequence);
  putWord32(bytes, at + 8, segment.acknowledgment);
  bytes[at + 12] = (headerLength / 4) << 4;
  bytes[at + 13] = segment.flags;
  putWord16(bytes, at + 14, segment.window);
  bytes.set(options, at + HEADER);
  bytes.set(segment.data, at + headerLength);
  if (isLong) return bytes;
  const pseudo = pseudoSum(bytes, ETHERNET_HEADER + 12, 4, IpProtocol.Tcp, length);
  putWord16(bytes, at + 16, checksum(sumOf(bytes, at, bytes.length, pseudo)));
  return bytes;
}

function encodeOptions({maximumSegment, windowScale}: Segment): Uint8Array {
  if (maximumSegment === undefined) return new Uint8Array(0);
  const mss = [Option.MaximumSegment, 4, maximumSegment >>> 8, maximumSegment & 255];
  const scale = windowScale === undefined ? [] : [Option.Nop, Option.WindowScale, 3, windowScale];
  return Uint8Array.of(...mss, ...scale);
}
