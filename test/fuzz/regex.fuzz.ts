/**
 * .NET patterns, composite formats, numbers, dates and wildcards from random text: nothing but a
 * NetException may come out, whatever goes in.
 */
import {
  formatValue,
  formatString,
  NetException,
  parseNumber,
  tryConvert,
  wildcard,
  requireType,
} from '../../shell/values/index.ts';
import {netRegex} from '../../shell/regex/net-regex.ts';
import type {Random} from './random.ts';
import {seededRandom} from './random.ts';

const PIECES = [
  ...'abZ09 .*+?|()[]{}^$\\-,:/<>#%;\'"`',
  '(?',
  '(?<n>',
  '(?:',
  '(?i)',
  '(?>',
  '(?<=',
  '(?!',
  '\\d',
  '\\w',
  '\\k<n>',
  '\\1',
  '\\p{L}',
  '[^',
  '-[',
  '{0',
  '{0:N2}',
  '{1,5}',
  'yyyy',
  'MM',
  'dd',
  'tt',
  '0.00',
  '#,##0',
  'E+00',
  '0x',
  'kb',
  '1e',
  '2024-01-02',
  '12:30',
  'PM',
  '\n',
  'é',
];

function textOf(random: Random): string {
  return Array.from({length: 1 + random.below(8)}, () => random.pick(PIECES)).join('');
}

const attempts: Readonly<Record<string, (text: string) => unknown>> = {
  regex: text => netRegex(text).replace('ab 09 Z', '<$0>'),
  format: text => formatString(text, [1, 'x']),
  number: text => formatValue(1234.5, text),
  date: text => formatValue(tryConvert('2024-03-05', requireType('datetime'))?.value, text),
  parse: text => [
    parseNumber(text),
    tryConvert(text, requireType('datetime')),
    tryConvert(text, requireType('timespan')),
  ],
  wildcard: text => wildcard(text)('some text'),
};

/** What escaped, or undefined when all went well. */
function tryAll(text: string): string | undefined {
  for (const [name, run] of Object.entries(attempts)) {
    try {
      run(text);
    } catch (error) {
      if (!(error instanceof NetException))
        return `${name} of ${JSON.stringify(text)}: ${String(error)}`;
    }
  }
  return undefined;
}

/** Deterministic from the seed; stops at the deadline or at the first finding. */
export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const finding = tryAll(textOf(random));
    if (finding) return {runs, finding};
  }
  return {runs};
}
