/** Regex, Match, Group, MatchCollection, GroupCollection as scripts see them. The engine: shell/regex/. */
import {toText} from '../conversion/to-text.ts';
import {asNumber} from '../conversion/plain-number.ts';
import {escapeRegex, unescapeRegex} from '../regex/escape.ts';
import {NetGroup, NetMatch, NetRegex, netRegex} from '../regex/net-regex.ts';
import {enumValue} from '../values/define-enum.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {callback} from './array.ts';

/** Groups or matches in order, by number or name. */
class NetCollection {
  readonly items: readonly NetGroup[];
  constructor(items: readonly NetGroup[]) {
    this.items = items;
  }
}

function pick(self: NetCollection, index: Value): Value {
  if (typeof index === 'string') return self.items.find(group => group.name === index) ?? NO_GROUP;
  const i = asNumber(index);
  return self.items[i < 0 ? self.items.length + i : i] ?? null;
}

const NO_GROUP = new NetGroup('', undefined, () => 0);

defineType<NetCollection>({
  fullName: 'System.Text.RegularExpressions.MatchCollection',
  instance: NetCollection,
  interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'],
  enumerate: self => self.items,
  getIndex: pick,
  members: {
    'int Count': self => self.items.length,
    'object Item(object index)': pick,
    'object Keys': self => self.items.map(group => group.name),
    'object Values': self => [...self.items],
    'object GetEnumerator()': enumeratorOf,
    'bool ContainsKey(string key)': (self, key: string) =>
      self.items.some(group => group.name === key),
  },
});

const groupMembers: MemberTables<NetGroup>['members'] = {
  'bool Success': self => self.success,
  'string Name': self => self.name,
  'object Captures': self => new NetCollection(self.success ? [self] : []),
  'int Index': self => self.index,
  'int Length': self => self.length,
  'string Value': self => self.value,
  'string ToString()': self => self.value,
};

const groupType = defineType<NetGroup>({
  fullName: 'System.Text.RegularExpressions.Group',
  base: defineType({fullName: 'System.Text.RegularExpressions.Capture'}),
  instance: NetGroup,
  toText: self => self.value,
  members: groupMembers,
});

/** What an unsuccessful Match is. */
class NoMatch extends NetGroup {
  constructor() {
    super('0', undefined, () => 0);
  }
  readonly groups: readonly NetGroup[] = [this];
  group(): NetGroup {
    return NO_GROUP;
  }
  next(): undefined {
    return undefined;
  }
}

type AnyMatch = NetMatch | NoMatch;

const matchType = defineType<AnyMatch>({
  fullName: 'System.Text.RegularExpressions.Match',
  base: groupType,
  instance: NetMatch,
  toText: self => self.value,
  members: {
    'object Groups': self => new NetCollection(self.groups),
    'object NextMatch()': self => self.next() ?? new NoMatch(),
    'string Result(string replacement)': (self, template: string) =>
      self instanceof NetMatch ? self.regex.replace(self.value, template, 1) : '',
  },
});

defineType<NoMatch>({
  fullName: 'System.Text.RegularExpressions.Match+None',
  base: matchType,
  instance: NoMatch,
});

function withOptions(pattern: string, options: EnumValue | undefined): NetRegex {
  return netRegex(pattern, options?.value ?? 0);
}

/** A replacement is text with codes, or a delegate or block that sees the match. */
function replace(regex: NetRegex, text: string, by: Value, count = -1): string {
  if (typeof by === 'string') return regex.replace(text, by, count);
  const call = callback(by);
  return regex.replaceWith(text, found => toText(call(found)), count);
}

const optionsOf = (bits: number) =>
  enumValue(requireType('System.Text.RegularExpressions.RegexOptions'), bits);

function matchOf(regex: NetRegex, text: string, from = 0): AnyMatch {
  return regex.match(text, from) ?? new NoMatch();
}

