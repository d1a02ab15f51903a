/** Comparing values in WQL (wmi.md 19.3, 19.4): the constant is brought to the property's type. */
import type {WqlRelation} from '../../grammar/wql.ts';
import type {CimValue} from './cim.ts';
import {isDateTime, isReference} from './cim.ts';
import {isInterval, millisOfDateTime} from './date-time.ts';
import {DoorError} from './door-error.ts';
import {samePath} from './object-path.ts';

type Scalar = Exclude<CimValue, readonly CimValue[]>;

export function compareValues(left: CimValue, right: CimValue, relation: WqlRelation): boolean {
  const [a, b] = [left as Scalar, right as Scalar];
  if (isObject(a) || isObject(b)) return compareObjects(a, b, relation);
  if (typeof a === 'boolean' || typeof b === 'boolean') return compareBooleans(a, b, relation);
  if (isNumber(a) || isNumber(b)) return compareNumbers(a, b, relation);
  // Paths are text to WQL; two that name one object are equal.
  const [x, y] = [String(a), String(b)];
  if ((relation === '=' || relation === '!=') && /[:.]\w+(\.\w+)?=/.test(x) && /=/.test(y))
    return samePath(x, y) === (relation === '=');
  return holds(ordinal(x.toUpperCase(), y.toUpperCase()), relation);
}

function isObject(
  value: Scalar,
): value is Exclude<Scalar, null | boolean | number | bigint | string> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: Scalar): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function compareObjects(a: Scalar, b: Scalar, relation: WqlRelation): boolean {
  const object = isObject(a) ? a : b;
  if (isObject(object) && isDateTime(object)) return compareTimes(textOf(a), textOf(b), relation);
  if (relation !== '=' && relation !== '!=')
    throw new DoorError('INVALID_QUERY', 'Invalid query: references can only be equal or not.');
  return samePath(textOf(a), textOf(b)) === (relation === '=');
}

function textOf(value: Scalar): string {
  if (!isObject(value)) return String(value);
  if (isDateTime(value)) return value.datetime;
  return isReference(value) ? value.ref : '';
}

function compareTimes(a: string, b: string, relation: WqlRelation): boolean {
  const [x, y] = [millisOfDateTime(expanded(a)), millisOfDateTime(expanded(b))];
  if (x === undefined || y === undefined || isInterval(a) !== isInterval(b))
    throw new DoorError(
      'INVALID_QUERY',
      `Invalid query: "${a}" and "${b}" can not be compared as times.`,
    );
  return holds(x - y, relation);
}

/** `yyyyMMdd` alone is a day. */
function expanded(text: string): string {
  return /^\d{8}$/.test(text) ? `${text}000000.000000+000` : text;
}

function compareBooleans(a: Scalar, b: Scalar, relation: WqlRelation): boolean {
  if (relation !== '=' && relation !== '!=')
    throw new DoorError('INVALID_QUERY', 'Invalid query: booleans can only be equal or not.');
  return (truth(a) === truth(b)) === (relation === '=');
}

function truth(value: Scalar): boolean {
  if (typeof value === 'boolean') return value;
  const text = String(value).toUpperCase();
  if (text === 'TRUE' || text === '1') return true;
  if (text === 'FALSE' || text === '0') return false;
  throw new DoorError('INVALID_QUERY', `Invalid query: "${String(value)}" is not a boolean.`);
}

function compareNumbers(a: Scalar, b: Scalar, relation: WqlRelation): boolean {
  const [x, y] = [numeric(a), numeric(b)];
  return holds(x < y ? -1 : x > y ? 1 : 0, relation);
}

/** Quoted constants are taken; 64-bit numbers stay exact. */
function numeric(value: Scalar): number | bigint {
  if (isNumber(value)) return value;
  const text = String(value).trim();
  if (/^[+-]?\d+$/.test(text)) return BigInt(text);
  const number = Number(text);
  if (text === '' || Number.isNaN(number))
    throw new DoorError('INVALID_QUERY', `Invalid query: "${text}" is not a number.`);
  return number;
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function holds(order: number, relation: WqlRelation): boolean {
  switch (relation) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    default:
      return order >= 0;
  }
}

/**
 * LIKE: `%` any run, `_` one character, `[a-f]` a set, `[^...]` its complement; the whole text, no
 * letter case. Matched without backtracking over more than one `%`.
 */
export function likePattern(pattern: string): (text: string) => boolean {
  const runs = pattern.split(/%(?![^[]*\])/);
  try {
    const pieces = runs.map(run => new RegExp(runSource(run), 'isuy'));
    const tail = new RegExp(`(?:${runSource(runs.at(-1) ?? '')})$`, 'isu');
    return text => matchRuns(text, pieces, tail);
  } catch {
    throw new DoorError(
      'INVALID_QUERY',
      `Invalid query: the pattern "${pattern}" has a malformed set.`,
    );
  }
}

function matchRuns(text: string, pieces: readonly RegExp[], tail: RegExp): boolean {
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1;
    if (last && index > 0) return tail.test(text.slice(at));
    const end = index === 0 ? matchAt(text, piece, 0) : firstMatch(text, piece, at);
    if (end === undefined) return false;
    if (last) return end === text.length;
    at = end;
  }
  return true;
}

function matchAt(text: string, piece: RegExp, at: number): number | undefined {
  piece.lastIndex = at;
  return piece.test(text) ? piece.lastIndex : undefined;
}

function firstMatch(text: string, piece: RegExp, from: number): number | undefined {
  for (let at = from; at <= text.length; at++) {
    const end = matchAt(text, piece, at);
    if (end !== undefined) return end;
  }
  return undefined;
}

function runSource(run: string): string {
  return run.replace(/\[(\^?)([^\]]+)\]|_|[^]/gu, (all: string, negated?: string, set?: string) => {
    if (set !== undefined) return `[${negated ?? ''}${set.replace(/[\\\]^[]/g, '\\$&')}]`;
    if (all === '_') return '.';
    return all.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
}
