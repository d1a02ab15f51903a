/**
 * Operators. Plain numbers are computed here; everything else goes to shell/operators.
 * One closure per operator keeps each call site's type feedback its own. Language specification 3.
 */
import type {
  BinaryExpressionAst,
  BinaryOperator,
  TernaryExpressionAst,
  UnaryExpressionAst,
} from '../../grammar/ast.ts';
import {toBool} from '../conversion/to-bool.ts';
import {toText} from '../conversion/to-text.ts';
import {formatString} from '../text-format/format-string.ts';
import * as op from '../operators/index.ts';
import {double} from '../values/numbers.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {compileStep} from './compile-target.ts';
import {typeScope} from './compile-type.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

type Operation = (left: Value, right: Value) => Value;
type MakeBinary = (left: Expression, right: Expression, unit: Unit) => Expression;

export function compileBinary(ast: BinaryExpressionAst, unit: Unit): Expression {
  const left = compileExpression(ast.left, unit);
  const right = compileExpression(ast.right, unit);
  return binary(ast.operator)(left, right, unit);
}

function binary(operator: BinaryOperator): MakeBinary {
  const special = SPECIAL[operator];
  if (special !== undefined) return special;
  const comparison = /^([ic])([a-z]+)$/.exec(operator);
  const [, prefix, word = ''] = comparison ?? [];
  const ignoreCase = prefix === 'i';
  if (word === 'match') return matching(op.match, ignoreCase);
  if (word === 'notmatch') return matching(op.notMatch, ignoreCase);
  const operation = COMPARISONS[word];
  if (operation === undefined) throw new Error(`no operator ${operator}`);
  return (left, right) => f => operation(left(f), right(f), ignoreCase);
}

// ---- numbers -----------------------------------------------------------------------------------

function isInt(x: number): boolean {
  return (x | 0) === x;
}

/** The sum, difference or product `r` of two plain numbers: a Double stays one even if it looks whole. */
function numeric(r: number, x: number, y: number): Value {
  if ((r | 0) !== r) return r;
  return isInt(x) && isInt(y) ? r + 0 : double(r);
}

/** A comparison with a way of its own for two plain numbers. */
function comparing(
  numbers: (x: number, y: number) => boolean,
  others: (left: Value, right: Value, ignoreCase: boolean) => Value,
): MakeBinary {
  return (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? numbers(x, y) : others(x, y, true);
  };
}

/** Operators of two values without more to it. */
function plain(operation: Operation): MakeBinary {
  return (left, right) => f => operation(left(f), right(f));
}

const SPECIAL: Partial<Record<BinaryOperator, MakeBinary>> = {
  '+': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    if (typeof x === 'number' && typeof y === 'number') return numeric(x + y, x, y);
    return typeof x === 'string' && typeof y === 'string' ? x + y : op.add(x, y);
  },
  '-': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number'
      ? numeric(x - y, x, y)
      : op.subtract(x, y);
  },
  '*': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number'
      ? numeric(x * y, x, y)
      : op.multiply(x, y);
  },
  '%': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    if (typeof x === 'number' && typeof y === 'number' && isInt(x) && isInt(y) && y !== 0)
      return (x % y) + 0;
    return op.remainder(x, y);
  },
  '/': plain(op.divide),
  band: plain(op.bitAnd),
  bor: plain(op.bitOr),
  bxor: plain(op.bitXor),
  shl: plain(op.shiftLeft),
  shr: plain(op.shiftRight),
  '..': plain(op.range),
  join: plain(op.join),
  f: plain((format, args) =>
    formatString(toText(format), isEnumerable(args) ? [...enumerate(args)] : [args]),
  ),
  is: (left, right) => f => op.isType(left(f), right(f), typeScope(f)),
  isnot: (left, right) => f => !op.isType(left(f), right(f), typeScope(f)),
  as: (left, right) => f => op.asType(left(f), right(f), typeScope(f)),
  ieq: comparing((x, y) => x === y, op.equalTo),
  ine: comparing((x, y) => x !== y, op.notEqualTo),
  ilt: comparing((x, y) => x < y, op.lessThan),
  ile: comparing((x, y) => x <= y, op.lessOrEqual),
  igt: comparing((x, y) => x > y, op.greaterThan),
  ige: comparing((x, y) => x >= y, op.greaterOrEqual),
  and: (left, right) => f => toBool(left(f)) && toBool(right(f)),
  or: (left, right) => f => toBool(left(f)) || toBool(right(f)),
  xor: (left, right) => f => toBool(left(f)) !== toBool(right(f)),
  '??': (left, right) => f => {
    const value = left(f);
    return isNull(value) ? right(f) : value;
  },
};

const COMPARISONS: Readonly<
  Record<string, (left: Value, right: Value, ignoreCase: boolean) => Value>
> = {
  eq: op.equalTo,
  ne: op.notEqualTo,
  gt: op.greaterThan,
  ge: op.greaterOrEqual,
  lt: op.lessThan,
  le: op.lessOrEqual,
  like: op.like,
  notlike: op.notLike,
  contains: op.contains,
  notcontains: (list, item, ignoreCase) => !op.contains(list, item, ignoreCase),
  in: op.isIn,
  notin: (item, list, ignoreCase) => !op.isIn(item, list, ignoreCase),
  replace: op.replace,
  split: op.split,
};

/** `-match` leaves `$Matches` in the current scope when a scalar matched. */
function matching(operation: typeof op.match, ignoreCase: boolean): MakeBinary {
  return (left, right, unit) => {
    const slot = unit.layout.slot('matches');
    return f => {
      const {value, matches} = operation(left(f), right(f), ignoreCase);
      if (matches !== undefined) f.slots[slot] = matches;
      return value;
    };
  };
}

// ---- unary, ternary ----------------------------------------------------------------------------

const UNARY: Partial<Record<UnaryExpressionAst['operator'], (value: Value) => Value>> = {
  not: value => !toBool(value),
  bnot: op.bitNot,
  '-': op.negate,
  '+': op.unaryPlus,
  isplit: op.splitBlanks,
  csplit: op.splitBlanks,
  join: value => op.join(value),
};

export function compileUnary(ast: UnaryExpressionAst, unit: Unit): Expression {
  const step = /^(post)?(\+\+|--)$/.exec(ast.operator);
  if (step !== null)
    return compileStep(ast.child, step[2] === '++' ? 1 : -1, step[1] !== undefined, unit);
  const child = compileExpression(ast.child, unit);
  const operation = UNARY[ast.operator];
  if (operation === undefined) throw new Error(`no operator ${ast.operator}`);
  return f => operation(child(f));
}

export function compileTernary(ast: TernaryExpressionAst, unit: Unit): Expression {
  const condition = compileExpression(ast.condition, unit);
  const ifTrue = compileExpression(ast.ifTrue, unit);
  const ifFalse = compileExpression(ast.ifFalse, unit);
  return f => (toBool(condition(f)) ? ifTrue(f) : ifFalse(f));
}
