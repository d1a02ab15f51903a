/**
 * Bodies of the key-value exchange: operation u8, pool u8, then by operation (hyperv-wire.md 6.3).
 *
 * Used by both sides. Texts are UTF-16 with their terminator, sizes are bytes. A reply has the
 * length of its request. What a parser can not read is undefined.
 */

export const KvpOperation = {
  Get: 0,
  Set: 1,
  Delete: 2,
  Enumerate: 3,
  GetIpInfo: 4,
  SetIpInfo: 5,
} as const;

/** Who writes a pool, and for whom. */
export const KvpPool = {
  External: 0, //     host to guest, what a person set
  Guest: 1, //        guest to host, what a person set
  Auto: 2, //         facts of the guest
  AutoExternal: 3, // facts of the host
  Internal: 4,
} as const;

/** As in the registry. Linux' header gives 8 to 64-bit numbers, the host 11: both are read. */
const ValueType = {String: 1, ExpandString: 2, U32: 4, U64: 11, LinuxU64: 8} as const;

export interface KvpItem {
  readonly name: string;
  readonly data: string;
}

const KEY_SIZE = 512;
const VALUE_SIZE = 2048;
/** Longest name and text in UTF-16 units, without the terminator. */
export const KVP_NAME_MAX = KEY_SIZE / 2 - 1;
export const KVP_DATA_MAX = VALUE_SIZE / 2 - 1;

const HEADER = 4;
/** valueType u32, keySize u32, valueSize u32, key, value. */
const PAIR_SIZE = 12 + KEY_SIZE + VALUE_SIZE;
const ENUMERATE_PAIR = HEADER + 4;

export function kvpOperation(body: Uint8Array): {operation: number; pool: number} | undefined {
  const [operation, pool] = body;
  if (operation === undefined || pool === undefined || body.length < HEADER) return undefined;
  return {operation, pool};
}

function header(length: number, operation: number, pool: number): Uint8Array {
  const body = new Uint8Array(length);
  body.set([operation, pool]);
  return body;
}

/** Names and data longer than a pair holds are cut. */
export function encodeKvpSet(pool: number, item: KvpItem): Uint8Array {
  const body = header(HEADER + PAIR_SIZE, KvpOperation.Set, pool);
  writePair(body, HEADER, item);
  return body;
}

/** The pair of a set, or what a get asks for. */
export function parseKvpSet(body: Uint8Array): KvpItem | undefined {
  return readPair(body, HEADER);
}

export function encodeKvpDelete(pool: number, name: string): Uint8Array {
  const body = header(HEADER + 4 + KEY_SIZE, KvpOperation.Delete, pool);
  viewOf(body).setUint32(HEADER, writeText(body, HEADER + 4, name, KEY_SIZE), true);
  return body;
}

export function parseKvpDelete(body: Uint8Array): string | undefined {
  if (body.length < HEADER + 4 + KEY_SIZE) return undefined;
  const size = viewOf(body).getUint32(HEADER, true);
  return size > KEY_SIZE ? undefined : readText(body, HEADER + 4, size);
}

export function encodeKvpEnumerate(pool: number, index: number): Uint8Array {
  const body = header(ENUMERATE_PAIR + PAIR_SIZE, KvpOperation.Enumerate, pool);
  viewOf(body).setUint32(HEADER, index, true);
  return body;
}

export function parseKvpIndex(body: Uint8Array): number | undefined {
  return body.length < ENUMERATE_PAIR ? undefined : viewOf(body).getUint32(HEADER, true);
}

/** The guest's answer to an enumeration: the same body with the pair filled in. */
export function answerKvpEnumerate(body: Uint8Array, item: KvpItem): Uint8Array {
  const answer = body.slice();
  writePair(answer, ENUMERATE_PAIR, item);
  return answer;
}

export function parseKvpEnumerated(body: Uint8Array): KvpItem | undefined {
  return readPair(body, ENUMERATE_PAIR);
}