defineType<NetRegex>({
  fullName: 'System.Text.RegularExpressions.Regex',
  accelerator: 'regex',
  instance: NetRegex,
  toText: self => self.pattern,
  equals: (a, b) => a === b,
  parse: text => new NetRegex(text),
  members: {
    'System.Text.RegularExpressions.RegexOptions Options': self => optionsOf(self.options),
    'bool RightToLeft': self => self.rightToLeft,
    'string ToString()': self => self.pattern,
    'bool IsMatch(string input)': (self, text: string) => self.isMatch(text),
    'bool IsMatch(string input, int startat)': (self, text: string, from: number) =>
      self.isMatch(text, from),
    'object Match(string input)': (self, text: string) => matchOf(self, text),
    'object Match(string input, int startat)': matchOf,
    'object Matches(string input)': (self, text: string) => new NetCollection(self.matches(text)),
    'object Matches(string input, int startat)': (self, text: string, from: number) =>
      new NetCollection(self.matches(text, from)),
    'int Count(string input)': (self, text: string) => self.matches(text).length,
    'string Replace(string input, object replacement)': (self, text: string, by: Value) =>
      replace(self, text, by),
    'string Replace(string input, object replacement, int count)': replace,
    'string[] Split(string input)': (self, text: string) => self.split(text),
    'string[] Split(string input, int count)': (self, text: string, count: number) =>
      self.split(text, count),
    'string[] GetGroupNames()': self => ['0', ...self.translation.groups.map(group => group.name)],
    'int[] GetGroupNumbers()': self => [0, ...self.translation.groups.map((_, i) => i + 1)],
    'int GroupNumberFromName(string name)': (self, name: string) =>
      name === '0' ? 0 : self.translation.groups.findIndex(group => group.name === name) + 1 || -1,
    'string GroupNameFromNumber(int i)': (self, i: number) =>
      i === 0 ? '0' : (self.translation.groups[i - 1]?.name ?? ''),
  },
  statics: {
    'string Escape(string str)': escapeRegex,
    'string Unescape(string str)': unescapeRegex,
    'bool IsMatch(string input, string pattern)': (text: string, pattern: string) =>
      netRegex(pattern).isMatch(text),
    'bool IsMatch(string input, string pattern, System.Text.RegularExpressions.RegexOptions options)':
      (text: string, pattern: string, options: EnumValue) =>
        withOptions(pattern, options).isMatch(text),
    'object Match(string input, string pattern)': (text: string, pattern: string) =>
      matchOf(netRegex(pattern), text),
    'object Match(string input, string pattern, System.Text.RegularExpressions.RegexOptions options)':
      (text: string, pattern: string, options: EnumValue) =>
        matchOf(withOptions(pattern, options), text),
    'object Matches(string input, string pattern)': (text: string, pattern: string) =>
      new NetCollection(netRegex(pattern).matches(text)),
    'object Matches(string input, string pattern, System.Text.RegularExpressions.RegexOptions options)':
      (text: string, pattern: string, options: EnumValue) =>
        new NetCollection(withOptions(pattern, options).matches(text)),
    'int Count(string input, string pattern)': (text: string, pattern: string) =>
      netRegex(pattern).matches(text).length,
    'string Replace(string input, string pattern, object replacement)': (
      text: string,
      pattern: string,
      by: Value,
    ) => replace(netRegex(pattern), text, by),
    'string Replace(string input, string pattern, object replacement, System.Text.RegularExpressions.RegexOptions options)':
      (text: string, pattern: string, by: Value, options: EnumValue) =>
        replace(withOptions(pattern, options), text, by),
    'string[] Split(string input, string pattern)': (text: string, pattern: string) =>
      netRegex(pattern).split(text),
    'string[] Split(string input, string pattern, System.Text.RegularExpressions.RegexOptions options)':
      (text: string, pattern: string, options: EnumValue) =>
        withOptions(pattern, options).split(text),
  },
  constructors: {
    '(string pattern)': (pattern: string) => new NetRegex(pattern),
    '(string pattern, System.Text.RegularExpressions.RegexOptions options)': (
      pattern: string,
      options: EnumValue,
    ) => new NetRegex(pattern, options.value),
    '(string pattern, System.Text.RegularExpressions.RegexOptions options, timespan matchTimeout)':
      (pattern: string, options: EnumValue) => new NetRegex(pattern, options.value),
  },
});
