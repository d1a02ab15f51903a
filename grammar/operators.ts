/** Word operators, their precedence, and the fold of a flat operator list into a tree (specification 3.1). */
import type {BinaryExpressionAst, BinaryOperator, ExpressionAst} from './ast.ts';

export interface OperatorRow {
  readonly operator: BinaryOperator;
  readonly precedence: number;
}

/** An operator with the operand on its right, as read from left to right. */
export interface OperatorTail extends OperatorRow {
  readonly at: number; // offset of the operator
  readonly right: ExpressionAst;
}

const LOGICAL = 1;
const BITWISE = 2;
const COMPARISON = 3;
const COALESCE = 4;
const ADDITIVE = 5;
const MULTIPLICATIVE = 6;
const FORMAT = 7;
const RANGE = 8;

const byWord = new Map<string, OperatorRow>();
const bySign = new Map<string, OperatorRow>();

function define(into: Map<string, OperatorRow>, precedence: number, words: string): void {
  for (const word of words.split(' ')) {
    into.set(word, {operator: word as BinaryOperator, precedence});
  }
}

define(byWord, LOGICAL, 'and or xor');
define(byWord, BITWISE, 'band bor bxor');
define(byWord, COMPARISON, 'is isnot as join shl shr');
define(byWord, FORMAT, 'f');
define(bySign, COALESCE, '??');
define(bySign, ADDITIVE, '+ -');
define(bySign, MULTIPLICATIVE, '* / %');
define(bySign, RANGE, '..');

const SENSITIVE_OR_NOT =
  'eq ne gt ge lt le like notlike match notmatch contains notcontains in notin replace split';
for (const word of SENSITIVE_OR_NOT.split(' ')) {
  define(byWord, COMPARISON, `i${word} c${word}`);
  byWord.set(word, {operator: `i${word}` as BinaryOperator, precedence: COMPARISON});
}

/** Operators that take one operand, by their word in lower case. */
const unaryWords = new Map([
  ['not', 'not'],
  ['bnot', 'bnot'],
  ['join', 'join'],
  ['split', 'isplit'],
  ['isplit', 'isplit'],
  ['csplit', 'csplit'],
] as const);

export const binaryWord = (word: string): OperatorRow | undefined => byWord.get(word.toLowerCase());
export const binarySign = (sign: string): OperatorRow | undefined => bySign.get(sign);
export const unaryWord = (word: string) =>
  (unaryWords as Map<string, string>).get(word.toLowerCase());

function join(left: ExpressionAst, tail: OperatorTail): BinaryExpressionAst {
  return {
    kind: 'BinaryExpressionAst',
    start: left.start,
    end: tail.right.end,
    left,
    operator: tail.operator,
    right: tail.right,
    errorPosition: tail.at,
  };
}

/** Every binary operator is left-associative; the higher precedence binds tighter. */
export function foldOperators(head: ExpressionAst, tails: readonly OperatorTail[]): ExpressionAst {
  const operands = [head];
  const pending: OperatorTail[] = [];
  const reduce = () => {
    const tail = pending.pop();
    const right = operands.pop();
    const left = operands.pop();
    if (tail && left && right) operands.push(join(left, {...tail, right}));
  };
  for (const tail of tails) {
    while ((pending.at(-1)?.precedence ?? 0) >= tail.precedence) reduce();
    pending.push(tail);
    operands.push(tail.right);
  }
  while (pending.length > 0) reduce();
  return operands[0] ?? head;
}
