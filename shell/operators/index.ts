/**
 * The operators as pure functions; see README.md of shell/values for the representation of values.
 *
 * Fast paths belong to the engine: two Int32 (`(a | 0) === a`), two strings. Everything else comes here.
 */
export {
  add,
  decrement,
  divide,
  increment,
  multiply,
  negate,
  remainder,
  subtract,
  unaryPlus,
} from './arithmetic.ts';
export {bitAnd, bitNot, bitOr, bitXor, shiftLeft, shiftRight} from './bitwise.ts';
export type {CompareOptions} from './compare.ts';
export {compare, looseEquals} from './compare.ts';
export {
  contains,
  equalTo,
  filterOrTest,
  greaterOrEqual,
  greaterThan,
  isIn,
  lessOrEqual,
  lessThan,
  like,
  notEqualTo,
  notLike,
} from './comparison.ts';
export {join} from './join.ts';
export type {MatchResult} from './match.ts';
export {match, notMatch} from './match.ts';
export {IntRange, range, rangeItems} from './range.ts';
export {replace} from './replace.ts';
export {split, splitBlanks} from './split.ts';
export {asType, isType} from './type-operators.ts';
export type {BinaryFunction} from './binary-operators.ts';
export {binaryOperators, formatOperator} from './binary-operators.ts';
