/** `-band -bor -bxor -bnot -shl -shr`. Source: language specification 3.2. */
import {EnumValue} from '../values/enum-value.ts';
import {integerOf, inIntegerRange, roundHalfEven} from '../values/numbers.ts';
import type {IntegerTypeName} from '../values/numbers.ts';
import {runtimeError} from '../values/net-exception.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {TYPE} from '../values/type-symbol.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {Decimal} from '../values/decimal.ts';
import {asInteger, commonType, numericOperand} from './numeric.ts';
import type {Operand} from './numeric.ts';

interface Bits {
  readonly type: 'Int32' | 'UInt32' | 'Int64' | 'UInt64';
  readonly value: bigint;
}

function bitsOf(v: Value, method: string): Bits {
  const operand = numericOperand(v);
  if (!operand) {
    throw runtimeError(
      'MethodNotFound',
      `Method invocation failed because [${typeOf(v).fullName}] does not contain a method named '${method}'.`,
    );
  }
  return integerBits(operand);
}

/** Reals are rounded and take the first integer type that holds them. */
function integerBits(operand: Operand): Bits {
  const {type, value} = operand;
  if (type === 'Int32' || type === 'UInt32' || type === 'Int64' || type === 'UInt64') {
    return {type, value: asInteger(operand)};
  }
  const whole = rounded(value);
  const fits = (['Int32', 'UInt32', 'Int64', 'UInt64'] as const).find(name =>
    inIntegerRange(name, whole),
  );
  return {type: fits ?? 'Int64', value: BigInt.asIntN(64, whole)};
}

function rounded(value: Operand['value']): bigint {
  if (typeof value === 'bigint') return value;
  return value instanceof Decimal ? value.toBigInt() : BigInt(roundHalfEven(value));
}

function wrap(n: bigint, type: IntegerTypeName): bigint {
  switch (type) {
    case 'Int32':
      return BigInt.asIntN(32, n);
    case 'UInt32':
      return BigInt.asUintN(32, n);
    case 'UInt64':
      return BigInt.asUintN(64, n);
    default:
      return BigInt.asIntN(64, n);
  }
}

function binary(a: Value, b: Value, method: string, run: (x: bigint, y: bigint) => bigint): Value {
  const left = unwrap(a);
  const right = unwrap(b);
  const x = bitsOf(left, method);
  const y = bitsOf(right, method);
  if (left instanceof EnumValue && right instanceof EnumValue && left[TYPE] === right[TYPE]) {
    return left[TYPE].enumInfo?.of(Number(run(x.value, y.value))) ?? null;
  }
  const common = commonType(x, y);
  const type = common === 'Int32' || common === 'UInt32' || common === 'UInt64' ? common : 'Int64';
  return integerOf(type, wrap(run(x.value, y.value), type));
}

export function bitAnd(a: Value, b: Value): Value {
  return binary(a, b, 'op_BitwiseAnd', (x, y) => x & y);
}
export function bitOr(a: Value, b: Value): Value {
  return binary(a, b, 'op_BitwiseOr', (x, y) => x | y);
}
export function bitXor(a: Value, b: Value): Value {
  return binary(a, b, 'op_ExclusiveOr', (x, y) => x ^ y);
}

/** `-bnot v`: text and reals become integers first. */
export function bitNot(v: Value): Value {
  const bare = unwrap(v);
  const {type, value} = bitsOf(bare, 'op_OnesComplement');
  const result = wrap(~value, type);
  if (bare instanceof EnumValue) return bare[TYPE].enumInfo?.of(Number(result)) ?? null;
  return integerOf(type, result);
}

function shift(a: Value, b: Value, method: string, run: (x: bigint, by: bigint) => bigint): Value {
  const left = bitsOf(unwrap(a), method);
  const width = left.type.endsWith('32') ? 31n : 63n;
  const by = bitsOf(unwrap(b), method).value & width;
  return integerOf(left.type, wrap(run(left.value, by), left.type));
}

/** By the low 5 bits (6 for 64-bit types) of the right side. */
export function shiftLeft(a: Value, b: Value): Value {
  return shift(a, b, 'op_LeftShift', (x, by) => x << by);
}
export function shiftRight(a: Value, b: Value): Value {
  return shift(a, b, 'op_RightShift', (x, by) => x >> by);
}
