/**
 * C# expressions as PowerShell text. Where the two languages would give different values, types that the text
 * declares decide (whole division); where they do not tell, the expression is refused.
 */
import {CSharpError} from './csharp-error.ts';
import {Reader} from './reader.ts';
import type {MethodScope} from './scope.ts';
import {tokenize, unescape} from './tokens.ts';

/** PowerShell text and, where it is known, the C# type. */
export interface Translated {
  readonly text: string;
  readonly type: string;
}

const INTEGERS = /^(?:s?byte|u?short|u?int|u?long|U?Int(?:16|32|64)|char)$/;
const REALS = /^(?:float|double|decimal|Single|Double|Decimal)$/;

/** Binary operators by rank, low to high, and what they are in PowerShell. */
const RANKS: readonly Readonly<Record<string, string>>[] = [
  {'||': '-or'},
  {'&&': '-and'},
  {'|': '-bor'},
  {'^': '-bxor'},
  {'&': '-band'},
  {'==': '-ceq', '!=': '-cne'},
  {'<': '-clt', '>': '-cgt', '<=': '-cle', '>=': '-cge', is: '-is', as: '-as'},
  {'<<': '-shl', '>>': '-shr'},
  {'+': '+', '-': '-'},
  {'*': '*', '/': '/', '%': '%'},
];
const BOOLEAN_RANK = 5;
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '%=', '/=', '??=']);

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export class Expressions {
  readonly reader: Reader;
  readonly scope: MethodScope;

  constructor(reader: Reader, scope: MethodScope) {
    this.reader = reader;
    this.scope = scope;
  }

  expression(): Translated {
    const left = this.#conditional();
    const {text} = this.reader.token;
    if (this.reader.token.kind !== 'sign' || !ASSIGNMENTS.has(text)) return left;
    this.reader.take();
    const right = this.expression();
    if (text === '/=') {
      const quotient = this.#divide(left, right);
      return {text: `${left.text} = ${quotient.text}`, type: left.type};
    }
    return {text: `${left.text} ${text} ${right.text}`, type: left.type};
  }

  #conditional(): Translated {
    const condition = this.#coalesce();
    if (!this.reader.skip('?')) return condition;
    const yes = this.expression();
    this.reader.expect(':');
    const no = this.expression();
    return {text: `(${condition.text} ? ${yes.text} : ${no.text})`, type: yes.type};
  }

  #coalesce(): Translated {
    const left = this.#binary(0);
    if (!this.reader.skip('??')) return left;
    const right = this.#coalesce();
    return {text: `(${left.text} ?? ${right.text})`, type: left.type};
  }

  #binary(rank: number): Translated {
    const operators = RANKS[rank];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(rank + 1);
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === undefined) return left;
      const right =
        operator === 'is' || operator === 'as'
          ? {text: `[${this.reader.type()}]`, type: ''}
          : this.#binary(rank + 1);
      left = this.#combine(operator, operators[operator] ?? operator, left, right, rank);
    }
  }

  /** `>>` is two words: `List<List<int>>` ends so too. */
  #operator(operators: Readonly<Record<string, string>>): string | undefined {
    const {reader} = this;
    if (reader.is('>') && reader.peek(1).text === '>' && '>>' in operators) {
      reader.take();
      reader.take();
      return '>>';
    }
    if (reader.is('>') && reader.peek(1).text === '>') return undefined;
    const {text, kind} = reader.token;
    if ((kind !== 'sign' && kind !== 'name') || !Object.hasOwn(operators, text)) return undefined;
    reader.take();
    return text;
  }

  #combine(
    operator: string,
    word: string,
    left: Translated,
    right: Translated,
    rank: number,
  ): Translated {
    if (operator === '/') return this.#divide(left, right);
    // A comparison with null must not filter a list.
    if (rank === BOOLEAN_RANK && right.text === '$null')
      return {text: `(${right.text} ${word} ${left.text})`, type: 'bool'};
    if (operator === '+' && right.type === 'string' && left.type !== 'string')
      return {text: `([string]${left.text} + ${right.text})`, type: 'string'};
    const type = rank < 2 || (rank >= BOOLEAN_RANK && rank <= 6) ? 'bool' : widerOf(left, right);
    return {text: `(${left.text} ${word} ${right.text})`, type};
  }

  #divide(left: Translated, right: Translated): Translated {
    if (REALS.test(left.type) || REALS.test(right.type))
      return {text: `(${left.text} / ${right.text})`, type: 'double'};
    if (!INTEGERS.test(left.type) || !INTEGERS.test(right.type))
      throw this.reader.error('The types of a division must be declared in the text');
    const type = widerOf(left, right);
    return {text: `[${type}][Math]::Truncate([decimal]${left.text} / ${right.text})`, type};
  }

  #unary(): Translated {
    const {reader} = this;
    for (const [sign, word] of [
      ['!', '-not '],
      ['-', '-'],
      ['+', '+'],
      ['~', '-bnot '],
      ['++', '++'],
      ['--', '--'],
    ] as const) {
      if (!reader.skip(sign)) continue;
      const operand = this.#unary();
      return {text: `(${word}${operand.text})`, type: sign === '!' ? 'bool' : operand.type};
    }
    return this.#cast() ?? this.#postfix(this.#primary());
  }

  /** `(int)x`. A real that becomes an integer loses its fraction: PowerShell would round. */
  #cast(): Translated | undefined {
    const {reader} = this;
    if (!reader.is('(') || reader.peek(1).kind !== 'name') return undefined;
    const from = reader.at;
    reader.take();
    try {
      const type = reader.type();
      const {kind, text} = reader.peek(1);
      const begins = kind === 'name' || kind === 'number' || kind === 'string' || text === '(';
      if (reader.is(')') && (begins || text === '-') && !this.scope.locals.has(type)) {
        if (text === '-' && !INTEGERS.test(type) && !REALS.test(type)) throw reader.error('');
        reader.take();
        const operand = this.#unary();
        const cut =
          INTEGERS.test(type) && !INTEGERS.test(operand.type) && operand.type !== 'object';
        return {
          text: cut ? `[${type}][Math]::Truncate(${operand.text})` : `([${type}]${operand.text})`,
          type,
        };
      }
    } catch (error) {
      if (!(error instanceof CSharpError)) throw error;
    }
    reader.at = from;
    return undefined;
  }

  #postfix(start: Translated): Translated {
    const {reader} = this;
    let left = start;
    for (;;) {
      if (reader.skip('.') || (reader.is('?') && reader.peek(1).text === '.' && this.#skipTwo())) {
        const isType = left.type === '#type';
        const name = reader.name();
        const args = reader.is('(') ? this.#arguments() : '';
        const type = /^(?:Length|Count)$/.test(name) && !isType ? 'int' : '';
        left = {text: `${left.text}${isType ? '::' : '.'}${name}${args}`, type};
      } else if (reader.skip('[')) {
        const indexes = this.#list(']');
        left = {text: `${left.text}[${indexes}]`, type: left.type.replace(/\[\]$/, '')};
      } else if (reader.is('++') || reader.is('--')) {
        left = {text: `(${left.text}${reader.take().text})`, type: left.type};
      } else return left;
    }
  }

  #skipTwo(): boolean {
    this.reader.take();
    this.reader.take();
    return true;
  }

  #arguments(): string {
    this.reader.expect('(');
    return `(${this.#list(')')})`;
  }

  /** Expressions up to the closing sign, joined by commas. */
  #list(close: string): string {
    const parts: string[] = [];
    while (!this.reader.skip(close)) {
      if (parts.length > 0) this.reader.expect(',');
      if (this.reader.is('ref') || this.reader.is('out')) {
        this.reader.take();
        parts.push(`([ref]${this.#unary().text})`);
      } else parts.push(this.expression().text);
    }
    return parts.join(', ');
  }

  /** The arguments of `: base(...)`. */
  baseArguments(): string {
    return this.#arguments();
  }

  #primary(): Translated {
    const {reader} = this;
    const token = reader.take();
    switch (token.kind) {
      case 'number':
        return numberOf(token.text);
      case 'string':
        return {text: quote(token.text), type: 'string'};
      case 'char':
        return {text: `[char]${quote(token.text)}`, type: 'char'};
      case 'interpolated':
        return this.#interpolated(token.text);
      case 'name':
        return this.#named(token.text);
      default:
    }
    if (token.text !== '(') throw reader.error(`'${token.text}' is not understood here`);
    const inner = this.expression();
    reader.expect(')');
    return {text: `(${inner.text})`, type: inner.type};
  }

  #named(name: string): Translated {
    const {reader, scope} = this;
    switch (name) {
      case 'this':
        return {text: '$this', type: scope.owner.name};
      case 'base':
        return {text: `([${scope.owner.base}]$this)`, type: scope.owner.base};
      case 'null':
      case 'true':
      case 'false':
        return {text: `$${name}`, type: name === 'null' ? '' : 'bool'};
      case 'new':
        return this.#creation();
      case 'typeof': {
        reader.expect('(');
        const type = reader.type();
        reader.expect(')');
        return {text: `([${type}])`, type: 'Type'};
      }
      case 'nameof': {
        reader.expect('(');
        const text = this.expression().text;
        reader.expect(')');
        return {text: quote(text.replace(/^.*[.$:]/, '')), type: 'string'};
      }
      default:
        return this.#identifier(name);
    }
  }

  #identifier(name: string): Translated {
    const {reader, scope} = this;
    const local = scope.locals.get(name);
    if (local !== undefined) return {text: `$${name}`, type: local};
    const found = scope.member(name);
    if (found !== undefined) {
      const place = found.member.isStatic ? `[${found.owner}]::` : '$this.';
      const args = found.member.isMethod && reader.is('(') ? this.#arguments() : '';
      return {text: `${place}${name}${args}`, type: found.member.type};
    }
    if (reader.is('(') || /^(?:await|async|from|stackalloc|checked|unchecked)$/.test(name))
      throw reader.error(`'${name}' is not known`);
    reader.at--;
    return {text: `[${this.#typeName()}]`, type: '#type'};
  }

  /** As many names as belong to the type; the last one before a call or the end is its member. */
  #typeName(): string {
    const {reader} = this;
    let text = reader.name();
    while (reader.is('.') && reader.peek(2).text === '.') {
      reader.take();
      text += `.${reader.name()}`;
    }
    return text;
  }

  #creation(): Translated {
    const {reader} = this;
    const type = reader.is('[') ? this.#skipTwo() && 'object' : reader.type();
    if (type === false) throw reader.error("'new' is not understood here");
    if (reader.is('{')) return this.#items(type.replace(/\[\]$/, ''));
    if (reader.skip('[')) {
      const lengths = this.#list(']');
      return {text: `[${type}[]]::new(${lengths})`, type: `${type}[]`};
    }
    const args = this.#arguments();
    if (reader.is('{')) throw reader.error('Object initialisers are not understood');
    return {text: `[${type}]::new${args}`, type};
  }

  #items(element: string): Translated {
    this.reader.expect('{');
    return {text: `([${element}[]]@(${this.#list('}')}))`, type: `${element}[]`};
  }

  /** `$"a {b:N2}"` is a format and its values. */
  #interpolated(text: string): Translated {
    const values: string[] = [];
    const format = text.replace(/\{\{|\}\}|\{([^{}:]+)(:[^{}]*)?\}/g, (all, code, spec) => {
      if (code === undefined) return all;
      const inner = new Expressions(new Reader(tokenize(code)), this.scope);
      values.push(inner.expression().text);
      return `{${values.length - 1}${spec ?? ''}}`;
    });
    const list = [quote(unescape(format)), ...values].join(', ');
    return {text: `[string]::Format(${list})`, type: 'string'};
  }
}

function widerOf(left: Translated, right: Translated): string {
  if (left.type === right.type) return left.type;
  if (left.type === 'string' || right.type === 'string') return 'string';
  if (REALS.test(left.type)) return left.type;
  if (REALS.test(right.type)) return right.type;
  if (left.type === '' || right.type === '') return '';
  return /long|Int64/.test(left.type + right.type) ? 'long' : 'int';
}

function numberOf(text: string): Translated {
  const [, digits = '', suffix = ''] = /^(.*?)([uUlLfFdDmM]*)$/.exec(text) ?? [];
  const isHex = /^0x/i.test(text);
  if (isHex) return {text: text.toLowerCase().replace(/u?l$|u$/, ''), type: 'int'};
  const lower = suffix.toLowerCase();
  if (lower === 'm') return {text: `${digits}d`, type: 'decimal'};
  if (lower === 'f') return {text: `([float]${digits})`, type: 'float'};
  if (lower === 'd' || /[.eE]/.test(digits)) return {text: `([double]${digits})`, type: 'double'};
  if (lower.includes('l')) return {text: `([long]${digits})`, type: 'long'};
  return {text: lower === 'u' ? `([uint]${digits})` : digits, type: lower === 'u' ? 'uint' : 'int'};
}
