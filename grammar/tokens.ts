/**
 * Tokens of a text for colouring and completion at the prompt: cheap, and content with unfinished input.
 *
 * This is not the parser: it looks at one token and the brackets around it, never at the whole. Where the
 * two could differ (a word that is a keyword only in its place) it takes the likely reading.
 */
import {binaryWord, unaryWord} from './operators.ts';
import {
  ANY_DASH_WORD,
  ARGUMENT_NUMBER,
  endsWord,
  isBlank,
  matchLength,
  NUMBER,
  PARAMETER_NAME,
  PLAIN_WORD,
  REDIRECTION,
  SIMPLE_NAME,
  startsCommand,
  TYPE_NAME,
  VARIABLE,
} from './scan.ts';

export type TokenKind =
  | 'command' // the word that is run
  | 'parameter' // -Name in a command
  | 'argument' // a bare word in a command
  | 'string' // with its quotes; variables in it are tokens of their own
  | 'number'
  | 'variable'
  | 'member' // the name after `.` or `::`, and a hashtable's key
  | 'type' // the name in [ ]
  | 'keyword'
  | 'operator'
  | 'bracket' // ( ) { } [ ], also @( $( @{
  | 'separator' // ; , |
  | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number; // exclusive
}

const KEYWORDS = new Set(
  (
    'begin break catch class clean continue data do dynamicparam else elseif end enum exit filter finally ' +
    'for foreach function hidden if in param process return static switch throw trap try until using while'
  ).split(' '),
);

/** What may stand at this place. */
type Mode = 'statement' | 'arguments' | 'expression' | 'type' | 'key';

interface OpenBracket {
  readonly closer: string;
  readonly opener: string;
  readonly mode: Mode; // goes on after the closer
  readonly quote: string; // the string that goes on after the closer, or ''
}

const CLOSERS: Readonly<Record<string, string>> = {'(': ')', '{': '}', '[': ']'};
const INSIDE: Readonly<Record<string, Mode>> = {'@{': 'key', '[': 'type'};

const endsLineAt = (code: number): boolean => code === 10 || code === 13;

class Tokenizer {
  readonly tokens: Token[] = [];
  readonly text: string;
  at = 0;
  mode: Mode = 'statement';
  readonly open: OpenBracket[] = [];

  constructor(text: string) {
    this.text = text;
  }

