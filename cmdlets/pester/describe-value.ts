/**
 * Values as the texts of the Should-* assertions show them: `'text'`, `$null`, `@(1, 2)`, `@{a=1}`,
 * `PSObject{a=1}`; and their types, without the namespace System.
 */
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {
  compare,
  enumerate,
  getProperty,
  Hashtable,
  isEnumerable,
  isNull,
  NetType,
  propertiesOf,
  toText,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export interface Style {
  /** Collections and objects that are long stand on several lines. */
  readonly pretty?: boolean;
  /** Levels of objects that are shown; below is the type only. */
  readonly depth?: number;
}

const DEPTH = 10;
/** A pretty collection longer than this is broken into lines. */
const LINE = 50;

export function describe(given: Value, style: Style = {}): string {
  const value = unwrap(given);
  const {depth = DEPTH} = style;
  if (isNull(value)) return '$null';
  if (typeof value === 'boolean') return `$${value}`;
  if (typeof value === 'string') return value === '' ? '<empty>' : `'${visible(value)}'`;
  if (value instanceof NetType) return typeText(value);
  if (value instanceof ScriptBlock) return `{${value.text}}`;
  if (typeof value === 'number' || typeof value === 'bigint') return toText(value);
  if (depth <= 0) return shortType(value);
  if (isEnumerable(value)) return collection([...enumerate(value)], {...style, depth});
  if (typeOf(value).isValueType) return toText(value);
  if (value instanceof Hashtable) return dictionary(value, depth);
  return object(value, {...style, depth});
}

/** Control signs as the pictures that Unicode has for them, or by their numbers. */
const visible = (text: string): string => text.replace(/\p{Cc}/gu, picture);

function picture(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `\\u00${code.toString(16).toUpperCase()}`;
}

const inner = (style: Style): Style => ({...style, depth: (style.depth ?? DEPTH) - 1});
const indented = (text: string): string => text.replaceAll('\n', '\n    ');

function collection(items: readonly Value[], style: Style): string {
  const texts = items.map(item => describe(item, inner(style)));
  const length = texts.reduce((sum, text) => sum + text.length + 1, 3);
  return style.pretty && length > LINE
    ? `@(\n    ${texts.map(indented).join(',\n    ')}\n)`
    : `@(${texts.join(', ')})`;
}

const sorted = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => compare(a, b, {ignoreCase: true}));

function dictionary(value: Hashtable, depth: number): string {
  const head = typeOf(value).fullName === 'System.Collections.Hashtable' ? '@' : 'Dictionary';
  const entries = sorted(value.keys().map(key => toText(key))).map(
    key => `${key}=${describe(value.get(key), {depth: depth - 1})}`,
  );
  return `${head}{${entries.join('; ')}}`;
}

/** Properties that stand for the whole of an object, by type. */
const REPRESENTATIVE: Readonly<Record<string, readonly string[]>> = {
  'System.Diagnostics.Process': ['Id', 'Name'],
  'System.IO.DirectoryInfo': ['FullName', 'Name'],
  'System.IO.FileInfo': ['FullName', 'Length', 'Name'],
};

function object(value: Value, style: Style): string {
  const type = typeOf(value);
  const representative = REPRESENTATIVE[type.fullName];
  if (representative === undefined && (style.depth ?? DEPTH) <= 1) return shortType(value);
  const names = representative ?? sorted(propertiesOf(value).map(each => each.name));
  const items = names.map(name => `${name}=${describe(getProperty(value, name), inner(style))}`);
  const head = typeText(type).slice(1, -1);
  if (items.length === 0 || !style.pretty) return `${head}{${items.join('; ')}}`;
  return `${head}{\n    ${items.map(indented).join(';\n    ')};\n}`;
}

/** `[int]`, `[Object[]]`, `[null]`. */
export function shortType(value: Value): string {
  const bare = unwrap(value);
  return isNull(bare) ? '[null]' : typeText(typeOf(bare));
}

export function typeText(type: NetType): string {
  const name = toText(type)
    .replace(/^System\./, '')
    .replace(/^(?:Management\.Automation\.)?PSCustomObject$/i, 'PSObject');
  return `[${name}]`;
}
