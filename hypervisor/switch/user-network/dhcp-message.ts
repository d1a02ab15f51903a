/** DHCP messages (RFC 2131, 2132): what the server reads and writes. */
import {macAt, putMac, putWord32, word32} from '../frame.ts';

export const DHCP_SERVER_PORT = 67;
export const DHCP_CLIENT_PORT = 68;

export const DhcpType = {
  Discover: 1,
  Offer: 2,
  Request: 3,
  Decline: 4,
  Ack: 5,
  Nak: 6,
  Release: 7,
  Inform: 8,
} as const;

export const DhcpOption = {
  Pad: 0,
  Mask: 1,
  Router: 3,
  DnsServer: 6,
  HostName: 12,
  RequestedAddress: 50,
  LeaseTime: 51,
  MessageType: 53,
  ServerId: 54,
  ParameterList: 55,
  RenewalTime: 58,
  RebindingTime: 59,
  End: 255,
} as const;

const BOOT_REQUEST = 1;
const BOOT_REPLY = 2;
const MAGIC = 0x6382_5363;
const OPTIONS = 240;
/** Clients expect at least so many bytes. */
const MIN_SIZE = 300;
const MAX_OPTIONS = 64;

export interface DhcpMessage {
  type: number;
  transaction: number;
  /** Seconds and flags as they came: they go back. */
  isBroadcast: boolean;
  clientAddress: number;
  clientMac: number;
  options: ReadonlyMap<number, Uint8Array>;
}

/** Undefined: no request of a client on Ethernet, or its options make no sense. */
export function parseDhcp(bytes: Uint8Array): DhcpMessage | undefined {
  if (bytes.length < OPTIONS || bytes[0] !== BOOT_REQUEST || bytes[1] !== 1 || bytes[2] !== 6)
    return undefined;
  if (word32(bytes, OPTIONS - 4) !== MAGIC) return undefined;
  const options = parseOptions(bytes);
  const [type] = options?.get(DhcpOption.MessageType) ?? [];
  if (!options || type === undefined) return undefined;
  return {
    type,
    transaction: word32(bytes, 4),
    isBroadcast: ((bytes[10] ?? 0) & 0x80) !== 0,
    clientAddress: word32(bytes, 12),
    clientMac: macAt(bytes, 28),
    options,
  };
}

function parseOptions(bytes: Uint8Array): Map<number, Uint8Array> | undefined {
  const options = new Map<number, Uint8Array>();
  for (let at = OPTIONS; at < bytes.length && options.size < MAX_OPTIONS; ) {
    const code = bytes[at] as number;
    if (code === DhcpOption.End) return options;
    if (code === DhcpOption.Pad) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1];
    if (length === undefined || length > bytes.length - at - 2) return undefined;
    options.set(code, bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return options;
}

/** An option that is one address or number of 32 bits. */
export function optionWord(message: DhcpMessage, code: number): number | undefined {
  const value = message.options.get(code);
  return value?.length === 4 ? word32(value, 0) : undefined;
}

export type OptionList = readonly (readonly [code: number, ...words: number[]])[];

/** A message with options of 32-bit words. `isReply` tells server from client. */
export function encodeDhcp(
  message: Pick<DhcpMessage, 'type' | 'transaction' | 'clientMac' | 'isBroadcast'>,
  isReply: boolean,
  addresses: {client?: number; yours?: number; server?: number},
  list: OptionList,
): Uint8Array {
  const size = list.reduce((sum, [, ...words]) => sum + 2 + words.length * 4, OPTIONS + 3 + 1);
  const bytes = new Uint8Array(Math.max(MIN_SIZE, size));
  bytes.set([isReply ? BOOT_REPLY : BOOT_REQUEST, 1, 6]);
  putWord32(bytes, 4, message.transaction);
  bytes[10] = message.isBroadcast ? 0x80 : 0;
  putWord32(bytes, 12, addresses.client ?? 0);
  putWord32(bytes, 16, addresses.yours ?? 0);
  putWord32(bytes, 20, addresses.server ?? 0);
  putMac(bytes, 28, message.clientMac);
  putWord32(bytes, OPTIONS - 4, MAGIC);
  bytes.set([DhcpOption.MessageType, 1, message.type], OPTIONS);
  let at = OPTIONS + 3;
  for (const [code, ...words] of list) {
    bytes.set([code, words.length * 4], at);
    words.forEach((word, index) => putWord32(bytes, at + 2 + index * 4, word));
    at += 2 + words.length * 4;
  }
  bytes[at] = DhcpOption.End;
  return bytes;
}
