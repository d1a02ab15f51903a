/** WildcardPattern: wildcards as scripts use them, and what they are as a regular expression. */
import {netRegex} from '../regex/net-regex.ts';
import {RegexOptions} from '../regex/options.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {
  escapeWildcard,
  hasWildcard,
  unescapeWildcard,
  wildcard,
  wildcardToRegex,
} from '../values/wildcard.ts';

/** System.Management.Automation.WildcardOptions as bits. */
const WildcardOptions = {Compiled: 1, IgnoreCase: 2, CultureInvariant: 4} as const;

class WildcardPattern {
  readonly pattern: string;
  readonly options: number;
  constructor(pattern: string, options = 0) {
    this.pattern = pattern;
    this.options = options;
  }

  has(option: number): boolean {
    return (this.options & option) !== 0;
  }
}

/** What may stand at an end anyway is left out there: `*.txt` is `\\.txt$`. */
function regexSource(pattern: string): string {
  return `^${wildcardToRegex(pattern)}$`
    .replace(/^\^\.\*\$$/, '')
    .replace(/^\^\.\*/, '')
    .replace(/\.\*\$$/, '');
}

function regexOptions(self: WildcardPattern): number {
  return (
    RegexOptions.Singleline |
    (self.has(WildcardOptions.Compiled) ? RegexOptions.Compiled : 0) |
    (self.has(WildcardOptions.IgnoreCase) ? RegexOptions.IgnoreCase : 0) |
    (self.has(WildcardOptions.CultureInvariant) ? RegexOptions.CultureInvariant : 0)
  );
}

function withOptions(pattern: string, options: EnumValue): WildcardPattern {
  return new WildcardPattern(pattern, options.value);
}

defineType<WildcardPattern>({
  fullName: 'System.Management.Automation.WildcardPattern',
  accelerator: 'wildcardpattern',
  instance: WildcardPattern,
  members: {
    'bool IsMatch(string input)': (self, text: string) =>
      wildcard(self.pattern, {caseSensitive: !self.has(WildcardOptions.IgnoreCase)})(text),
    'string ToWql()': self =>
      self.pattern.replace(/%/g, '[%]').replace(/\*/g, '%').replace(/\?/g, '_'),
    'regex ToRegex()': self => netRegex(regexSource(self.pattern), regexOptions(self)),
  },
  statics: {
    'string Escape(string pattern)': escapeWildcard,
    'string Unescape(string pattern)': unescapeWildcard,
    'bool ContainsWildcardCharacters(string pattern)': hasWildcard,
    'object Get(string pattern, System.Management.Automation.WildcardOptions options)': withOptions,
  },
  constructors: {
    '(string pattern)': (pattern: string) => new WildcardPattern(pattern),
    '(string pattern, System.Management.Automation.WildcardOptions options)': withOptions,
  },
});