  run(): Token[] {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  /** Adds a token of `length` characters and moves past it. */
  private take(kind: TokenKind, length: number): void {
    const start = this.at;
    this.at = Math.min(start + Math.max(length, 1), this.text.length);
    this.tokens.push({kind, start, end: this.at});
  }

  private match(pattern: RegExp): number {
    return matchLength(pattern, this.text, this.at);
  }

  private next(): void {
    const char = this.text[this.at] ?? '';
    if (char === '\n' || char === '\r') {
      this.at++;
      this.startStatement();
    } else if (isBlank(char.charCodeAt(0))) this.at++;
    else if (char === '#') this.take('comment', this.lineEnd() - this.at);
    else if (this.text.startsWith('<#', this.at)) this.blockComment();
    else if (char === '`' && !endsWord(this.text.charCodeAt(this.at + 1))) this.word();
    else if (char === '`') this.at += 2;
    else this.token(char);
  }

  private token(char: string): void {
    if (char === '"' || char === '“' || char === '”') this.string('"', 1);
    else if (char === "'" || char === '‘' || char === '’') this.singleQuoted();
    else if (char === '@') this.atSign();
    else if (char === '$') this.dollar();
    else if (CLOSERS[char]) this.openBracket(char);
    else if (char === ')' || char === '}' || char === ']') this.closeBracket(char);
    else if (char === ';' || char === '|' || char === '&' || char === ',') this.separator(char);
    else this.word();
  }

  // ---- words, by mode ----

  private word(): void {
    if (this.memberFollows()) return;
    if (this.mode === 'statement' && !startsCommand(this.text, this.at)) this.mode = 'expression';
    if (this.mode === 'statement') this.commandWord();
    else if (this.mode === 'arguments') this.argumentWord();
    else if (this.mode === 'type')
      this.take(this.match(TYPE_NAME) > 0 ? 'type' : 'operator', this.match(TYPE_NAME));
    else if (this.mode === 'key' && this.match(SIMPLE_NAME) > 0)
      this.take('member', this.match(SIMPLE_NAME));
    else this.expressionWord();
  }

  private plainLength(): number {
    let length = 0;
    for (;;) {
      const more = matchLength(PLAIN_WORD, this.text, this.at + length);
      if (more > 0) length += more;
      else if (this.text[this.at + length] === '`') length += 2;
      else return Math.max(length, 1);
    }
  }

  private isKeyword(length: number): boolean {
    const end = this.at + length;
    return (
      KEYWORDS.has(this.text.slice(this.at, end).toLowerCase()) &&
      endsWord(this.text.charCodeAt(end))
    );
  }

  private commandWord(): void {
    const length = this.plainLength();
    if (this.isKeyword(length)) {
      const word = this.text.slice(this.at, this.at + length).toLowerCase();
      this.take('keyword', length);
      if (word === 'using') this.mode = 'arguments';
      return;
    }
    const invokes = length === 1 && this.text[this.at] === '.';
    const defines = ['function', 'filter', 'class', 'enum'].includes(this.previousWord());
    this.take(invokes ? 'operator' : 'command', length);
    if (!invokes) this.mode = defines ? 'expression' : 'arguments';
  }

  private previousWord(): string {
    const last = this.tokens.at(-1);
    return last?.kind === 'keyword' ? this.text.slice(last.start, last.end).toLowerCase() : '';
  }

  private argumentWord(): void {
    const redirection = this.match(REDIRECTION);
    const parameter = /[-–—―]/.test(this.text[this.at] ?? '')
      ? matchLength(PARAMETER_NAME, this.text, this.at + 1)
      : -1;
    if (redirection > 0) this.take('operator', redirection);
    else if (parameter > 0) {
      const colon = this.text[this.at + 1 + parameter] === ':' ? 1 : 0;
      this.take('parameter', parameter + 1 + colon);
    } else if (this.match(ARGUMENT_NUMBER) > 0) this.take('number', this.match(ARGUMENT_NUMBER));
    else this.take('argument', this.plainLength());
  }

  private expressionWord(): void {
    const dashWord = this.match(ANY_DASH_WORD);
    const number = this.match(NUMBER);
    const name = this.match(SIMPLE_NAME);
    if (dashWord > 0) {
      const word = this.text.slice(this.at + 1, this.at + dashWord);
      this.take(binaryWord(word) || unaryWord(word) ? 'operator' : 'parameter', dashWord);
    } else if (number > 0 && !this.afterValue()) this.take('number', number);
    else if (name > 0) this.take(this.isKeyword(name) ? 'keyword' : 'argument', name);
    else this.operator();
  }

  private operator(): void {
    const length = /^(?:\?\?=|[-+*/%]=|\+\+|--|\.\.|::|\?\?|\?\.)/.exec(
      this.text.slice(this.at, this.at + 3),
    );
    const text = length?.[0] ?? this.text[this.at] ?? '';
    this.take('operator', text.length);
    if (text.endsWith('=')) this.mode = 'statement';
  }

  /** Does a value end right here, without a blank? */
  private afterValue(): boolean {
    const last = this.tokens.at(-1);
    if (!last || last.end !== this.at) return false;
    if (last.kind === 'bracket') return /[)\]}]$/.test(this.text.slice(last.start, last.end));
    return ['variable', 'member', 'string', 'number', 'type'].includes(last.kind);
  }

  private memberFollows(): boolean {
    if (!this.afterValue()) return false;
    const operator = /^(?:\?\.|::|\.(?!\.))/.exec(this.text.slice(this.at, this.at + 2))?.[0];
    if (!operator) return false;
    if (this.mode === 'statement') this.mode = 'expression';
    this.take('operator', operator.length);
    if (this.match(SIMPLE_NAME) > 0) this.take('member', this.match(SIMPLE_NAME));
    return true;
  }

  // ---- statements and brackets ----

  private startStatement(): void {
    const {opener} = this.open.at(-1) ?? {opener: ''};
    if (opener === '(' || opener === '[') return;
    this.mode = opener === '@{' ? 'key' : 'statement';
  }

  private separator(char: string): void {
    const double = this.text[this.at + 1] === char && char !== ',' && char !== ';';
    this.take(char === '&' || double ? 'operator' : 'separator', double ? 2 : 1);
    if (char === ';') this.startStatement();
    else if (char !== ',') this.mode = 'statement';
    else if (this.mode === 'statement') this.mode = 'expression';
  }

  private openBracket(opener: string, quote = ''): void {
    const last = opener.at(-1) ?? opener;
    const isIndex = opener === '[' && this.afterValue();
    if (opener === '[' && this.mode === 'arguments' && !isIndex) {
      this.take('argument', this.plainLength());
      return;
    }
    this.open.push({closer: CLOSERS[last] ?? '', opener, mode: this.mode, quote});
    this.take('bracket', opener.length);
    this.mode = isIndex ? 'expression' : (INSIDE[opener] ?? 'statement');
  }

  private closeBracket(closer: string): void {
    this.take('bracket', 1);
    if (this.open.at(-1)?.closer !== closer) return;
    const {mode, quote} = this.open.pop() ?? {mode: 'statement' as const, quote: ''};
    this.mode = mode === 'statement' && closer !== '}' ? 'expression' : mode;
    if (quote !== '') this.string(quote, 0);
  }

  private dollar(): void {
    if (this.text[this.at + 1] === '(') {
      this.openBracket('$(');
      return;
    }
    const length = this.match(VARIABLE);
    if (length < 0) {
      this.word();
      return;
    }
    this.take('variable', length);
    if (this.mode === 'statement') this.mode = 'expression';
  }

  private atSign(): void {
    const next = this.text[this.at + 1] ?? '';
    if (next === '(' || next === '{') this.openBracket(`@${next}`);
    else if (next === '"') this.string('"@', 2);
    else if (next === "'") this.take('string', this.find("\n'@", 3) - this.at);
    else if (this.match(VARIABLE) > 0) this.take('variable', this.match(VARIABLE));
    else this.word();
  }

  // ---- strings and comments ----

  private find(closer: string, length: number): number {
    const found = this.text.indexOf(closer, this.at + 1);
    return found < 0 ? this.text.length : found + length;
  }

  private lineEnd(): number {
    let end = this.at;
    while (end < this.text.length && !endsLineAt(this.text.charCodeAt(end))) end++;
    return end;
  }

  private blockComment(): void {
    this.take('comment', this.find('#>', 2) - this.at);
  }

  private singleQuoted(): void {
    this.take('string', this.find("'", 1) - this.at);
    if (this.mode === 'statement') this.mode = 'expression';
  }

  /** The text of an expandable string from here; `opener` characters of it are its opening quote. */
  private string(closer: string, opener: number): void {
    if (this.mode === 'statement') this.mode = 'expression';
    let to = this.at + opener;
    for (; to < this.text.length; to++) {
      const char = this.text[to];
      if (char === '`') to++;
      else if (char === '$' && this.text[to + 1] === '(') {
        this.textUntil(to);
        this.openBracket('$(', closer);
        return;
      } else if (char === '$' && this.variableIn(to)) to = this.at - 1;
      else if (this.endsString(to, closer)) {
        to += closer.length;
        break;
      }
    }
    this.textUntil(to);
  }

  private textUntil(at: number): void {
    if (at > this.at) this.take('string', at - this.at);
  }

  private endsString(at: number, closer: string): boolean {
    if (closer === '"') return /["“”]/.test(this.text[at] ?? '');
    return this.text.startsWith(closer, at) && /[\r\n]/.test(this.text[at - 1] ?? '');
  }

  /** A variable inside a string: what stands before it is a token, then the string goes on. */
  private variableIn(at: number): boolean {
    const length = matchLength(VARIABLE, this.text, at);
    if (length < 0) return false;
    this.textUntil(at);
    this.take('variable', length);
    return true;
  }
}

/** The tokens of `text` in order; blanks are left out. Any text is taken. */
export function tokenize(text: string): Token[] {
  return new Tokenizer(text).run();
}
