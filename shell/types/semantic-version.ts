/** System.Management.Automation.SemanticVersion: SemVer 2, with PowerShell's comparison of labels. */
import {compareOrdinal} from '../operators/text-order.ts';
import {isNumber} from '../conversion/to-number.ts';
import {toText} from '../conversion/to-text.ts';
import {addMember, insertTypeName} from '../values/add-member.ts';
import {defineType} from '../values/define-type.ts';
import {getProperty} from '../values/members.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
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
    for (const [name, part] of Object.entries({major, minor, patch}))
      if (part < 0) throw badArgument(name);
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

function badArgument(name: string): NetException {
  return new NetException(
    'System.Management.Automation.PSArgumentException',
    `Cannot process argument because the value of argument "${name}" is not valid. Change the value of the "${name}" argument and run the operation again.`,
    {errorId: 'Argument', fields: {ParamName: name}},
  );
}

function notAVersion(text: string): NetException {
  return new NetException(
    'System.FormatException',
    `The input string '${text}' was not in a correct format.`,
  );
}

/** One part of a label before `+`: no number begins with 0. */
const LABEL_PART = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const PRE_RELEASE = `${LABEL_PART}(?:\\.${LABEL_PART})*`;
const BUILD = '[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*';
/** Minor and patch may be missing; leading zeros are taken. */
const FORM = new RegExp(
  `^(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-(${PRE_RELEASE}))?(?:\\+(${BUILD}))?$`,
);
const LABELS = new RegExp(`^(${PRE_RELEASE})?(?:\\+(${BUILD}))?$`);

function tryParse(text: string): SemanticVersion | undefined {
  const match = /[-+.]$/.test(text) ? null : FORM.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, label, build] = match;
  const numbers = [Number(major), Number(minor ?? 0), Number(patch ?? 0)] as const;
  if (numbers.some(n => n > 2147483647)) return undefined;
  return new SemanticVersion(...numbers, label ?? null, build ?? null);
}

export function parseSemanticVersion(text: string | null): SemanticVersion {
  if (text === null) throw argumentNull();
  const version = tryParse(text);
  if (!version) throw notAVersion(text);
  return version;
}

function argumentNull(): NetException {
  return new NetException(
    'System.Management.Automation.PSArgumentNullException',
    'Cannot process argument because the value of argument "version" is null. Change the value of argument "version" to a non-null value.',
    {errorId: 'ArgumentNull', fields: {ParamName: 'version'}},
  );
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

// A System.Version has no labels; one made of a SemanticVersion carries them beside it.
const PRE_RELEASE_PROPERTY = 'PSSemVerPreReleaseLabel';
const BUILD_PROPERTY = 'PSSemVerBuildLabel';

function fromVersion(version: Version | null): SemanticVersion {
  if (version === null) throw argumentNull();
  const [major, minor, build, revision] = version.parts;
  if (revision > 0) throw badArgument('version');
  const label = (name: string) => {
    const value = getProperty(version, name);
    return isNull(value) ? null : toText(value);
  };
  return new SemanticVersion(
    major,
    minor,
    Math.max(0, build),
    label(PRE_RELEASE_PROPERTY),
    label(BUILD_PROPERTY),
  );
}

function asVersion(self: SemanticVersion): Value {
  const version = new Version(self.major, self.minor, self.patch);
  const {preReleaseLabel, buildLabel} = self;
  if (preReleaseLabel === null && buildLabel === null) return version;
  const note = (name: string, value: string | null) => {
    if (value !== null) addMember(version, {memberType: 'NoteProperty', name, value});
  };
  note(PRE_RELEASE_PROPERTY, preReleaseLabel);
  note(BUILD_PROPERTY, buildLabel);
  const text = self.toString();
  addMember(version, {memberType: 'CodeMethod', name: 'ToString', call: () => text});
  return insertTypeName(version, 'System.Version#IncludeLabel');
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
    'version op_Implicit(semver semver)': asVersion,
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
  const match = LABELS.exec(label);
  if (!match) throw new NetException('System.FormatException', 'label');
  return [match[1] ?? null, match[2] ?? null];
}
