/**
 * Tokens as scripts see them: kinds, flags, and what each class of token knows beside its text.
 *
 * The tokens for colouring (grammar/tokens.ts) cut a string at what expands in it; here it is one token, and
 * what stands inside are its nested tokens. Line ends are tokens, blanks are not.
 */
import type {ScriptBlockAst} from '../../grammar/ast.ts';
import type {ParseError, ParseResult} from '../../grammar/parse.ts';
import {numericValue} from '../../grammar/numbers.ts';
import {binarySign, binaryWord, unaryWord} from '../../grammar/operators.ts';
import {type Token, tokenize} from '../../grammar/tokens.ts';
import {walk} from '../../grammar/walk.ts';
import {constantValue} from '../eval/compile-literal.ts';
import type {SourceText} from '../eval/source-text.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {Value} from '../values/value.ts';
import {LANGUAGE} from './ast-object.ts';
import {ScriptExtent} from './extent.ts';
import {tokenKind} from './token-kind.ts';

const FLAGS = {
  None: 0,
  Keyword: 0x10,
  BinaryOperator: 0x100,
  UnaryOperator: 0x200,
  CaseSensitiveOperator: 0x400,
  AssignmentOperator: 0x2000,
  TokenInError: 0x10000,
  CommandName: 0x80000,
  MemberName: 0x100000,
  TypeName: 0x200000,
} as const;

const flagsType = defineEnum({fullName: `${LANGUAGE}.TokenFlags`, values: FLAGS, flags: true});

class LanguageToken {
  readonly className: string;
  readonly kind: EnumValue;
  readonly flags: number;
  readonly extent: ScriptExtent;
  readonly nested: readonly LanguageToken[];

  constructor(
    className: string,
    kind: EnumValue,
    flags: number,
    extent: ScriptExtent,
    nested: readonly LanguageToken[] = [],
  ) {
    this.className = className;
    this.kind = kind;
    this.flags = flags;
    this.extent = extent;
    this.nested = nested;
  }

  get [TYPE](): NetType {
    return requireType(`${LANGUAGE}.${this.className}`);
  }
}

export const tokenType = defineType<LanguageToken>({
  fullName: `${LANGUAGE}.Token`,
  toText: ({extent}) => extent.text,
  properties: {
    Text: {type: 'string', get: ({extent}) => extent.text},
    TokenFlags: {get: ({flags}) => enumValue(flagsType, flags)},
    Kind: {get: ({kind}) => kind},
    HasError: {type: 'bool', get: ({flags}) => (flags & FLAGS.TokenInError) !== 0},
    Extent: {get: ({extent}) => extent},
  },
});

