/** C# text as words: names, numbers, strings, signs. Comments and preprocessor lines are dropped. */
import {CSharpError} from './csharp-error.ts';

export interface CSharpToken {
  readonly kind: 'name' | 'number' | 'string' | 'char' | 'interpolated' | 'sign' | 'end';
  /** As written; of a string its content. */
  readonly text: string;
  readonly line: number;
}

const FORMS: readonly (readonly [CSharpToken['kind'] | null, RegExp])[] = [
  [null, /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*/y],
  ['name', /@?[A-Za-z_]\w*/y],
  ['number', /0[xX][0-9a-fA-F]+[uUlL]*|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[uUlLfFdDmM]*/y],
  ['interpolated', /\$"(?:[^"\\]|\\.)*"/y],
  ['string', /@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"/y],
  ['char', /'(?:[^'\\]|\\.)+'/y],
  ['sign', /=>|\?\?=?|[-+*/%&|^<>=!]=|&&|\|\||\+\+|--|<<|[-+*/%&|^!~<>=?:;,.(){}[\]]/y],
];

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The text that `\n` and its like stand for. */
export function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|(.))/gs, (_all, u, x, other) => {
    const code = (u ?? x) as string | undefined;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return ESCAPES[other as string] ?? (other as string);
  });
}

function contentOf(kind: CSharpToken['kind'], text: string): string {
  if (kind === 'string')
    return text.startsWith('@')
      ? text.slice(2, -1).replaceAll('""', '"')
      : unescape(text.slice(1, -1));
  if (kind === 'char') return unescape(text.slice(1, -1));
  if (kind === 'interpolated') return text.slice(2, -1);
  return kind === 'name' ? text.replace(/^@/, '') : text;
}

export function tokenize(source: string): CSharpToken[] {
  const tokens: CSharpToken[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const {kind, text} = next(source, at, line);
    if (kind !== null) tokens.push({kind, text: contentOf(kind, text), line});
    line += text.split('\n').length - 1;
    at += text.length;
  }
  tokens.push({kind: 'end', text: '', line});
  return tokens;
}

function next(source: string, at: number, line: number) {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const text = form.exec(source)?.[0];
    if (text !== undefined && text !== '') return {kind, text};
  }
  throw new CSharpError(`Unexpected character '${source[at]}'`, line);
}
