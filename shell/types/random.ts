/** System.Random (seeded ones repeat themselves, with an own sequence) and RandomNumberGenerator. */
import {randomBytes, randomInt} from 'node:crypto';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';

/** xorshift128+ over 32-bit words, seeded by splitmix. */
export class Random {
  private state: [number, number];
  constructor(seed = randomInt(2 ** 31)) {
    this.state = [
      Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1,
      Math.imul(seed + 0x6d2b79f5, 0xc2b2ae35) | 1,
    ];
  }
  /** 0 <= x < 1. */
  double(): number {
    return (this.word() >>> 5) / 2 ** 27;
  }
  private word(): number {
    let [a, b] = this.state;
    [a, b] = [b, a];
    b ^= b << 23;
    b ^= b >>> 17;
    b ^= a ^ (a >>> 26);
    this.state = [a, b];
    return (a + b) | 0;
  }
  /** low <= n < high. */
  integer(low: number, high: number): number {
    if (low > high) {
      throw new NetException(
        'System.ArgumentOutOfRangeException',
        "'minValue' cannot be greater than maxValue. (Parameter 'minValue')",
      );
    }
    return low + Math.floor(this.double() * (high - low));
  }
}

const shared = new Random();

defineType<Random>({
  fullName: 'System.Random',
  instance: Random,
  members: {
    'int Next()': self => self.integer(0, 2147483647),
    'int Next(int maxValue)': (self, high: number) => self.integer(0, high),
    'int Next(int minValue, int maxValue)': (self, low: number, high: number) =>
      self.integer(low, high),
    'long NextInt64(long minValue, long maxValue)': (self, low: bigint, high: bigint) =>
      low + BigInt(Math.floor(self.double() * Number(high - low))),
    'double NextDouble()': self => self.double(),
    'void NextBytes(byte[] buffer)': (self, bytes: Uint8Array) => {
      for (let i = 0; i < bytes.length; i++) bytes[i] = self.integer(0, 256);
    },
  },
  statics: {'object Shared': () => shared},
  constructors: {'()': () => new Random(), '(int Seed)': (seed: number) => new Random(seed)},
});

class RandomNumberGenerator {}

function fill(bytes: Uint8Array): void {
  bytes.set(randomBytes(bytes.length));
}

defineType<RandomNumberGenerator>({
  fullName: 'System.Security.Cryptography.RandomNumberGenerator',
  instance: RandomNumberGenerator,
  members: {
    'void GetBytes(byte[] data)': (_self, bytes: Uint8Array) => fill(bytes),
    'void Dispose()': () => undefined,
  },
  statics: {
    'object Create()': () => new RandomNumberGenerator(),
    'void Fill(byte[] data)': fill,
    'byte[] GetBytes(int count)': (count: number) => Uint8Array.from(randomBytes(count)),
    'int GetInt32(int toExclusive)': (high: number) => randomInt(high),
    'int GetInt32(int fromInclusive, int toExclusive)': (low: number, high: number) =>
      randomInt(low, high),
  },
});
