/**
 * Sort keys: values of properties or blocks of an object, and their order.
 *
 * Used by Sort-Object, Group-Object, Compare-Object and Select-Object -Unique. Missing values come first,
 * numbers by value, texts by the rules of a culture, things that do not compare by their texts.
 */
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {argumentReader} from '../../shell/format/property-argument.ts';
import {
  asNumber,
  compare,
  fromTypeData,
  hasProperty,
  isNumber,
  NetException,
  toText,
  unwrap,
} from '../../shell/values/index.ts';
import {isExpressionError} from '../../shell/errors/raise.ts';
import {stopPoint} from '../../shell/session/stop-point.ts';

/** Absent: the object has no such property. Sorts before everything. */
export const MISSING: unique symbol = Symbol('missing');

export interface KeyOrder {
  readonly caseSensitive: boolean;
  readonly culture?: string | undefined;
}

const collators = new Map<string, Intl.Collator>();

/** The rules of a culture for texts. */
export function collator({caseSensitive, culture}: KeyOrder): Intl.Collator {
  const key = `${culture ?? ''}|${caseSensitive}`;
  let found = collators.get(key);
  if (!found) {
    found = new Intl.Collator(culture || 'en-US', {
      sensitivity: caseSensitive ? 'variant' : 'accent',
    });
    collators.set(key, found);
  }
  return found;
}

/** The key values of an object: those of the arguments, else of the type's key properties, else itself. */
export function keysOf(object: unknown, by: readonly PropertyArgument[] | undefined): unknown[] {
  if (by && by.length > 0) return by.map(argument => keyOf(object, argument));
  const names = fromTypeData(object, data => data.defaultKeyPropertySet);
  return names ? names.map(name => keyOf(object, {name})) : [object];
}

/** The value of one argument; MISSING when there is no such property. */
export function keyOf(object: unknown, argument: PropertyArgument): unknown {
  return keyReader(argument)(object);
}

/** `keyOf` for many objects. */
export function keyReader(argument: PropertyArgument): (object: unknown) => unknown {
  const read = argumentReader(argument);
  const {block, name} = argument;
  return object => {
    try {
      const key = read(object);
      if (key !== undefined) return key;
      return block === undefined && !hasProperty(object, name) ? MISSING : null;
    } catch (error) {
      if (isExpressionError(error)) return null; // an expression that fails has no value
      throw error;
    }
  };
}

/**
 * A text that is the same for equal keys; different ones may share it. What looks for equal keys among many
 * looks among those with the same text only.
 */
export function keyText(keys: readonly unknown[]): string {
  return keys.length === 1 ? oneText(keys[0]) : keys.map(oneText).join('\0');
}

function oneText(key: unknown): string {
  if (typeof key === 'string') return key.toLowerCase();
  if (typeof key === 'number') return String(key);
  if (key === MISSING || key === null || key === undefined) return '\0';
  const text = toText(key).toLowerCase();
  // Numbers of all types are equal by value: 1.0 as a decimal and 1.
  return DECIMALS.test(text) ? String(Number(text)) : text;
}

const DECIMALS = /^-?\d+\.\d*$/;

/** Negative, zero or positive. */
export function compareKeys(a: unknown, b: unknown, order: KeyOrder): number {
  stopPoint();
  if (a === b) return 0;
  const left = rank(a);
  const right = rank(b);
  if (left === 1 && right === 2) return isBelowZero(b) ? 1 : -1;
  if (left === 2 && right === 1) return isBelowZero(a) ? -1 : 1;
  if (left !== 2 || right !== 2) return left - right;
  const [x, y] = [unwrap(a), unwrap(b)];
  if (typeof x === 'string' && typeof y === 'string') return collator(order).compare(x, y);
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  if (typeof x === 'string' || typeof y === 'string') return compareTexts(x, y, order);
  try {
    return compare(x, y, {ignoreCase: !order.caseSensitive});
  } catch (error) {
    if (error instanceof NetException) return compareTexts(x, y, order); // not comparable: by text
    throw error;
  }
}

/** Nothing counts as less than zero, but as more than what is below zero. */
function isBelowZero(key: unknown): boolean {
  const bare = unwrap(key);
  return isNumber(bare) && asNumber(bare) < 0;
}

function rank(key: unknown): number {
  if (key === MISSING) return 0;
  return key === null || key === undefined ? 1 : 2;
}

function compareTexts(a: unknown, b: unknown, order: KeyOrder): number {
  return collator(order).compare(toText(a), toText(b));
}

/** The same number of keys, all equal. */
export function equalKeys(a: readonly unknown[], b: readonly unknown[], order: KeyOrder): boolean {
  return a.length === b.length && a.every((key, index) => compareKeys(key, b[index], order) === 0);
}
