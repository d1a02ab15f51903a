/** Reads C# words one after another; types too, for they stand everywhere. */
import {CSharpError} from './csharp-error.ts';
import type {CSharpToken} from './tokens.ts';

export class Reader {
  readonly tokens: readonly CSharpToken[];
  at = 0;

  constructor(tokens: readonly CSharpToken[]) {
    this.tokens = tokens;
  }

  get token(): CSharpToken {
    return this.tokens[this.at] as CSharpToken;
  }

  peek(ahead: number): CSharpToken {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as CSharpToken;
  }

  /** Is the word a sign or a name of that text? */
  is(text: string): boolean {
    const {kind} = this.token;
    return (kind === 'sign' || kind === 'name') && this.token.text === text;
  }

  take(): CSharpToken {
    const {token} = this;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  /** Takes the word if it is there. */
  skip(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.error(`'${text}' expected, '${this.token.text}' found`);
  }

  name(): string {
    if (this.token.kind !== 'name') throw this.error(`A name expected, '${this.token.text}' found`);
    return this.take().text;
  }

  error(message: string): CSharpError {
    return new CSharpError(message, this.token.line);
  }

  /** `System.Collections.Generic.List<int>[]` as PowerShell writes it. */
  type(): string {
    let text = this.name();
    while (this.is('.') && this.peek(1).kind === 'name') {
      this.take();
      text += `.${this.name()}`;
    }
    text = BUILT_IN[text] ?? text;
    if (this.skip('<')) {
      const args = [this.type()];
      while (this.skip(',')) args.push(this.type());
      this.expect('>');
      text += `[${args.join(',')}]`;
    }
    if (this.skip('?')) text = `Nullable[${text}]`;
    while (this.is('[') && /^[\],]$/.test(this.peek(1).text)) {
      this.take();
      let rank = '';
      while (this.skip(',')) rank += ',';
      this.expect(']');
      text += `[${rank}]`;
    }
    return text;
  }

  /** Does a type stand here, and a name after it? Then it is a declaration. */
  declaresVariable(): boolean {
    const from = this.at;
    try {
      if (this.token.kind !== 'name') return false;
      this.type();
      return this.token.kind === 'name' && this.token.text !== 'is' && this.token.text !== 'as';
    } catch (error) {
      if (error instanceof CSharpError) return false;
      throw error;
    } finally {
      this.at = from;
    }
  }
}

/** Names of C# that PowerShell does not have. */
const BUILT_IN: Readonly<Record<string, string>> = {dynamic: 'object', nint: 'System.IntPtr'};
