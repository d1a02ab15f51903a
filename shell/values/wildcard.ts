/**
 * PowerShell wildcards: `*`, `?`, `[a-c]`, `[xyz]`, and the backtick that makes the next character plain.
 *
 * The whole text must match. Source: about_Wildcards; language specification 3.3.
 */
import {NetException} from './net-exception.ts';

export interface WildcardOptions {
  readonly caseSensitive?: boolean;
}

const compiled = new Map<string, (text: string) => boolean>();
const LIMIT = 1000;

/** A predicate for the pattern; patterns are remembered. */
export function wildcard(
  pattern: string,
  options: WildcardOptions = {},
): (text: string) => boolean {
  const key = `${options.caseSensitive ? 'c' : 'i'}${pattern}`;
  let test = compiled.get(key);
  if (!test) {
    test = compile(pattern, options.caseSensitive ?? false);
    if (compiled.size >= LIMIT) compiled.clear();
    compiled.set(key, test);
  }
  return test;
}

function compile(pattern: string, caseSensitive: boolean): (text: string) => boolean {
  if (!/[*?[`]/.test(pattern)) {
    if (caseSensitive) return text => text === pattern;
    const lower = pattern.toLowerCase();
    return text => text.length === pattern.length && text.toLowerCase() === lower;
  }
  const regex = regexOf(pattern, caseSensitive);
  return text => regex.test(text);
}

/** `[z-a]` and its like are no patterns. */
function regexOf(pattern: string, caseSensitive: boolean): RegExp {
  try {
    return new RegExp(`^${wildcardToRegex(pattern)}$`, caseSensitive ? 's' : 'si');
  } catch {
    throw new NetException(
      'System.Management.Automation.WildcardPatternException',
      `The specified wildcard character pattern is not valid: ${pattern}`,
      {errorId: 'WildcardPattern_Invalid', category: 'InvalidArgument'},
    );
  }
}

/** The body of a regular expression that matches what the wildcard does. */
export function wildcardToRegex(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '*') source += '.*';
    else if (c === '?') source += '.';
    else if (c === '`' && i + 1 < pattern.length) source += plainCharacter(pattern[++i] ?? '');
    else if (c === '[' && pattern.indexOf(']', i + 1) > 0) {
      const end = setEnd(pattern, i);
      source += characterSet(pattern.slice(i + 1, end));
      i = end;
    } else source += plainCharacter(c);
  }
  // `a**b` would backtrack for nothing.
  return source.replace(/(?:\.\*){2,}/g, '.*');
}

function setEnd(pattern: string, open: number): number {
  // A bracket that stands first in a set is a member of it.
  const end = pattern.indexOf(']', open + 2);
  return end > 0 ? end : pattern.indexOf(']', open + 1);
}

function characterSet(body: string): string {
  if (!body) return '(?!)';
  return `[${body.replace(/[\\\]^[]/g, '\\$&')}]`;
}

function plainCharacter(c: string): string {
  return /[\\^$.|?*+()[{}]/.test(c) ? `\\${c}` : c;
}

/** Has the text an unescaped wildcard character? */
export function hasWildcard(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '`') i++;
    else if (c === '*' || c === '?' || c === '[' || c === ']') return true;
  }
  return false;
}

/** `[WildcardPattern]::Escape` */
export function escapeWildcard(text: string): string {
  return text.replace(/[*?[\]`]/g, '`$&');
}

/** `[WildcardPattern]::Unescape` */
export function unescapeWildcard(text: string): string {
  return text.replace(/`([*?[\]`])/g, '$1');
}
