/**
 * `+ - * / %`, unary `+ -`, `++ --`. Source: language specification 3.2.
 *
 * The engine inlines the cases of two Int32; everything else comes here. Numbers first, then text and
 * lists, then operators that the .NET type defines (`op_Addition` ...).
 */
import {toText} from '../conversion/to-text.ts';
import {DecimalOverflow} from '../values/decimal.ts';
import {isEnumerable, toArray} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {NetException, runtimeError, toNetException} from '../values/net-exception.ts';
import {callMethod} from '../values/overload.ts';
import {PSCustomObject} from '../values/custom-object.ts';
import {BigInteger, Char, double, isInt32} from '../values/numbers.ts';
import {PSWrapper, unwrap} from '../values/ps-wrapper.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import type {Operand} from './numeric.ts';
import {
  asDecimal,
  asInteger,
  asReal,
  commonType,
  integerResult,
  numericOperand,
  operandOf,
} from './numeric.ts';

interface Arithmetic {
  /** Method that a .NET type may define. */
  readonly method: string;
  readonly integer: (a: bigint, b: bigint) => bigint;
  readonly real: (a: number, b: number) => number;
  readonly decimal: 'add' | 'subtract' | 'multiply';
}

const addition: Arithmetic = {
  method: 'op_Addition',
  integer: (a, b) => a + b,
  real: (a, b) => a + b,
  decimal: 'add',
};
const subtraction: Arithmetic = {
  method: 'op_Subtraction',
  integer: (a, b) => a - b,
  real: (a, b) => a - b,
  decimal: 'subtract',
};
const multiplication: Arithmetic = {
  method: 'op_Multiply',
  integer: (a, b) => a * b,
  real: (a, b) => a * b,
  decimal: 'multiply',
};

function bothInt32(a: number, b: number): boolean {
  return isInt32(a) && isInt32(b);
}

/** `-0` of an integer calculation is 0. */
function plainZero(n: number): number {
  return n + 0;
}

function compute(a: Operand, b: Operand, op: Arithmetic): Value {
  const type = commonType(a, b);
  if (type === 'Decimal') return inDecimal(() => asDecimal(a)[op.decimal](asDecimal(b)));
  if (type === 'Double') return double(op.real(asReal(a), asReal(b)));
  return integerResult(op.integer(asInteger(a), asInteger(b)), type);
}

/** Decimal overflow is an error, not a Double. */
function inDecimal<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DecimalOverflow)) throw error;
    throw wrapped(new NetException('System.OverflowException', error.message));
  }
}

function wrapped(inner: NetException): NetException {
  return runtimeError('RuntimeException', inner.message, {inner, category: 'NotSpecified'});
}

function numeric(a: Value, b: Value, op: Arithmetic): Value {
  const left = numericOperand(a);
  const right = left && numericOperand(b);
  return left && right ? compute(left, right, op) : byType(a, b, op.method);
}

