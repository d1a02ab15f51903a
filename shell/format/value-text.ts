/**
 * A value as the text of a cell, a list line or a line by itself (language.md 17.2).
 *
 * Collections show a few elements in braces; reals in a table have two decimals; anything else is its
 * text in the current culture.
 */
import {
  Char,
  Decimal,
  Double,
  EnumValue,
  enumerate,
  formatString,
  formatValue,
  fromTypeData,
  getProperty,
  Hashtable,
  invokeMethod,
  isEnumerable,
  NetType,
  propertiesOf,
  PSCustomObject,
  PSWrapper,
  Single,
  toCurrentText,
  toText,
  typeOf,
  unwrap,
} from '../values/index.ts';

export interface TextOptions {
  /** Elements shown of a collection; -1 all. `$FormatEnumerationLimit`. */
  readonly enumerationLimit: number;
  /** Reals get two decimals. */
  readonly inTable: boolean;
  /** A .NET format: `N2`, or a whole format text with `{0}`. */
  readonly format?: string | undefined;
}

function isReal(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Math.abs(value) > 2 ** 31;
  return value instanceof Double || value instanceof Single || value instanceof Decimal;
}

/** Is the object shown by its text alone, whatever its properties? (Numbers, texts, enumerations.) */
export function isScalar(value: unknown): boolean {
  const bare = unwrap(value);
  if (typeof bare !== 'object' || bare === null) return true;
  if (bare instanceof Char || bare instanceof EnumValue || isReal(bare)) return true;
  return SCALAR_TYPES.has(typeOf(bare).fullName);
}

const SCALAR_TYPES = new Set([
  'System.SByte',
  'System.Byte',
  'System.Int16',
  'System.UInt16',
  'System.UInt32',
  'System.UInt64',
  'System.Numerics.BigInteger',
  'System.IntPtr',
  'System.UIntPtr',
  'System.Security.SecureString',
]);

/** Right for numbers, booleans, characters and enumerations, left for all else. */
export function alignmentOf(value: unknown): 'left' | 'right' {
  const bare = unwrap(value);
  if (bare === null || bare === undefined || typeof bare === 'string') return 'left';
  return isScalar(bare) ? 'right' : 'left';
}

export function valueText(value: unknown, options: TextOptions): string {
  if (value === null || value === undefined) return '';
  if (options.format) return formatted(value, options.format);
  const bare = unwrap(value);
  if (typeof bare === 'string') return bare;
  if (bare instanceof Hashtable || isEnumerable(bare)) return collectionText(bare, options);
  if (options.inTable && isReal(bare) && Number.isFinite(Number(toText(bare))))
    return formatValue(bare, 'F2');
  return objectText(value);
}

function formatted(value: unknown, format: string): string {
  return format.includes('{') ? formatString(format, [value]) : formatValue(value, format);
}

/** The text of one object in the current culture; reals keep 15 digits, custom objects show their properties. */
export function objectText(value: unknown): string {
  const bare = unwrap(value);
  if (bare instanceof NetType) return bare.toString();
  return isReal(bare) || bare instanceof PSCustomObject ? toText(bare) : toCurrentText(value);
}

/** The elements a display shows of a collection: entries of a dictionary, else its elements. */
export function elementsOf(collection: unknown): Iterable<unknown> {
  const bare = unwrap(collection);
  return enumerate(bare instanceof Hashtable ? invokeMethod(bare, 'GetEnumerator', []) : bare);
}

function collectionText(collection: unknown, options: TextOptions): string {
  const shown: string[] = [];
  let more = false;
  for (const element of elementsOf(collection)) {
    more = options.enumerationLimit >= 0 && shown.length >= options.enumerationLimit;
    if (more) break;
    shown.push(elementText(element));
  }
  return `{${shown.join(', ')}${more ? '…' : ''}}`;
}

function elementText(element: unknown): string {
  if (element === null || element === undefined) return '$null';
  const bare = unwrap(element);
  if (isScalar(bare)) return objectText(element);
  if (ENTRY_TYPE.test(typeOf(bare).fullName)) return toText(bare);
  const text = toText(element);
  if (text !== typeOf(bare).fullName || isEnumerable(bare)) return text;
  const name = displayName(element);
  return name === undefined ? text : toText(getProperty(element, name));
}

/** Entries of dictionaries show as `[key, value]`. */
const ENTRY_TYPE = /^System\.Collections\.(?:DictionaryEntry|Generic\.KeyValuePair`2)/;

const NAME_PATTERNS = [/^name$/i, /^id$/i, /^key$/i, /key$/i, /name$/i, /id$/i];

/** The property that names an object: that of its type data, else the first that looks like a name. */
export function displayName(object: unknown): string | undefined {
  const declared = fromTypeData(object, data => data.defaultDisplayProperty);
  if (declared) return declared;
  const names = propertiesOf(object).map(property => property.name);
  for (const pattern of NAME_PATTERNS) {
    const name = names.find(each => pattern.test(each));
    if (name) return name;
  }
  return undefined;
}

/** True when the value is a list or dictionary whose elements are displayed instead of itself. */
export function isCollection(value: unknown): boolean {
  const bare = value instanceof PSWrapper ? value.base : value;
  return bare instanceof Hashtable || isEnumerable(bare);
}
