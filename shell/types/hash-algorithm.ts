/** System.Security.Cryptography: MD5, SHA-1, SHA-2 and HMAC with each, under all their class names. */
import {createHash, createHmac, randomBytes} from 'node:crypto';
import {defineType} from '../values/define-type.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {Value} from '../values/value.ts';
import type {Stream} from './stream.ts';

const NAMESPACE = 'System.Security.Cryptography';
/** Name, its name in Node, size in bits, and the endings of classes besides the plain one. */
const ALGORITHMS = [
  ['MD5', 'md5', 128, ['CryptoServiceProvider']],
  ['SHA1', 'sha1', 160, ['CryptoServiceProvider', 'Managed']],
  ['SHA256', 'sha256', 256, ['CryptoServiceProvider', 'Managed']],
  ['SHA384', 'sha384', 384, ['Managed']],
  ['SHA512', 'sha512', 512, ['Managed']],
] as const;

class HashAlgorithm {
  readonly [TYPE]: NetType;
  readonly name: string;
  readonly bits: number;
  /** Null for a plain hash. */
  key: Uint8Array | null;
  hash: Uint8Array | null = null;

  constructor(type: NetType, name: string, bits: number, key: Uint8Array | null) {
    this[TYPE] = type;
    this.name = name;
    this.bits = bits;
    this.key = key;
  }
  compute(bytes: Uint8Array): Uint8Array {
    this.hash = Uint8Array.from(digest(this.name, bytes, this.key));
    return this.hash;
  }
}

function digest(name: string, bytes: Uint8Array, key: Uint8Array | null): Buffer {
  const made = key === null ? createHash(name) : createHmac(name, key);
  return made.update(bytes).digest();
}

const made = new Map<string, () => HashAlgorithm>();

const baseType = defineType<HashAlgorithm>({
  fullName: `${NAMESPACE}.HashAlgorithm`,
  abstract: true,
  interfaces: ['System.IDisposable'],
  members: {
    'int HashSize': self => self.bits,
    'byte[] Hash': self => self.hash,
    'byte[] ComputeHash(byte[] buffer)': (self, bytes: Uint8Array) => self.compute(bytes),
    'byte[] ComputeHash(System.IO.Stream inputStream)': (self, stream: Stream) =>
      self.compute(stream.rest()),
    'byte[] ComputeHash(byte[] buffer, int offset, int count)': (
      self,
      bytes: Uint8Array,
      offset: number,
      count: number,
    ) => self.compute(bytes.subarray(offset, offset + count)),
    'void Initialize()': self => {
      self.hash = null;
    },
    'void Clear()': () => undefined,
    'void Dispose()': () => undefined,
  },
  statics: {
    'object Create(string hashName)': (name: string): Value =>
      made.get(name.toLowerCase().replace(/^sha-/, 'sha'))?.() ?? null,
  },
});

for (const [name, node, bits, endings] of ALGORITHMS) {
  const type: NetType = defineType<HashAlgorithm>({
    fullName: `${NAMESPACE}.${name}`,
    base: baseType,
    abstract: true,
    statics: {
      'object Create()': () => new HashAlgorithm(type, node, bits, null),
      'byte[] HashData(byte[] source)': (bytes: Uint8Array) =>
        Uint8Array.from(digest(node, bytes, null)),
      'byte[] HashData(System.IO.Stream source)': (stream: Stream) =>
        Uint8Array.from(digest(node, stream.rest(), null)),
    },
  });
  made.set(name.toLowerCase(), () => new HashAlgorithm(type, node, bits, null));
  for (const ending of endings) {
    const own: NetType = defineType<HashAlgorithm>({
      fullName: `${NAMESPACE}.${name}${ending}`,
      base: type,
      constructors: {'()': () => new HashAlgorithm(own, node, bits, null)},
    });
  }
  defineHmac(name, node, bits);
}

/** Bytes of a key when none is given: a block of the hash. */
function randomKey(bits: number): Uint8Array {
  return Uint8Array.from(randomBytes(bits > 256 ? 128 : 64));
}

function defineHmac(name: string, node: string, bits: number): void {
  const type: NetType = defineType<HashAlgorithm>({
    fullName: `${NAMESPACE}.HMAC${name}`,
    base: baseType,
    members: {
      'byte[] Key': {
        get: self => self.key,
        set: (self, key: Uint8Array) => {
          self.key = key;
        },
      },
    },
    statics: {
      'byte[] HashData(byte[] key, byte[] source)': (key: Uint8Array, bytes: Uint8Array) =>
        Uint8Array.from(digest(node, bytes, key)),
    },
    constructors: {
      '()': () => new HashAlgorithm(type, node, bits, randomKey(bits)),
      '(byte[] key)': (key: Uint8Array) => new HashAlgorithm(type, node, bits, key),
    },
  });
}
