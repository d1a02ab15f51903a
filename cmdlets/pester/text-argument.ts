/** Texts that the assertions on strings take, and how they are compared. */
import {match} from '../../shell/operators/index.ts';
import {toBool, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {argumentError} from './assertion.ts';

/** Operators judge collections by their elements, which is not what an assertion on a text means. */
export function requireText(side: 'Actual' | 'Expected', value: Value, operator: string): string {
  const text = unwrap(value);
  if (typeof text === 'string') return text;
  const why = `to avoid confusing behavior that ${operator} operator exhibits with collections.`;
  const advice =
    side === 'Actual'
      ? ' To assert on collections use Should-Any, Should-All or some other collection assertion.'
      : '';
  throw argumentError(`${side} is expected to be string, ${why}${advice}`);
}

export interface TextOptions {
  readonly exact: boolean;
  readonly ignoreWhitespace: boolean;
  readonly trimWhitespace: boolean;
  readonly normalizeNewline: boolean;
}

export function optionsOf(p: Readonly<Record<string, unknown>>): TextOptions {
  return {
    exact: p['CaseSensitive'] === true,
    ignoreWhitespace: p['IgnoreWhitespace'] === true,
    trimWhitespace: p['TrimWhitespace'] === true,
    normalizeNewline: p['NormalizeNewline'] === true,
  };
}

export function sameText(a: string, b: string, options: TextOptions): boolean {
  return prepared(a, options) === prepared(b, options);
}

function prepared(text: string, options: TextOptions): string {
  let made = text;
  if (options.normalizeNewline) made = made.replace(/\r\n|\r|\p{Zl}/gu, '\n');
  if (options.ignoreWhitespace) made = made.replace(/\s/g, '');
  if (options.trimWhitespace) made = made.replace(/^\s+|\s+$/g, '');
  return options.exact ? made : made.toLowerCase();
}

export const isMatch = (text: string, pattern: string, exact: boolean): boolean =>
  toBool(match(text, pattern, !exact).value);
