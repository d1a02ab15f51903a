/** C# statements as PowerShell text. */
import {Expressions} from './expressions.ts';
import type {Reader} from './reader.ts';
import type {MethodScope} from './scope.ts';

export class Statements {
  readonly reader: Reader;
  readonly scope: MethodScope;
  readonly #expressions: Expressions;

  constructor(reader: Reader, scope: MethodScope) {
    this.reader = reader;
    this.scope = scope;
    this.#expressions = new Expressions(reader, scope);
  }

  /** `{ ... }` as a PowerShell block with its braces. */
  block(): string {
    this.reader.expect('{');
    const lines: string[] = [];
    while (!this.reader.skip('}')) {
      if (this.reader.token.kind === 'end') throw this.reader.error("'}' expected");
      lines.push(this.#statement());
    }
    return `{\n${lines.join('\n')}\n}`;
  }

  /** `=> expression;` as a block. */
  arrowBody(returns: boolean): string {
    this.reader.expect('=>');
    const {text} = this.#expressions.expression();
    this.reader.expect(';');
    return returns ? `{ return ${text} }` : `{ ${discard(text)} }`;
  }

  #statement(): string {
    const {reader} = this;
    const word =
      reader.token.kind === 'name' || reader.is('{') || reader.is(';') ? reader.token.text : '';
    switch (word) {
      case '{':
        return this.block().slice(1, -1);
      case ';':
        reader.take();
        return '';
      case 'if':
        return this.#if();
      case 'while':
        reader.take();
        return `while (${this.#condition()}) ${this.#body()}`;
      case 'do':
        return this.#do();
      case 'for':
        return this.#for();
      case 'foreach':
        return this.#foreach();
      case 'try':
        return this.#try();
      case 'return':
      case 'throw':
        return this.#leave(reader.take().text);
      case 'break':
      case 'continue':
        reader.take();
        reader.expect(';');
        return word;
      case 'switch':
      case 'using':
      case 'lock':
      case 'yield':
      case 'goto':
      case 'fixed':
      case 'unsafe':
        throw reader.error(`The statement '${word}' is not understood`);
      default:
        return this.#simple(';');
    }
  }

  /** A declaration, or an expression whose value goes nowhere. */
  #simple(close: string): string {
    const {reader} = this;
    reader.skip('const');
    const text = reader.declaresVariable()
      ? this.#declaration()
      : discard(this.#expressions.expression().text);
    reader.expect(close);
    return text;
  }

  #declaration(): string {
    const {reader, scope} = this;
    const type = reader.type();
    const parts: string[] = [];
    do {
      const name = reader.name();
      const value = reader.skip('=') ? this.#expressions.expression() : null;
      scope.locals.set(name, type === 'var' ? (value?.type ?? '') : type);
      const cast = type === 'var' ? '' : `[${type}]`;
      if (value !== null) parts.push(`${cast}$${name} = ${value.text}`);
      else
        parts.push(
          `${/^(?:bool|s?byte|u?short|u?int|u?long|float|double|decimal)$/.test(type) ? cast : ''}$${name} = ${zeroText(type)}`,
        );
    } while (reader.skip(','));
    return parts.join('; ');
  }

  #condition(): string {
    this.reader.expect('(');
    const {text} = this.#expressions.expression();
    this.reader.expect(')');
    return text;
  }

  #body(): string {
    return this.reader.is('{') ? this.block() : `{\n${this.#statement()}\n}`;
  }

  #if(): string {
    this.reader.take();
    const head = `if (${this.#condition()}) ${this.#body()}`;
    if (!this.reader.skip('else')) return head;
    return this.reader.is('if') ? `${head} else { ${this.#if()} }` : `${head} else ${this.#body()}`;
  }

  #do(): string {
    this.reader.take();
    const body = this.#body();
    this.reader.expect('while');
    const condition = this.#condition();
    this.reader.expect(';');
    return `do ${body} while (${condition})`;
  }

  #for(): string {
    const {reader} = this;
    reader.take();
    reader.expect('(');
    const first = reader.skip(';') ? '' : this.#simple(';');
    const condition = reader.is(';') ? '' : this.#expressions.expression().text;
    reader.expect(';');
    const step = reader.skip(')') ? '' : this.#simple(')');
    return `for (${first}; ${condition}; ${step}) ${this.#body()}`;
  }

  #foreach(): string {
    const {reader, scope} = this;
    reader.take();
    reader.expect('(');
    const type = reader.type();
    const name = reader.name();
    scope.locals.set(name, type === 'var' ? '' : type);
    reader.expect('in');
    const {text} = this.#expressions.expression();
    reader.expect(')');
    return `foreach ($${name} in ${text}) ${this.#body()}`;
  }

  #try(): string {
    const {reader, scope} = this;
    reader.take();
    let text = `try ${this.block()}`;
    while (reader.skip('catch')) {
      let type = '';
      let bind = '';
      if (reader.skip('(')) {
        type = ` [${reader.type()}]`;
        if (reader.token.kind === 'name') {
          const name = reader.name();
          scope.locals.set(name, '');
          bind = `$${name} = $_.Exception\n`;
        }
        reader.expect(')');
      }
      text += ` catch${type} {\n${bind}${this.block().slice(1)}`;
    }
    return reader.skip('finally') ? `${text} finally ${this.block()}` : text;
  }

  #leave(word: string): string {
    if (this.reader.skip(';')) return word;
    const {text} = this.#expressions.expression();
    this.reader.expect(';');
    return `${word} ${text}`;
  }
}

/** Calls may answer something that a statement does not want. */
function discard(text: string): string {
  return text.endsWith(')') && !/^\S+ (?:[-+*/%]|\?\?)?= /.test(text) ? `[void]${text}` : text;
}

function zeroText(type: string): string {
  if (type === 'bool') return '$false';
  return /^(?:s?byte|u?short|u?int|u?long|float|double|decimal)$/.test(type) ? '0' : '$null';
}
