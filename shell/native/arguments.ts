/**
 * The words a native program gets. No shell stands between: each word is one argument.
 *
 * Source: language specification 13 (Standard argument passing).
 */
import {readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import type {CommandArgument} from '../eval/runtime.ts';
import {ScriptBlock} from '../eval/script-block.ts';
import {enumerate, isEnumerable, isNull, toText, unwrap} from '../values/index.ts';
import type {Value} from '../values/value.ts';

/** All words, in order. `location`: where relative wildcards look. */
export function nativeWords(args: readonly CommandArgument[], location: string): string[] {
  return args.flatMap((argument, at) => {
    if (argument.kind === 'named') return namedWords(argument);
    if (isVerbatimMark(argument)) return [];
    const before = args[at - 1];
    return before !== undefined && isVerbatimMark(before)
      ? verbatimWords(toText(argument.value))
      : positionalWords(argument, location);
  });
}

function isVerbatimMark(argument: CommandArgument): boolean {
  return argument.kind === 'positional' && argument.bare === true && argument.text === '--%';
}

/** The line after `--%`: only `%NAME%` is replaced, and only double quotes keep blanks together. */
function verbatimWords(line: string): string[] {
  const text = line.replace(/%(\w+)%/g, (all, name: string) => process.env[name] ?? all);
  const words = text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map(word => word.replaceAll('"', ''));
}

type Named = Extract<CommandArgument, {kind: 'named'}>;
type Positional = Extract<CommandArgument, {kind: 'positional'}>;

function namedWords(argument: Named): string[] {
  if (!argument.hasValue) return [argument.text];
  const text = argument.text.endsWith(':') ? argument.text : `-${argument.name}:`;
  const words = valueWords(argument.value);
  return argument.spaced ? [text, ...words] : [text + words.join(' ')];
}

function positionalWords(argument: Positional, location: string): string[] {
  if (argument.bare && typeof argument.value === 'string') return expand(argument.value, location);
  if (argument.text !== undefined && typeof argument.value !== 'string') return [argument.text];
  return valueWords(argument.value);
}

function valueWords(value: Value): string[] {
  if (isNull(value)) return [];
  const bare = unwrap(value);
  if (bare instanceof ScriptBlock) return [bare.text];
  return isEnumerable(bare) ? [...enumerate(bare)].flatMap(valueWords) : [toText(value)];
}

/** `~` and wildcards of an unquoted word, as a Unix shell expands them. No match: the word itself. */
function expand(word: string, location: string): string[] {
  if (word === '~' || word.startsWith('~/')) return [homedir() + word.slice(1)];
  if (!/[*?[]/.test(word)) return [word];
  const found = glob(word, location);
  return found.length > 0 ? found : [word];
}

/** Files that match, in order of name, written as the word was: absolute or relative. */
function glob(pattern: string, location: string): string[] {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part, at) => part !== '' || at === 0);
  let prefixes = [absolute ? '/' : ''];
  for (const part of absolute ? parts.slice(1) : parts)
    prefixes = prefixes.flatMap(prefix => globPart(prefix, part, location));
  return prefixes;
}

function globPart(prefix: string, part: string, location: string): string[] {
  if (!/[*?[]/.test(part)) return [path.posix.join(prefix, part)];
  const test = globTest(part);
  return listFolder(path.resolve(location, prefix))
    .filter(name => (part.startsWith('.') || !name.startsWith('.')) && test.test(name))
    .sort()
    .map(name => prefix + (prefix === '' || prefix.endsWith('/') ? '' : '/') + name);
}

function globTest(part: string): RegExp {
  const source = part
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    // An unclosed `[` is an ordinary character.
    return new RegExp(`^${source.replaceAll('[', '\\[')}$`, 's');
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
