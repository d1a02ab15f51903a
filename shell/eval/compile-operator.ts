/**
 * Operators. Numbers of the usual kinds are computed here; everything else goes to shell/operators.
 * One closure per operator keeps each call site's type feedback its own. Language specification 3.
 */
import type {
  BinaryExpressionAst,
  BinaryOperator,
  ExpressionAst,
  TernaryExpressionAst,
  UnaryExpressionAst,
} from '../../grammar/ast.ts';
import {toBool} from '../conversion/to-bool.ts';
import {
  add,
  binaryOperators,
  bitNot,
  divide,
  joinUnary,
  multiply,
  negate,
  plus,
  remainder,
  splitUnary,
  subtract,
} from '../operators/index.ts';
import {matchOperator} from '../operators/match.ts';
import {double} from '../values/numbers.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {compileExpression} from './compile-expression.ts';
import {compileStep} from './compile-target.ts';
import type {Expression, Unit} from './unit.ts';

type Operation = (left: Value, right: Value) => Value;

export function compileBinary(ast: BinaryExpressionAst, unit: Unit): Expression {
  const left = compileExpression(ast.left, unit);
  const right = compileExpression(ast.right, unit);
  const special = SPECIAL[ast.operator];
  if (special !== undefined) return special(left, right);
  if (/^[ic](?:not)?match$/.test(ast.operator)) return compileMatch(ast, left, right, unit);
  const operation = operationOf(ast.operator);
  return f => operation(left(f), right(f));
}

/** The function behind an operator, without fast paths and short circuits. */
export function operationOf(operator: BinaryOperator): Operation {
  const operation = (binaryOperators as Partial<Record<BinaryOperator, Operation>>)[operator];
  if (operation === undefined) throw new Error(`no operator ${operator}`);
  return operation;
}

function isInt(x: number): boolean {
  return (x | 0) === x;
}

/** The sum, difference or product `r` of two plain numbers: Double stays Double even if it looks whole. */
function numeric(r: number, x: number, y: number): Value {
  if ((r | 0) !== r) return r;
  return isInt(x) && isInt(y) ? r + 0 : double(r);
}

const SPECIAL: Partial<Record<BinaryOperator, (l: Expression, r: Expression) => Expression>> = {
  '+': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? numeric(x + y, x, y) : add(x, y);
  },
  '-': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? numeric(x - y, x, y) : subtract(x, y);
  },
  '*': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? numeric(x * y, x, y) : multiply(x, y);
  },
  '%': (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' && isInt(x) && isInt(y) && y !== 0
      ? (x % y) + 0
      : remainder(x, y);
  },
  '/': (left, right) => f => divide(left(f), right(f)),
  ieq: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    if (typeof x === 'number' && typeof y === 'number') return x === y;
    return eq(x, y);
  },
  ine: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    if (typeof x === 'number' && typeof y === 'number') return x !== y;
    return ne(x, y);
  },
  ilt: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? x < y : lt(x, y);
  },
  ile: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? x <= y : le(x, y);
  },
  igt: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? x > y : gt(x, y);
  },
  ige: (left, right) => f => {
    const x = left(f);
    const y = right(f);
    return typeof x === 'number' && typeof y === 'number' ? x >= y : ge(x, y);
  },
  and: (left, right) => f => toBool(left(f)) && toBool(right(f)),
  or: (left, right) => f => toBool(left(f)) || toBool(right(f)),
  xor: (left, right) => f => toBool(left(f)) !== toBool(right(f)),
  '??': (left, right) => f => {
    const value = left(f);
    return isNull(value) ? right(f) : value;
  },
};

const eq = operationOf('ieq');
const ne = operationOf('ine');
const lt = operationOf('ilt');
const le = operationOf('ile');
const gt = operationOf('igt');
const ge = operationOf('ige');

/** `-match` leaves `$Matches` in the current scope when a scalar matched. */
function compileMatch(
  ast: BinaryExpressionAst,
  left: Expression,
  right: Expression,
  unit: Unit,
): Expression {
  const slot = unit.layout.slot('matches');
  const options = {
    ignoreCase: ast.operator.startsWith('i'),
    negate: ast.operator.endsWith('notmatch'),
  };
  return f => {
    const {result, groups} = matchOperator(left(f), right(f), options);
    if (groups !== undefined) f.slots[slot] = groups;
    return result;
  };
}

// ---- unary -------------------------------------------------------------------------------------

const UNARY: Partial<Record<UnaryExpressionAst['operator'], (value: Value) => Value>> = {
  not: value => !toBool(value),
  bnot: bitNot,
  '-': negate,
  '+': plus,
  isplit: value => splitUnary(value),
  csplit: value => splitUnary(value),
  join: joinUnary,
};

export function compileUnary(ast: UnaryExpressionAst, unit: Unit): Expression {
  if (ast.operator === ',') {
    const child = compileExpression(ast.child, unit);
    return f => [child(f)];
  }
  if (ast.operator === 'post++' || ast.operator === '++') return compileStep(ast.child, 1, ast.operator === 'post++', unit);
  if (ast.operator === 'post--' || ast.operator === '--') return compileStep(ast.child, -1, ast.operator === 'post--', unit);
  const operation = UNARY[ast.operator];
  if (operation === undefined) throw new Error(`no operator ${ast.operator}`);
  const child = compileExpression(ast.child, unit);
  return f => operation(child(f));
}

/** Is this `$x++` or `--$x`: an expression that has no output as a statement? */
export function isStep(ast: ExpressionAst): boolean {
  return ast.kind === 'UnaryExpressionAst' && /(?:\+\+|--)$/.test(ast.operator);
}

export function compileTernary(ast: TernaryExpressionAst, unit: Unit): Expression {
  const condition = compileExpression(ast.condition, unit);
  const ifTrue = compileExpression(ast.ifTrue, unit);
  const ifFalse = compileExpression(ast.ifFalse, unit);
  return f => (toBool(condition(f)) ? ifTrue(f) : ifFalse(f));
}
