/** System.Version: 2 to 4 parts; parts that are not given are -1. */
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';

export class Version {
  /** Major, minor, build, revision. */
  readonly parts: readonly [number, number, number, number];
  constructor(major: number, minor: number, build = -1, revision = -1) {
    this.parts = [major, minor, build, revision];
  }
  toString(): string {
    return this.parts.filter(part => part >= 0).join('.');
  }
}

export function compareVersions(a: Version, b: Version): number {
  for (const [i, part] of a.parts.entries()) {
    const other = b.parts[i] ?? -1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

export function parseVersion(text: string): Version {
  const parts = text.split('.');
  if (parts.length < 2 || parts.length > 4) {
    throw new NetException(
      'System.ArgumentException',
      "Version string portion was too short or too long. (Parameter 'input')",
    );
  }
  const numbers = parts.map(part => {
    if (!/^\s*\+?\d+\s*$/.test(part))
      throw new NetException(
        'System.FormatException',
        `The input string '${part}' was not in a correct format.`,
      );
    const n = Number(part);
    if (n > 2147483647)
      throw new NetException(
        'System.OverflowException',
        'Value was either too large or too small for an Int32.',
      );
    return n;
  });
  const [major = 0, minor = 0, build, revision] = numbers;
  return new Version(major, minor, build, revision);
}

defineType<Version>({
  fullName: 'System.Version',
  accelerator: 'version',
  interfaces: ['System.IComparable', 'System.ICloneable', 'System.IFormattable'],
  instance: Version,
  toText: self => self.toString(),
  compare: compareVersions,
  equals: (a, b) => compareVersions(a, b) === 0,
  hashKey: self => self.parts.join('.'),
  parse: parseVersion,
  members: {
    'int Major': self => self.parts[0],
    'int Minor': self => self.parts[1],
    'int Build': self => self.parts[2],
    'int Revision': self => self.parts[3],
    'short MajorRevision': self => self.parts[3] >> 16,
    'short MinorRevision': self => (self.parts[3] << 16) >> 16,
    'int CompareTo(version value)': (self, other: Version | null) =>
      other ? compareVersions(self, other) : 1,
    'string ToString()': self => self.toString(),
    'string ToString(int fieldCount)': (self, count: number) =>
      self.parts.slice(0, count).join('.'),
    'object Clone()': self => self,
  },
  statics: {
    'version Parse(string input)': parseVersion,
    'bool TryParse(string input, ref version result)': (text: string, result: PSReference) => {
      try {
        result.value = parseVersion(text ?? '');
        return true;
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        result.value = null;
        return false;
      }
    },
  },
  constructors: {
    '()': () => new Version(0, 0),
    '(string version)': parseVersion,
    '(int major, int minor)': (a: number, b: number) => new Version(a, b),
    '(int major, int minor, int build)': (a: number, b: number, c: number) => new Version(a, b, c),
    '(int major, int minor, int build, int revision)': (
      a: number,
      b: number,
      c: number,
      d: number,
    ) => new Version(a, b, c, d),
  },
});
