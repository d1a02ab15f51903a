/**
 * The binary operators by the names the tree gives them (grammar/ast.ts), for the engine's slow paths.
 *
 * Not here: and, or, xor, ??, `..` and `is`/`as` (they need control flow, laziness or the script's types),
 * and the match operators (they set `$Matches`): see match.ts.
 */
import {formatString} from '../text-format/format-string.ts';
import {toText} from '../conversion/to-text.ts';
import {isEnumerable, toArray} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {add, divide, multiply, remainder, subtract} from './arithmetic.ts';
import {bitAnd, bitOr, bitXor, shiftLeft, shiftRight} from './bitwise.ts';
import {
  contains,
  equalTo,
  greaterOrEqual,
  greaterThan,
  isIn,
  lessOrEqual,
  lessThan,
  like,
  notEqualTo,
  notLike,
} from './comparison.ts';
import {join} from './join.ts';
import {replace} from './replace.ts';
import {split} from './split.ts';

export type BinaryFunction = (left: Value, right: Value) => Value;

const cased: Readonly<Record<string, (left: Value, right: Value, ignoreCase: boolean) => Value>> = {
  eq: equalTo,
  ne: notEqualTo,
  gt: greaterThan,
  ge: greaterOrEqual,
  lt: lessThan,
  le: lessOrEqual,
  like,
  notlike: notLike,
  contains,
  notcontains: (list, v, ignoreCase) => !contains(list, v, ignoreCase),
  in: isIn,
  notin: (v, list, ignoreCase) => !isIn(v, list, ignoreCase),
  replace,
  split,
};

function bothCases(): Record<string, BinaryFunction> {
  const table: Record<string, BinaryFunction> = {};
  for (const [name, run] of Object.entries(cased)) {
    table[`i${name}`] = (left, right) => run(left, right, true);
    table[`c${name}`] = (left, right) => run(left, right, false);
  }
  return table;
}

/** `left -f right`: a list on the right is the argument list. */
export function formatOperator(left: Value, right: Value): string {
  return formatString(toText(left), isEnumerable(right) ? toArray(right) : [right]);
}

export const binaryOperators: Readonly<Record<string, BinaryFunction>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  band: bitAnd,
  bor: bitOr,
  bxor: bitXor,
  shl: shiftLeft,
  shr: shiftRight,
  f: formatOperator,
  join,
  ...bothCases(),
};
