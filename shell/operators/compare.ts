/**
 * Equality and order of two scalars. Source: language specification 3.3.
 *
 * The right side is converted to the type of the left one. Lists on the left are comparison.ts's matter.
 */
import {tryConvert, convertTo} from '../conversion/convert.ts';
import {toBool} from '../conversion/to-bool.ts';
import {toText} from '../conversion/to-text.ts';
import {EnumValue} from '../values/enum-value.ts';
import {NetType} from '../values/net-type.ts';
import type {NetException} from '../values/net-exception.ts';
import {runtimeError, toNetException} from '../values/net-exception.ts';
import {Char} from '../values/numbers.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {isNumber} from '../conversion/to-number.ts';
import {parseNumber} from '../conversion/number-literal.ts';
import type {Operand} from './numeric.ts';
import {asDecimal, asInteger, asReal, commonType, operandOf} from './numeric.ts';
import {compareText, equalText} from './text-order.ts';

export interface CompareOptions {
  /** Default true: PowerShell's plain operators. */
  readonly ignoreCase?: boolean;
}

const IGNORE: CompareOptions = {ignoreCase: true};

/** `a -eq b` of two scalars: a failing conversion is false. */
export function looseEquals(a: Value, b: Value, options: CompareOptions = IGNORE): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (typeof a === 'string' && typeof b === 'string')
    return equalText(a, b, options.ignoreCase ?? true);
  const left = unwrap(a);
  const right = unwrap(b);
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (left === right) return true;
  return equalValues(left, right, options);
}

function equalValues(a: Value, b: Value, options: CompareOptions): boolean {
  if (typeof a === 'string') return equalText(a, toText(b), options.ignoreCase ?? true);
  if (typeof a === 'boolean' || a instanceof SwitchParameter) return toBool(a) === toBool(b);
  if (a instanceof Char) return equalChar(a, b, options);
  if (a instanceof EnumValue) return equalEnum(a, b);
  if (isNumber(a)) return equalNumber(a, b);
  if (a instanceof NetType) return equalType(a, b);
  return equalObjects(a, b);
}

function equalChar(a: Char, b: Value, options: CompareOptions): boolean {
  const right = b instanceof Char ? {value: b} : tryConvert(b, typeOf(a));
  return (
    right !== undefined && equalText(a.text, (right.value as Char).text, options.ignoreCase ?? true)
  );
}

function equalEnum(a: EnumValue, b: Value): boolean {
  const right = tryConvert(b, typeOf(a));
  return right !== undefined && (right.value as EnumValue).value === a.value;
}

function equalNumber(a: Value, b: Value): boolean {
  const left = operandOf(a);
  const right = numberFor(b);
  return left !== undefined && right !== undefined && compareOperands(left, right) === 0;
}

/** The right side of a number: text is parsed, other things convert or do not compare. */
function numberFor(b: Value): Operand | undefined {
  if (typeof b === 'string') {
    const parsed = b.trim() === '' ? 0 : parseNumber(b);
    return parsed === undefined ? undefined : operandOf(parsed);
  }
  return operandOf(b);
}

/** NaN when either side is NaN. */
function compareOperands(a: Operand, b: Operand): number {
  const type = commonType(a, b);
  if (type === 'Decimal') return compareDecimal(a, b);
  if (type === 'Double') {
    const x = asReal(a);
    const y = asReal(b);
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
  }
  const x = asInteger(a);
  const y = asInteger(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareDecimal(a: Operand, b: Operand): number {
  const finite = Number.isFinite(asReal(a)) && Number.isFinite(asReal(b));
  return finite ? asDecimal(a).compare(asDecimal(b)) : Math.sign(asReal(a) - asReal(b));
}

function equalType(a: NetType, b: Value): boolean {
  if (b instanceof NetType) return a === b;
  const right = typeof b === 'string' ? tryConvert(b, typeOf(a)) : undefined;
  return right?.value === a;
}

/** Objects: the type's own equality after conversion of the right side, else identity. */
function equalObjects(a: Value, b: Value): boolean {
  const type = typeOf(a);
  const equals = type.behaviour.equals as ((x: Value, y: Value) => boolean) | undefined;
  const compareTo = type.behaviour.compare as ((x: Value, y: Value) => number) | undefined;
  if (!equals && !compareTo) return false;
  const right = typeOf(b) === type ? {value: b} : tryConvert(b, type);
  if (!right || isNull(right.value)) return false;
  return equals ? equals(a, right.value) : compareTo?.(a, right.value) === 0;
}

/**
 * Order of two scalars: negative, 0 or positive; NaN when a NaN is involved.
 *
 * Throws when the right side does not convert (`ComparisonFailure`) or the left one has no order
 * (`NotIcomparable`).
 */
export function compare(a: Value, b: Value, options: CompareOptions = IGNORE): number {
  if (typeof a === 'number' && typeof b === 'number')
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
  if (typeof a === 'string' && typeof b === 'string')
    return compareText(a, b, options.ignoreCase ?? true);
  const left = unwrap(a);
  const right = unwrap(b);
  if (isNull(left)) return compareNull(right);
  if (isNull(right)) return -compareNull(left);
  return compareValues(left, right, options);
}

/** $null against `v`: below everything but negative numbers. */
function compareNull(v: Value): number {
  if (isNull(v)) return 0;
  const operand = isNumber(v) ? operandOf(v) : undefined;
  return operand && asReal(operand) < 0 ? 1 : -1;
}

function compareValues(a: Value, b: Value, options: CompareOptions): number {
  const ignoreCase = options.ignoreCase ?? true;
  if (typeof a === 'string') return compareText(a, toText(b), ignoreCase);
  if (typeof a === 'boolean') return Number(a) - Number(toBool(b));
  if (a instanceof Char) return compareText(a.text, toText(convertRight(a, b)), ignoreCase);
  if (isNumber(a)) {
    const right = numberFor(b) ?? operandOf(convertRight(a, b));
    const left = operandOf(a);
    return left && right ? compareOperands(left, right) : 0;
  }
  if (a instanceof EnumValue) return a.value - (convertRight(a, b) as EnumValue).value;
  return compareObjects(a, b);
}

function convertRight(a: Value, b: Value): Value {
  try {
    return convertTo(b, typeOf(a));
  } catch (error) {
    throw comparisonFailure(a, b, toNetException(error));
  }
}

function comparisonFailure(a: Value, b: Value, inner: NetException): NetException {
  return runtimeError(
    'ComparisonFailure',
    `Could not compare "${toText(a)}" to "${toText(b)}". Error: "${inner.message}"`,
    {
      type: 'System.ArgumentException',
      inner,
      category: 'NotSpecified',
    },
  );
}

function compareObjects(a: Value, b: Value): number {
  const type = typeOf(a);
  const order = type.behaviour.compare as ((x: Value, y: Value) => number) | undefined;
  if (order) return order(a, typeOf(b) === type ? b : convertRight(a, b));
  if (a === b) return 0;
  throw runtimeError(
    'NotIcomparable',
    `Cannot compare "${toText(a)}" because it is not IComparable.`,
    {
      type: 'System.Management.Automation.ExtendedTypeSystemException',
      category: 'NotSpecified',
    },
  );
}