/** `"a"`, `'a'` and here-strings without their quotes. */
function unquoted(text: string): string {
  const quote = /^@["'][^\r\n]*(?:\r\n|\n|\r)/.exec(text)?.[0].length ?? 1;
  const end = text.startsWith('@') ? /(?:\r\n|\n|\r)?["']@$/ : /["'\u2018-\u201e]$/;
  return text.slice(quote).replace(end, '');
}

function numberValue(text: string): Value {
  const found = numericValue(text);
  return found && constantValue({kind: 'ConstantExpressionAst', start: 0, end: 0, ...found});
}

type Properties = Readonly<Record<string, (self: LanguageToken) => Value>>;

/** Classes of tokens with what they add; a base class stands before those that derive from it. */
const CLASSES: readonly (readonly [name: string, base: string, properties: Properties])[] = [
  ['StringToken', 'Token', {Value: ({extent}) => unquoted(extent.text)}],
  ['StringLiteralToken', 'StringToken', {}],
  [
    'StringExpandableToken',
    'StringToken',
    {
      NestedTokens: ({nested}) =>
        nested.length === 0 ? null : typedArray(tokenType, [...nested] as Value[]),
    },
  ],
  ['NumberToken', 'Token', {Value: ({extent}) => numberValue(extent.text)}],
  ['VariableToken', 'Token', {Name: ({extent}) => extent.text.replace(/^[$@]\{?|\}$/g, '')}],
  [
    'ParameterToken',
    'Token',
    {
      ParameterName: ({extent}) => extent.text.replace(/^.|:$/g, ''),
      UsedColon: ({extent}) => extent.text.endsWith(':'),
    },
  ],
];

for (const [name, base, properties] of CLASSES) {
  defineType<LanguageToken>({
    fullName: `${LANGUAGE}.${name}`,
    base: requireType(`${LANGUAGE}.${base}`),
    properties: Object.fromEntries(
      Object.entries(properties).map(([property, get]) => [property, {get}]),
    ),
  });
}

const KINDS: Partial<Record<Token['kind'], string>> = {
  command: 'Identifier',
  parameter: 'Parameter',
  argument: 'Generic',
  number: 'Number',
  member: 'Identifier',
  type: 'Identifier',
  comment: 'Comment',
};

const CLASS_NAMES: Partial<Record<Token['kind'], string>> = {
  argument: 'StringLiteralToken',
  command: 'StringLiteralToken',
  member: 'StringLiteralToken',
  type: 'StringLiteralToken',
  number: 'NumberToken',
  variable: 'VariableToken',
  parameter: 'ParameterToken',
};

function kindOf(token: Token, text: string): EnumValue {
  const fixed = KINDS[token.kind];
  if (fixed !== undefined) return tokenKind(fixed);
  if (token.kind === 'variable')
    return tokenKind(text.startsWith('@') ? 'SplattedVariable' : 'Variable');
  if (token.kind !== 'string') return tokenKind(text.replace(/^-(?=[a-z])/i, ''));
  const here = text.startsWith('@') ? 'HereString' : 'String';
  return tokenKind(here + (/^@?['\u2018-\u201b]/.test(text) ? 'Literal' : 'Expandable'));
}

const NAMES: Partial<Record<Token['kind'], number>> = {
  keyword: FLAGS.Keyword,
  command: FLAGS.CommandName,
  member: FLAGS.MemberName,
  type: FLAGS.TypeName,
};

function flagsOf(token: Token, text: string): number {
  if (token.kind !== 'operator') return NAMES[token.kind] ?? FLAGS.None;
  if (/^(?:[-+*/%]|\?\?)?=$/.test(text)) return FLAGS.AssignmentOperator;
  const word = text.replace(/^-(?=[a-z])/i, '');
  const binary = binaryWord(word) ?? binarySign(text);
  const cased = binary && /^c(?!ontains)/i.test(word) ? FLAGS.CaseSensitiveOperator : 0;
  const unary = unaryWord(word) !== undefined || /^(?:!|\+\+|--|[-+])$/.test(text);
  return (binary ? FLAGS.BinaryOperator : 0) | (unary ? FLAGS.UnaryOperator : 0) | cased;
}

/** Where the strings of a tree with something before their text stand, outer ones only, in order. */
function quotedStrings(ast: ScriptBlockAst | null): {start: number; end: number}[] {
  const found: {start: number; end: number}[] = [];
  if (!ast) return found;
  walk(ast, node => {
    if (!('stringConstantType' in node) || !node.stringConstantType.startsWith('Double')) return;
    if (node.start >= (found.at(-1)?.end ?? 0)) found.push({start: node.start, end: node.end});
  });
  return found;
}

/** Makes the tokens of a text that was parsed. */
class Tokens {
  readonly source: SourceText;
  readonly strings: {start: number; end: number}[];
  readonly errors: readonly ParseError[];
  readonly made: LanguageToken[] = [];

  constructor(source: SourceText, {ast, errors}: ParseResult) {
    this.source = source;
    this.errors = errors;
    this.strings = quotedStrings(ast);
  }

  run(): LanguageToken[] {
    const {text} = this.source;
    const all = tokenize(text);
    let at = 0;
    for (let index = 0; index < all.length; ) {
      const token = all[index] as Token;
      this.lineEnds(at, token.start);
      const string = this.stringAt(token.start);
      let stop = index + 1;
      while (string && (all[stop]?.start ?? string.end) < string.end) stop++;
      this.made.push(string ? this.string(string, all.slice(index, stop)) : this.single(token));
      at = string?.end ?? token.end;
      index = stop;
    }
    this.lineEnds(at, text.length);
    this.made.push(this.plain('EndOfInput', text.length, text.length));
    return this.made;
  }

  private stringAt(start: number): {start: number; end: number} | undefined {
    while (this.strings[0] && this.strings[0].start < start) this.strings.shift();
    return this.strings[0]?.start === start ? this.strings.shift() : undefined;
  }

  private string(place: {start: number; end: number}, parts: readonly Token[]): LanguageToken {
    const extent = new ScriptExtent(this.source, place.start, place.end);
    const kind = kindOf({kind: 'string', ...place}, extent.text);
    const nested = parts.filter(part => part.kind !== 'string').map(part => this.single(part));
    return new LanguageToken('StringExpandableToken', kind, this.failure(extent), extent, nested);
  }

  private single(token: Token): LanguageToken {
    const extent = new ScriptExtent(this.source, token.start, token.end);
    const kind = kindOf(token, extent.text);
    const isLiteral = token.kind === 'string' && String(kind).endsWith('Literal');
    const ofString = isLiteral ? 'StringLiteralToken' : 'StringExpandableToken';
    const className = token.kind === 'string' ? ofString : (CLASS_NAMES[token.kind] ?? 'Token');
    const flags = flagsOf(token, extent.text) | this.failure(extent);
    return new LanguageToken(className, kind, flags, extent);
  }

  /** Is an error about this token or something in it? */
  private failure({start, end}: ScriptExtent): number {
    const isInside = (error: ParseError) =>
      error.start >= start && error.end <= end && error.end > error.start;
    return this.errors.some(isInside) ? FLAGS.TokenInError : FLAGS.None;
  }

  private plain(kind: string, start: number, end: number): LanguageToken {
    const extent = new ScriptExtent(this.source, start, end);
    return new LanguageToken('Token', tokenKind(kind), FLAGS.None, extent);
  }

  /** The line ends between two tokens; with a backtick before it a line goes on. */
  private lineEnds(from: number, to: number): void {
    const gap = this.source.text.slice(from, to);
    for (const {0: found, index} of gap.matchAll(/`?(?:\r\n|\n|\r)/g)) {
      const kind = found.startsWith('`') ? 'LineContinuation' : 'NewLine';
      this.made.push(this.plain(kind, from + index, from + index + found.length));
    }
  }
}

export function tokensOf(source: SourceText, result: ParseResult): Value[] {
  return new Tokens(source, result).run();
}
