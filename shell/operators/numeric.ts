/**
 * Number promotion: which type two operands compute in. Source: language specification 3.2.
 *
 * Decimal beats Double and Single (which compute as Double), reals beat integers; integers compute in the
 * first of Int32, UInt32, Int64, UInt64 that holds both types. BigInteger meets integers as BigInteger.
 */
import {parseNumber} from '../conversion/number-literal.ts';
import {toNumberType} from '../conversion/to-number.ts';
import {int32Type} from '../values/core-types.ts';
import {Decimal} from '../values/decimal.ts';
import {EnumValue} from '../values/enum-value.ts';
import {
  BigInteger,
  Char,
  Double,
  double,
  Integer,
  integerOf,
  inIntegerRange,
  isInt32,
  Single,
} from '../values/numbers.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';

export type ComputeType =
  | 'Int32'
  | 'UInt32'
  | 'Int64'
  | 'UInt64'
  | 'BigInteger'
  | 'Double'
  | 'Decimal';

/** An operand ready to compute: integers as bigint, reals as number, Decimal as itself. */
export interface Operand {
  readonly type: ComputeType;
  readonly value: bigint | number | Decimal;
}

const ORDER: readonly ComputeType[] = [
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'BigInteger',
  'Double',
  'Decimal',
];

/** A number (Boolean, Char and enumerations count as their code) as an operand; undefined for others. */
export function operandOf(v: Value): Operand | undefined {
  if (typeof v === 'number') {
    return isInt32(v) ? {type: 'Int32', value: BigInt(v)} : {type: 'Double', value: v};
  }
  if (typeof v === 'bigint') return {type: 'Int64', value: v};
  if (typeof v === 'boolean') return {type: 'Int32', value: v ? 1n : 0n};
  if (v === null || v === undefined) return {type: 'Int32', value: 0n};
  if (v instanceof Double || v instanceof Single) return {type: 'Double', value: v.value};
  if (v instanceof Decimal) return {type: 'Decimal', value: v};
  if (v instanceof Integer) return {type: integerCompute(v.kind), value: BigInt(v.value)};
  if (v instanceof BigInteger) return {type: 'BigInteger', value: v.value};
  if (v instanceof EnumValue) return {type: 'Int32', value: BigInt(v.value)};
  if (v instanceof Char) return {type: 'Int32', value: BigInt(v.code)};
  if (v instanceof SwitchParameter) return {type: 'Int32', value: v.isPresent ? 1n : 0n};
  return undefined;
}

function integerCompute(kind: Integer['kind']): ComputeType {
  return kind === 'UInt32' || kind === 'UInt64' ? kind : 'Int32';
}

/** As operandOf, but a string is parsed; text that is no number throws InvalidCastFromStringToInteger. */
export function numericOperand(v: Value): Operand | undefined {
  if (typeof v !== 'string') return operandOf(v);
  if (v === '') return {type: 'Int32', value: 0n};
  const parsed = parseNumber(v);
  return operandOf(parsed === undefined ? toNumberType(v, 'Int32', int32Type) : parsed);
}

/** The type two operands compute in. */
export function commonType(a: Operand, b: Operand): ComputeType {
  const wide = ORDER[Math.max(ORDER.indexOf(a.type), ORDER.indexOf(b.type))] ?? 'Double';
  if (wide !== 'UInt32' && wide !== 'UInt64') return wide;
  const negative = [a, b].some(({value}) => typeof value === 'bigint' && value < 0n);
  if (!negative) return wide;
  return wide === 'UInt32' ? 'Int64' : 'Double';
}

export function asDecimal({value}: Operand): Decimal {
  if (value instanceof Decimal) return value;
  return typeof value === 'bigint' ? Decimal.of(value) : Decimal.fromNumber(value);
}

export function asReal({value}: Operand): number {
  return value instanceof Decimal ? value.toNumber() : Number(value);
}

export function asInteger({value}: Operand): bigint {
  return typeof value === 'bigint' ? value : BigInt(Math.trunc(asReal({type: 'Double', value})));
}

/** An integer result: of its type while it fits, else a Double. */
export function integerResult(n: bigint, type: ComputeType): Value {
  if (type === 'BigInteger') return new BigInteger(n);
  if (type === 'Double' || type === 'Decimal') return double(Number(n));
  return inIntegerRange(type, n) ? integerOf(type, n) : double(Number(n));
}
