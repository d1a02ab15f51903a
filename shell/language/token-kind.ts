/** The enumeration TokenKind, and the members that stand for operators and signs. */
import {defineEnum, enumValue} from '../values/define-enum.ts';
import type {EnumValue} from '../values/enum-value.ts';

/** Names in order of value, each run with the value of its first. */
const RUNS: readonly (readonly [first: number, names: string])[] = [
  [
    0,
    'Unknown Variable SplattedVariable Parameter Number Label Identifier Generic NewLine LineContinuation ' +
      'Comment EndOfInput StringLiteral StringExpandable HereStringLiteral HereStringExpandable LParen RParen ' +
      'LCurly RCurly LBracket RBracket AtParen AtCurly DollarParen Semi AndAnd OrOr Ampersand Pipe Comma ' +
      'MinusMinus PlusPlus DotDot ColonColon Dot Exclaim Multiply Divide Rem Plus Minus Equals PlusEquals ' +
      'MinusEquals MultiplyEquals DivideEquals RemainderEquals Redirection RedirectInStd Format Not Bnot And Or ' +
      'Xor Band Bor Bxor Join Ieq Ine Ige Igt Ilt Ile Ilike Inotlike Imatch Inotmatch Ireplace Icontains ' +
      'Inotcontains Iin Inotin Isplit Ceq Cne Cge Cgt Clt Cle Clike Cnotlike Cmatch Cnotmatch Creplace ' +
      'Ccontains Cnotcontains Cin Cnotin Csplit Is IsNot As PostfixPlusPlus PostfixMinusMinus Shl Shr Colon ' +
      'QuestionMark QuestionQuestionEquals QuestionQuestion QuestionDot QuestionLBracket',
  ],
  [
    119,
    'Begin Break Catch Class Continue Data Define Do Dynamicparam Else ElseIf End Exit Filter Finally For ' +
      'Foreach From Function If In Param Process Return Switch Throw Trap Try Until Using Var While Workflow ' +
      'Parallel Sequence InlineScript Configuration DynamicKeyword Public Private Static Interface Enum ' +
      'Namespace Module Type Assembly Command Hidden Base Default Clean',
  ],
];

const values = Object.fromEntries(
  RUNS.flatMap(([first, names]) => names.split(' ').map((name, at) => [name, first + at])),
);

export const tokenKindType = defineEnum({
  fullName: 'System.Management.Automation.Language.TokenKind',
  values,
});

const SIGNS: Readonly<Record<string, string>> = {
  '+': 'Plus',
  '-': 'Minus',
  '*': 'Multiply',
  '/': 'Divide',
  '%': 'Rem',
  '..': 'DotDot',
  f: 'Format',
  '??': 'QuestionQuestion',
  '=': 'Equals',
  '+=': 'PlusEquals',
  '-=': 'MinusEquals',
  '*=': 'MultiplyEquals',
  '/=': 'DivideEquals',
  '%=': 'RemainderEquals',
  '??=': 'QuestionQuestionEquals',
  '&&': 'AndAnd',
  '||': 'OrOr',
  '++': 'PlusPlus',
  '--': 'MinusMinus',
  'post++': 'PostfixPlusPlus',
  'post--': 'PostfixMinusMinus',
  '(': 'LParen',
  ')': 'RParen',
  '{': 'LCurly',
  '}': 'RCurly',
  '[': 'LBracket',
  ']': 'RBracket',
  '@(': 'AtParen',
  '@{': 'AtCurly',
  '$(': 'DollarParen',
  ';': 'Semi',
  ',': 'Comma',
  '|': 'Pipe',
  '&': 'Ampersand',
  '::': 'ColonColon',
  '.': 'Dot',
  '?.': 'QuestionDot',
  '?[': 'QuestionLBracket',
  '?': 'QuestionMark',
  ':': 'Colon',
  '!': 'Exclaim',
};

const byLower = new Map(Object.keys(values).map(name => [name.toLowerCase(), name]));

/** The kind of an operator as the grammar names it (`ieq`, `+=`), of a sign or a keyword. */
export function tokenKind(word: string): EnumValue {
  const name =
    SIGNS[word] ?? byLower.get(word.toLowerCase()) ?? byLower.get(`i${word.toLowerCase()}`);
  return enumValue(tokenKindType, name ?? 'Unknown');
}