/** An operator of the left or right operand's type; else MethodNotFound naming it. */
function byType(a: Value, b: Value, method: string): Value {
  for (const v of [a, b]) {
    if (isNull(v)) continue;
    const found = typeOf(v).staticMember(method);
    if (found?.kind === 'method') return callMethod(found, null, [a, b], found.owner);
  }
  const blamed = operandOf(a) && !isNull(a) ? b : a;
  throw runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${shownType(blamed)}] does not contain a method named '${method}'.`,
  );
}

function shownType(v: Value): string {
  return v instanceof PSCustomObject ? 'System.Management.Automation.PSObject' : typeOf(v).fullName;
}

/** `a + b`: decided by the left side. */
export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number')
    return bothInt32(a, b) ? a + b : double(a + b);
  if (typeof a === 'string') return a + toText(b);
  if (a instanceof PSWrapper || b instanceof PSWrapper) return add(unwrap(a), unwrap(b));
  if (a === null || a === undefined) return b;
  if (a instanceof Char) return a.text + toText(b);
  // AutoNull is no element, $null is one.
  if (Array.isArray(a))
    return isEnumerable(b) || b === undefined ? [...a, ...toArray(b)] : [...a, b];
  if (a instanceof Hashtable) return mergeTables(a, b);
  if (isEnumerable(a)) return [...toArray(a), ...(isEnumerable(b) ? toArray(b) : [b])];
  return numeric(a, b, addition);
}

function mergeTables(a: Hashtable, b: Value): Value {
  if (isNull(b)) return a.clone();
  if (!(b instanceof Hashtable)) {
    throw runtimeError(
      'AddHashTableToNonHashTable',
      'A hash table can only be added to another hash table.',
    );
  }
  const sum = a.clone();
  for (const [key, value] of b.entries()) addKey(sum, key, value);
  return sum;
}

function addKey(table: Hashtable, key: Value, value: Value): void {
  try {
    table.add(key, value);
  } catch (error) {
    const inner = toNetException(error);
    throw runtimeError('System.ArgumentException', inner.message, {
      inner,
      category: 'NotSpecified',
      type: 'System.ArgumentException',
    });
  }
}

/** `a - b` */
export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number')
    return bothInt32(a, b) ? a - b : double(a - b);
  if (a instanceof PSWrapper || b instanceof PSWrapper) return subtract(unwrap(a), unwrap(b));
  return numeric(a, b, subtraction);
}

/** `a * b`: a number, text or list on the left. */
export function multiply(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (!bothInt32(a, b)) return double(a * b);
    return plainZero(a * b);
  }
  if (a instanceof PSWrapper || b instanceof PSWrapper) return multiply(unwrap(a), unwrap(b));
  if (isNull(a)) return null;
  if (typeof a === 'string') return repeatText(a, repeatCount(b));
  if (isEnumerable(a)) return repeatList(toArray(a), repeatCount(b));
  return numeric(a, b, multiplication);
}

function repeatText(text: string, count: number): string {
  if (text.length * count > 2 ** 29)
    throw wrapped(
      new NetException(
        'System.OutOfMemoryException',
        'Insufficient memory to continue the execution of the program.',
      ),
    );
  return text.repeat(count);
}

function repeatCount(b: Value): number {
  const operand = numericOperand(b);
  if (!operand) return byType(b, null, 'op_Multiply') as number;
  const count = Math.round(asReal(operand));
  if (count >= 0) return count;
  throw wrapped(
    new NetException(
      'System.ArgumentOutOfRangeException',
      `times ('${count}') must be a non-negative value. (Parameter 'times')\nActual value was ${count}.`,
    ),
  );
}

function repeatList(items: Value[], count: number): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < count; i++) for (const item of items) out.push(item);
  return out;
}

function divideByZero(): NetException {
  return wrapped(new NetException('System.DivideByZeroException', 'Attempted to divide by zero.'));
}

/** `a / b`: an integer only when the quotient is exact. */
export function divide(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (!bothInt32(a, b)) return double(a / b);
    if (b === 0) throw divideByZero();
    const quotient = a / b;
    return Number.isInteger(quotient) ? plainZero(quotient) : quotient;
  }
  if (a instanceof PSWrapper || b instanceof PSWrapper) return divide(unwrap(a), unwrap(b));
  const left = numericOperand(a);
  const right = left && numericOperand(b);
  if (!left || !right) return byType(a, b, 'op_Division');
  return divideOperands(left, right);
}

function divideOperands(a: Operand, b: Operand): Value {
  const type = commonType(a, b);
  if (type === 'Double') return double(asReal(a) / asReal(b));
  if (type === 'Decimal') {
    const divisor = asDecimal(b);
    if (divisor.unscaled === 0n) throw divideByZero();
    return inDecimal(() => asDecimal(a).divide(divisor));
  }
  const divisor = asInteger(b);
  if (divisor === 0n) throw divideByZero();
  if (type === 'BigInteger') return new BigInteger(asInteger(a) / divisor);
  if (asInteger(a) % divisor === 0n) return integerResult(asInteger(a) / divisor, type);
  return double(asReal(a) / asReal(b));
}

/** `a % b`: the sign of the left side. */
export function remainder(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (!bothInt32(a, b)) return double(a % b);
    if (b === 0) throw divideByZero();
    return plainZero(a % b);
  }
  if (a instanceof PSWrapper || b instanceof PSWrapper) return remainder(unwrap(a), unwrap(b));
  const left = numericOperand(a);
  const right = left && numericOperand(b);
  if (!left || !right) return byType(a, b, 'op_Modulus');
  return remainderOperands(left, right);
}

function remainderOperands(a: Operand, b: Operand): Value {
  const type = commonType(a, b);
  if (type === 'Double') return double(asReal(a) % asReal(b));
  if (type === 'Decimal') {
    const divisor = asDecimal(b);
    if (divisor.unscaled === 0n) throw divideByZero();
    return asDecimal(a).remainder(divisor);
  }
  const divisor = asInteger(b);
  if (divisor === 0n) throw divideByZero();
  return integerResult(asInteger(a) % divisor, type);
}

/** Unary `-v`: text becomes a number. */
export function negate(v: Value): Value {
  if (typeof v === 'number') return isInt32(v) ? plainZero(-v) : double(-v);
  const bare = unwrap(v);
  const operand = numericOperand(bare);
  if (!operand) return unaryByType(bare, 'op_UnaryNegation');
  if (operand.type === 'Double') return double(-asReal(operand));
  return compute({type: 'Int32', value: 0n}, operand, subtraction);
}

/** Unary `+v`. */
export function unaryPlus(v: Value): Value {
  if (typeof v === 'number' || typeof v === 'bigint') return v;
  const bare = unwrap(v);
  const operand = numericOperand(bare);
  if (!operand) return unaryByType(bare, 'op_UnaryPlus');
  return compute({type: 'Int32', value: 0n}, operand, addition);
}

function unaryByType(v: Value, method: string): Value {
  const found = typeOf(v).staticMember(method);
  if (found?.kind === 'method') return callMethod(found, null, [v], found.owner);
  throw runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${shownType(v)}] does not contain a method named '${method}'.`,
  );
}

function step(v: Value, name: '++' | '--', by: Value): Value {
  const bare = unwrap(v);
  if (typeof bare === 'string' || !operandOf(bare)) {
    throw runtimeError(
      'OperatorRequiresNumber',
      `The '${name}' operator works only on numbers. The operand is a '${typeOf(bare).fullName}'.`,
    );
  }
  return add(isNull(bare) ? 0 : bare, by);
}

/** The value after `++`; $null counts as 0. */
export function increment(v: Value): Value {
  return step(v, '++', 1);
}

/** The value after `--`. */
export function decrement(v: Value): Value {
  return step(v, '--', -1);
}
