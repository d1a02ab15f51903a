/** Get-Error's view: an error with all its parts, nested ones indented by four (language.md 12.3). */
import {InvocationInfo} from '../../errors/invocation-info.ts';
import {
  getProperty,
  Hashtable,
  isEnumerable,
  isNull,
  looseEquals,
  NetException,
  NetType,
  propertiesOf,
  toArray,
  toText,
  typeOf,
  unwrap,
} from '../../values/index.ts';
import {splitLines} from '../cells.ts';
import {isScalar} from '../value-text.ts';
import type {View} from './view.ts';
import {custom} from './view.ts';

/** How far parts are indented under what they are part of. */
const INDENT = 4;
/** An exception may hold another which holds its error record, and so on. */
const DEEPEST = 10;
/** Parts that repeat what stands elsewhere. */
const LEFT_OUT = new Set(['ErrorRecord', 'Data', 'TargetSite', 'PSErrorIndex']);

export function errorDetailViews(): View[] {
  return [
    custom('System.Management.Automation.ErrorRecord#PSExtendedError', error => [
      ...errorDetails(error),
      '',
    ]),
  ];
}

/** Lines of an error that `extendedError` took apart. */
export function errorDetails(error: unknown): string[] {
  return parts(error, 0, 1);
}

/** Shown by its own parts, and not as one text. */
function isTakenApart(value: unknown): boolean {
  const bare = unwrap(value);
  return bare instanceof NetException || bare instanceof InvocationInfo;
}

/** What says nothing is left out: null, empty texts and lists, 0, false. */
function saysNothing(value: unknown): boolean {
  if (isNull(value) || looseEquals(value, '', {ignoreCase: true})) return true;
  if (!isTakenApart(value) && toText(value) === '') return true;
  return isEnumerable(value) && toArray(value).length === 0;
}

/** `Label : value` lines; parts follow their label, indented. */
function parts(object: unknown, indent: number, depth: number): string[] {
  const shown = fields(object).filter(([, value]) => !saysNothing(value));
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  const prefix = ' '.repeat(indent);
  return shown.flatMap(([name, value]) => {
    const label = `${prefix}${name.padEnd(width)} : `;
    const more = unwrap(value);
    if (depth >= DEEPEST && (isTakenApart(value) || isList(value))) return [`${label}\u2026`];
    if (isTakenApart(value)) return [label, ...parts(value, indent + INDENT, depth + 1)];
    if (more instanceof Hashtable)
      return [
        label,
        ...[...more.entries()].map(
          ([key, item]) => `${prefix}    ${toText(key)} : ${toText(item)}`,
        ),
      ];
    if (isList(value))
      return [label, ...toArray(value).flatMap(item => element(item, indent, depth))];
    const [first = '', ...rest] = toTextLines(value);
    const under = ' '.repeat(indent + width + 3);
    return [label + first, ...rest.map(line => under + line)];
  });
}

function isList(value: unknown): boolean {
  return !isScalar(value) && isEnumerable(value);
}

/** An element of a list: plain ones on a line of their own, others by their parts. */
function element(item: unknown, indent: number, depth: number): string[] {
  if (isScalar(item) || isNull(item) || unwrap(item) instanceof NetType)
    return [' '.repeat(2 * indent + INDENT + 2) + toTextLines(item).join(' ')];
  return parts(item, indent + INDENT, depth + 1);
}

function toTextLines(value: unknown): string[] {
  const bare = unwrap(value);
  if (bare instanceof NetType) return [`[${bare.fullName}]`];
  return splitLines(toText(value)).map(line => line.trim());
}

function fields(object: unknown): [string, unknown][] {
  const own = propertiesOf(object)
    .filter(property => !property.hidden && !LEFT_OUT.has(property.name))
    .map(property => [property.name, getProperty(object, property.name)] as [string, unknown]);
  const typed = own.some(([name]) => name.toLowerCase() === 'type');
  return unwrap(object) instanceof NetException && !typed
    ? [['Type', typeOf(object).fullName], ...own]
    : own;
}
