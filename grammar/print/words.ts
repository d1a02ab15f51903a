/** Texts of nodes without nodes inside: words, constant strings, variables, numbers. */
import type {
  ConstantExpressionAst,
  StringConstantExpressionAst,
  VariableExpressionAst,
} from '../ast.ts';
import {statementKeywords} from '../nodes/keywords.ts';

const CONTROL: Readonly<Record<string, string>> = {
  '\0': '`0',
  '\t': '`t',
  '\n': '`n',
  '\v': '`v',
  '\f': '`f',
  '\r': '`r',
};
/** After a backtick these letters mean something else than themselves. */
const ESCAPE_LETTERS = /[0abefnrtuv]/;

/** Characters that would end a bare word or mean something in it. */
const MEANINGFUL = /[\s\0\u0085;,|&(){}'"`$\u2018-\u201e]/g;

/** Text of a bare word, but for what its first character may mean. */
export const wordText = (text: string): string =>
  text.replace(MEANINGFUL, char => CONTROL[char] ?? `\`${char}`);

export function word(value: string): string {
  const text = wordText(value);
  const isKeyword = statementKeywords.has(value.toLowerCase());
  if (!isKeyword && !/^[-\u2013-\u2015#<>@.:!+[\]=*0-9]/.test(text)) return text;
  const at = [...text].findIndex(char => !ESCAPE_LETTERS.test(char) && char !== '`');
  return at < 0 || text[at - 1] === '`' ? text : `${text.slice(0, at)}\`${text.slice(at)}`;
}

export const expandableText = (text: string): string =>
  text.replace(/["`$\u201c-\u201e]/g, char => `\`${char}`);

export function stringConstant({value, stringConstantType}: StringConstantExpressionAst): string {
  switch (stringConstantType) {
    case 'BareWord':
      return word(value);
    case 'SingleQuoted':
      return `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
    case 'DoubleQuoted':
      return `"${expandableText(value)}"`;
    case 'SingleQuotedHereString':
      return `@'\n${value}\n'@`;
    default:
      return `@"\n${expandableText(value)}\n"@`;
  }
}

export function variable({scope, name, splatted}: VariableExpressionAst, always = false): string {
  const path = scope === null ? name : `${scope}:${name}`;
  if (splatted) return `@${path}`;
  const isPlain = !always && /^[a-z_][a-z0-9_]*(:[a-z_][a-z0-9_]*)?$/i.test(path);
  return isPlain ? `$${path}` : `\${${path.replace(/[{}`]/g, char => `\`${char}`)}}`;
}

const SUFFIXES: Readonly<Record<string, string>> = {
  Byte: 'uy',
  SByte: 'y',
  Int16: 's',
  UInt16: 'us',
  UInt32: 'u',
  Int64: 'l',
  UInt64: 'ul',
  Decimal: 'd',
  BigInteger: 'n',
};

export function number({type, value}: ConstantExpressionAst): string {
  if (type !== 'Double') return `${value}${SUFFIXES[type] ?? ''}`;
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

export const hexadecimal = ({value}: ConstantExpressionAst): string =>
  `0x${BigInt.asUintN(32, BigInt(value)).toString(16).padStart(8, '0')}`;
