/** System.Management.Automation.SemanticVersion: SemVer 2, with PowerShell's comparison of labels. */
import {compareOrdinal} from '../operators/text-order.ts';
import {isNumber} from '../conversion/to-number.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {Version} from './version.ts';

export class SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly preReleaseLabel: string | null;
  readonly buildLabel: string | null;
  constructor(
    major: number,
    minor = 0,
    patch = 0,
    preRelease: string | null = null,
    build: string | null = null,
  ) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.preReleaseLabel = preRelease || null;
    this.buildLabel = build || null;
  }
  toString(): string {
    const label = this.preReleaseLabel ? `-${this.preReleaseLabel}` : '';
    return `${this.major}.${this.minor}.${this.patch}${label}${this.buildLabel ? `+${this.buildLabel}` : ''}`;
  }
}

const form =
  /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

function tryParse(text: string): SemanticVersion | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, label, build] = match;
  const numbers = [Number(major), Number(minor ?? 0), Number(patch ?? 0)] as const;
  if (numbers.some(n => n > 2147483647)) return undefined;
  return new SemanticVersion(...numbers, label ?? null, build ?? null);
}

export function parseSemanticVersion(text: string): SemanticVersion {
  const version = tryParse(text);
  if (!version)
    throw new NetException(
      'System.FormatException',
      `The input string '${text}' was not in a correct format.`,
    );
  return version;
}

/** No label is above any label; labels part by part, numbers below words. */
function compareLabels(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareLabel(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(left.length - right.length);
}

function compareLabel(a: string, b: string): number {
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x && y) return Math.sign(Number(a) - Number(b));
  if (x !== y) return x ? -1 : 1;
  return compareOrdinal(a, b);
}

export function compareSemanticVersions(a: SemanticVersion, b: SemanticVersion): number {
  return (
    Math.sign(a.major - b.major) ||
    Math.sign(a.minor - b.minor) ||
    Math.sign(a.patch - b.patch) ||
    compareLabels(a.preReleaseLabel, b.preReleaseLabel)
  );
}

function fromVersion(version: Version): SemanticVersion {
  const [major, minor, build, revision] = version.parts;
  if (revision > 0)
    throw new NetException(
      'System.ArgumentException',
      'Cannot process argument because the value of argument "version" is not valid. (Parameter \'version\')',
    );
  return new SemanticVersion(major, minor, Math.max(0, build));
}

defineType<SemanticVersion>({
  fullName: 'System.Management.Automation.SemanticVersion',
  accelerator: 'semver',
  interfaces: ['System.IComparable'],
  instance: SemanticVersion,
  toText: self => self.toString(),
  compare: compareSemanticVersions,
  equals: (a, b) => compareSemanticVersions(a, b) === 0,
  hashKey: self => self.toString(),
  parse: parseSemanticVersion,
  convert: value => (isNumber(value) ? parseSemanticVersion(toText(value)) : undefined),
  members: {
    'int Major': self => self.major,
    'int Minor': self => self.minor,
    'int Patch': self => self.patch,
    'string PreReleaseLabel': self => self.preReleaseLabel,
    'string BuildLabel': self => self.buildLabel,
    'int CompareTo(semver value)': (self, other: SemanticVersion | null) =>
      other ? compareSemanticVersions(self, other) : 1,
    'bool Equals(semver other)': (self, other: SemanticVersion | null) =>
      other !== null && self.toString() === other.toString(),
    'string ToString()': self => self.toString(),
  },
  statics: {
    'semver Parse(string version)': parseSemanticVersion,
    'int Compare(semver versionA, semver versionB)': compareSemanticVersions,
    'bool TryParse(string version, ref semver result)': (text: string, result: PSReference) => {
      const version = tryParse(text ?? '');
      result.value = version ?? null;
      return version !== undefined;
    },
    'version op_Implicit(semver semver)': (v: SemanticVersion) =>
      new Version(v.major, v.minor, v.patch),
  },
  constructors: {
    '(string version)': parseSemanticVersion,
    '(version version)': fromVersion,
    '(int major)': (a: number) => new SemanticVersion(a),
    '(int major, int minor)': (a: number, b: number) => new SemanticVersion(a, b),
    '(int major, int minor, int patch)': (a: number, b: number, c: number) =>
      new SemanticVersion(a, b, c),
    '(int major, int minor, int patch, string label)': (
      a: number,
      b: number,
      c: number,
      label: string,
    ) => new SemanticVersion(a, b, c, ...splitLabel(label)),
    '(int major, int minor, int patch, string preReleaseLabel, string buildLabel)': (
      a: number,
      b: number,
      c: number,
      pre: string,
      build: string,
    ) => new SemanticVersion(a, b, c, pre, build),
  },
});

function splitLabel(label: string): [string | null, string | null] {
  const [pre = null, build = null] = label.split('+');
  return [pre, build];
}
