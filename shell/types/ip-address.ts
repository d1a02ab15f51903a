/** System.Net.IPAddress and IPEndPoint. */
import {isIPv4, isIPv6} from 'node:net';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';

export class IPAddress {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  get isV6(): boolean {
    return this.bytes.length === 16;
  }
  toString(): string {
    return this.isV6 ? v6Text(this.bytes) : Array.from(this.bytes).join('.');
  }
}

/** The longest run of zero groups becomes `::`. */
function v6Text(bytes: Uint8Array): string {
  const groups = Array.from(
    {length: 8},
    (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0),
  );
  const text = groups.map(group => group.toString(16)).join(':');
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort(
    (a, b) => b[0].length - a[0].length,
  );
  const longest = runs[0];
  if (!longest) return text;
  const head = text.slice(0, longest.index);
  const tail = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${head}::${tail}`;
}

function v6Bytes(text: string): Uint8Array {
  const [address = ''] = text.replace(/^\[|\]$/g, '').split('%');
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : address;
  const [head = '', tail] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle =
    tail === undefined ? [] : Array.from({length: 8 - left.length - right.length}, () => '0');
  const groups = [...left, ...middle, ...right].map(group => Number.parseInt(group, 16));
  return Uint8Array.from(groups.flatMap(group => [group >> 8, group & 0xff]));
}

function tryParse(text: string): IPAddress | undefined {
  const trimmed = text.trim();
  if (isIPv4(trimmed)) return new IPAddress(Uint8Array.from(trimmed.split('.'), Number));
  if (isIPv6(trimmed.replace(/^\[|\]$/g, ''))) return new IPAddress(v6Bytes(trimmed));
  // A lone number is the 32-bit address, as inet_aton reads it.
  if (/^\d{1,10}$/.test(trimmed) && Number(trimmed) <= 0xffffffff) {
    const n = Number(trimmed);
    return new IPAddress(Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255));
  }
  return undefined;
}

export function parseIPAddress(text: string): IPAddress {
  const address = tryParse(text);
  if (!address)
    throw new NetException('System.FormatException', 'An invalid IP address was specified.');
  return address;
}

function isLoopback(address: IPAddress): boolean {
  return address.isV6 ? address.toString() === '::1' : address.bytes[0] === 127;
}

const fixed = (text: string) => () => parseIPAddress(text);

defineType<IPAddress>({
  fullName: 'System.Net.IPAddress',
  accelerator: 'ipaddress',
  instance: IPAddress,
  toText: self => self.toString(),
  equals: (a, b) => a.toString() === b.toString(),
  hashKey: self => self.toString(),
  parse: parseIPAddress,
  members: {
    'object AddressFamily': self =>
      enumValue(
        requireType('System.Net.Sockets.AddressFamily'),
        self.isV6 ? 'InterNetworkV6' : 'InterNetwork',
      ),
    'string IPAddressToString': self => self.toString(),
    'long Address': self => new DataView(self.bytes.buffer).getUint32(0, true),
    'bool IsIPv6LinkLocal': self =>
      self.isV6 && self.bytes[0] === 0xfe && ((self.bytes[1] ?? 0) & 0xc0) === 0x80,
    'bool IsIPv6Multicast': self => self.isV6 && self.bytes[0] === 0xff,
    'byte[] GetAddressBytes()': self => Uint8Array.from(self.bytes),
    'string ToString()': self => self.toString(),
  },
  statics: {
    'ipaddress Any': fixed('0.0.0.0'),
    'ipaddress Loopback': fixed('127.0.0.1'),
    'ipaddress Broadcast': fixed('255.255.255.255'),
    'ipaddress None': fixed('255.255.255.255'),
    'ipaddress IPv6Any': fixed('::'),
    'ipaddress IPv6Loopback': fixed('::1'),
    'ipaddress Parse(string ipString)': parseIPAddress,
    'bool TryParse(string ipString, ref ipaddress address)': (
      text: string,
      result: PSReference,
    ) => {
      const address = tryParse(text ?? '');
      result.value = address ?? null;
      return address !== undefined;
    },
    'bool IsLoopback(ipaddress address)': isLoopback,
  },
  constructors: {
    '(byte[] address)': (bytes: Uint8Array) => new IPAddress(Uint8Array.from(bytes)),
    '(long newAddress)': (n: bigint) =>
      new IPAddress(
        Uint8Array.of(
          Number(n & 255n),
          Number((n >> 8n) & 255n),
          Number((n >> 16n) & 255n),
          Number((n >> 24n) & 255n),
        ),
      ),
  },
});

class IPEndPoint {
  readonly address: IPAddress;
  readonly port: number;
  constructor(address: IPAddress, port: number) {
    this.address = address;
    this.port = port;
  }
  toString(): string {
    return this.address.isV6 ? `[${this.address}]:${this.port}` : `${this.address}:${this.port}`;
  }
}

function parseEndPoint(text: string): IPEndPoint {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text);
  if (!match)
    throw new NetException('System.FormatException', 'An invalid IPEndPoint was specified.');
  return new IPEndPoint(parseIPAddress(match[1] ?? match[2] ?? ''), Number(match[3] ?? 0));
}

defineType<IPEndPoint>({
  fullName: 'System.Net.IPEndPoint',
  accelerator: 'IPEndpoint',
  instance: IPEndPoint,
  toText: self => self.toString(),
  parse: parseEndPoint,
  members: {'ipaddress Address': self => self.address, 'int Port': self => self.port},
  statics: {'object Parse(string s)': parseEndPoint},
  constructors: {
    '(ipaddress address, int port)': (address: IPAddress, port: number) =>
      new IPEndPoint(address, port),
  },
});