function writePair(body: Uint8Array, at: number, {name, data}: KvpItem): void {
  const view = viewOf(body);
  view.setUint32(at, ValueType.String, true);
  view.setUint32(at + 4, writeText(body, at + 12, name, KEY_SIZE), true);
  view.setUint32(at + 8, writeText(body, at + 12 + KEY_SIZE, data, VALUE_SIZE), true);
}

function readPair(body: Uint8Array, at: number): KvpItem | undefined {
  if (body.length < at + PAIR_SIZE) return undefined;
  const view = viewOf(body);
  const [keySize, valueSize] = [view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
  if (keySize > KEY_SIZE || valueSize > VALUE_SIZE) return undefined;
  const name = readText(body, at + 12, keySize);
  const data = readValue(view, at + 12 + KEY_SIZE, view.getUint32(at, true), valueSize);
  return name === '' || data === undefined ? undefined : {name, data};
}

function readValue(view: DataView, at: number, type: number, size: number): string | undefined {
  switch (type) {
    case ValueType.String:
    case ValueType.ExpandString:
      return readText(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at, size);
    case ValueType.U32:
      return String(view.getUint32(at, true));
    case ValueType.U64:
    case ValueType.LinuxU64:
      return String(view.getBigUint64(at, true));
    default:
      return undefined;
  }
}

// Addresses of an adapter.

/** IPv4 and IPv6 may both be there; texts are lists with `;` between. */
export interface IpInfo {
  /** GUID of the adapter's device, or its MAC address when asked for. */
  readonly adapterId: string;
  /** Bits: 1 IPv4, 2 IPv6. */
  readonly family: number;
  readonly dhcp: boolean;
  readonly addresses: string;
  readonly subnets: string;
  readonly gateways: string;
  readonly dnsServers: string;
}

export const AddressFamily = {IPv4: 1, IPv6: 2} as const;

const IpAt = {
  adapterId: 2,
  family: 258,
  dhcp: 259,
  addresses: 260,
  subnets: 2308,
  gateways: 4356,
  dnsServers: 5380,
} as const;
const IP_SIZE = 7428;

export function encodeIpInfo(operation: number, info: IpInfo): Uint8Array {
  const body = header(IP_SIZE, operation, 0);
  writeText(body, IpAt.adapterId, info.adapterId, 256);
  body[IpAt.family] = info.family;
  body[IpAt.dhcp] = Number(info.dhcp);
  writeText(body, IpAt.addresses, info.addresses, 2048);
  writeText(body, IpAt.subnets, info.subnets, 2048);
  writeText(body, IpAt.gateways, info.gateways, 1024);
  writeText(body, IpAt.dnsServers, info.dnsServers, 2048);
  return body;
}

export function parseIpInfo(body: Uint8Array): IpInfo | undefined {
  if (body.length < IP_SIZE) return undefined;
  return {
    adapterId: readText(body, IpAt.adapterId, 256),
    family: body[IpAt.family] ?? 0,
    dhcp: body[IpAt.dhcp] !== 0,
    addresses: readText(body, IpAt.addresses, 2048),
    subnets: readText(body, IpAt.subnets, 2048),
    gateways: readText(body, IpAt.gateways, 1024),
    dnsServers: readText(body, IpAt.dnsServers, 2048),
  };
}

// Texts.

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Writes text and terminator, cut to `size` bytes; answers the bytes written. */
function writeText(body: Uint8Array, at: number, text: string, size: number): number {
  const cut = text.slice(0, size / 2 - 1);
  const view = viewOf(body);
  for (let i = 0; i < cut.length; i++) view.setUint16(at + i * 2, cut.charCodeAt(i), true);
  return cut.length * 2 + 2;
}

/** Up to the terminator or `size` bytes. */
function readText(body: Uint8Array, at: number, size: number): string {
  const text = Buffer.from(body.buffer, body.byteOffset + at, size - (size % 2)).toString(
    'utf16le',
  );
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
