/**
 * .NET regular expressions to JavaScript's (with the `u` flag). Source: language specification 3.4.
 *
 * Every capture becomes a numbered group of ours; names and .NET's numbering (unnamed first, then named) are
 * kept beside. Options in force at a place are written out there, because JavaScript's flags hold for all.
 * Not translated, with a clear error: balancing groups, conditions on a group, `\\G` that is not first.
 */
import {NetException} from '../values/net-exception.ts';
import {caseVariants, translateSet} from './character-set.ts';
import {ASCII_CLASSES, AT_END, CLASSES, CONTROL} from './class-text.ts';
import {RegexOptions} from './options.ts';

export interface Translation {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** It begins with `\\G`: a match stands where the search begins. */
  readonly contiguous: boolean;
  /** .NET's groups after group 0, in its order: name and the index of our capture(s). */
  readonly groups: readonly {readonly name: string; readonly captures: readonly number[]}[];
}

interface Capture {
  readonly name: string | undefined;
}

/** A literal character, escaped for the `u` flag. */
function literal(code: number): string {
  const c = String.fromCharCode(code);
  if (/[A-Za-z0-9_]/.test(c)) return c;
  return /[\^$\\.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c;
}

class Translator {
  private at = 0;
  private readonly pattern: string;
  private options: number;
  /** JavaScript's i flag serves when the whole pattern ignores case. */
  readonly wholeIgnoresCase: boolean;
  private readonly captures: Capture[] = [];
  private readonly pendingReferences: string[] = [];
  private depth = 0;
  private contiguous = false;

  constructor(pattern: string, options: number) {
    this.pattern = pattern;
    const leading = /^\(\?([a-z]+)\)/.exec(pattern)?.[1] ?? '';
    const changesLater = /\(\?[imnsx]*-?[imnsx]*i[imnsx]*[:)]/.test(
      pattern.slice(leading ? leading.length + 3 : 0),
    );
    this.wholeIgnoresCase =
      !changesLater && ((options & RegexOptions.IgnoreCase) !== 0 || leading.includes('i'));
    this.options = options;
  }

  run(): Translation {
    const source = this.alternatives();
    if (this.at < this.pattern.length) this.fail("Too many )'s.", this.at + 1);
    return {
      source: source.replace(/\uE000(\d+)\uE001/g, (_, i) =>
        this.reference(this.pendingReferences[Number(i)] ?? ''),
      ),
      ignoreCase: this.wholeIgnoresCase,
      contiguous: this.contiguous,
      groups: this.groups(),
    };
  }

  private fail(why: string, offset = this.at): never {
    throw new NetException(
      'System.Text.RegularExpressions.RegexParseException',
      `Invalid pattern '${this.pattern}' at offset ${offset}. ${why}`,
    );
  }

  private has(option: number): boolean {
    return (this.options & option) !== 0;
  }

  private peek(): string {
    return this.pattern[this.at] ?? '';
  }

  /** Unnamed groups keep their order and come first, then named ones; equal names share a group. */
  private groups(): Translation['groups'] {
    const unnamed: {name: string; captures: number[]}[] = [];
    const named = new Map<string, number[]>();
    this.captures.forEach(({name}, i) => {
      if (name === undefined) unnamed.push({name: String(unnamed.length + 1), captures: [i + 1]});
      else if (name) named.set(name, [...(named.get(name) ?? []), i + 1]);
    });
    const numbers = [...named]
      .filter(([name]) => /^\d+$/.test(name))
      .map(([name, captures]) => ({name, captures}));
    const words = [...named]
      .filter(([name]) => !/^\d+$/.test(name))
      .map(([name, captures]) => ({name, captures}));
    return [...unnamed, ...numbers, ...words];
  }

  private reference(name: string): string {
    const group = this.groups().find(known => known.name === name);
    if (!group)
      this.fail(
        `Reference to undefined group ${/^\d+$/.test(name) ? 'number' : 'name'} '${name}'.`,
      );
    return group.captures.length === 1
      ? `(?:\\${group.captures[0]})`
      : `(?:${group.captures.map(i => `\\${i}`).join('')})`;
  }

  private alternatives(): string {
    const before = this.options;
    let out = '';
    while (this.at < this.pattern.length && this.peek() !== ')') {
      if (this.peek() === '|') {
        this.at++;
        out += '|';
      } else out += this.piece();
    }
    this.options = before;
    return out;
  }

  /** One atom with its quantifier. */
  private piece(): string {
    const start = this.at;
    const atom = this.atom();
    if (atom === undefined) return '';
    this.skipBlanks();
    const quantifier = this.quantifier();
    if (!quantifier) return atom;
    if (atom === '') this.fail(`Quantifier '${quantifier[0]}' following nothing.`, start + 1);
    return this.repeatable(atom) + quantifier;
  }

  /** Lookarounds and the like can not be repeated under the u flag without a group. */
  private repeatable(atom: string): string {
    return /^\(\?[=!<](?![\w])|^\(\?<[=!]/.test(atom) || atom === '^' ? `(?:${atom})` : atom;
  }

  private quantifier(): string {
    const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.pattern.slice(this.at, this.at + 32));
    if (!match) return '';
    this.at += match[0].length;
    this.skipBlanks();
    if (/^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(this.pattern.slice(this.at, this.at + 32))) {
      this.fail(`Nested quantifier '${this.peek()}'.`, this.at + 1);
    }
    return match[0];
  }

  /** With `x`: blanks and `#` comments mean nothing. */
  private skipBlanks(): void {
    while (this.has(RegexOptions.IgnorePatternWhitespace) && /[\s#]/.test(this.peek())) {
      if (this.peek() === '#') {
        const end = this.pattern.indexOf('\n', this.at);
        this.at = end < 0 ? this.pattern.length : end;
      } else this.at++;
    }
  }

  /** undefined: nothing that could be repeated (options, comment, blanks). */
  private atom(): string | undefined {
    this.skipBlanks();
    const c = this.peek();
    if (c === '' || c === ')' || c === '|') return undefined;
    if (/[*+?]/.test(c)) this.fail(`Quantifier '${c}' following nothing.`, this.at + 1);
    this.at++;
    switch (c) {
      case '(':
        return this.group();
      case '[':
        return this.set();
      case '\\':
        return this.escape();
      case '.':
        return this.has(RegexOptions.Singleline) ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this.has(RegexOptions.Multiline) ? '(?<![^\\n])' : '(?<![\\s\\S])';
      case '$':
        return this.has(RegexOptions.Multiline) ? '(?![^\\n])' : `(?=\\n?${AT_END})`;
      default:
        return this.character(this.pattern.codePointAt(this.at - 1) ?? 0);
    }
  }

  private character(code: number): string {
    if (code > 0xffff) {
      this.at++;
      return String.fromCodePoint(code);
    }
    const ignores = this.has(RegexOptions.IgnoreCase);
    if (ignores === this.wholeIgnoresCase || !ignores) return literal(code);
    return caseVariants(code) ?? literal(code);
  }

  private set(): string {
    const {source, end} = translateSet(this.pattern, this.at, {
      expandCase: this.has(RegexOptions.IgnoreCase) && !this.wholeIgnoresCase,
    });
    if (end < 0) this.fail('Unterminated [] set.', this.pattern.length);
    this.at = end;
    return source;
  }

  private escape(): string {
    const c = this.peek();
    if (c === '') this.fail('Illegal \\ at end of pattern.', this.pattern.length);
    this.at++;
    if (c === 'G') return this.contiguousStart();
    const ascii = this.has(RegexOptions.ECMAScript) ? ASCII_CLASSES[c] : undefined;
    const named = ascii ?? CLASSES[c];
    if (named !== undefined) return named;
    if (c === 'p' || c === 'P') return this.category(c);
    if (c === 'k') return this.namedReference();
    if (/[1-9]/.test(c)) return this.numberedReference(c);
    return this.character(this.escapedCode(c));
  }

  /** Only at the beginning, after options: there a sticky search does it. */
  private contiguousStart(): string {
    if (!/^(?:\(\?[a-z-]*\))*$/i.test(this.pattern.slice(0, this.at - 2)))
      this.fail('\\G is supported at the beginning of a pattern only.');
    this.contiguous = true;
    return '(?:)';
  }

  private category(c: string): string {
    const match = /^\{([^}]*)\}/.exec(this.pattern.slice(this.at));
    if (!match) this.fail('Malformed \\p{X} character escape.');
    this.at += match[0].length;
    return translateSet(`\\${c}${match[0]}]`, 0, {expandCase: false}).source;
  }

  private namedReference(): string {
    const match = /^(?:<([^>]+)>|'([^']+)'|\{([^}]+)\})/.exec(this.pattern.slice(this.at));
    if (!match) this.fail('Malformed \\k<...> named back reference.');
    this.at += match[0].length;
    return this.later(match[1] ?? match[2] ?? match[3] ?? '');
  }

  private numberedReference(first: string): string {
    const more = /^\d*/.exec(this.pattern.slice(this.at))?.[0] ?? '';
    this.at += more.length;
    return this.later(first + more);
  }

  /** A group may be named before it stands in the text: resolved when all are known. */
  private later(name: string): string {
    this.pendingReferences.push(name);
    return `\uE000${this.pendingReferences.length - 1}\uE001`;
  }

  private escapedCode(c: string): number {
    const rest = this.pattern.slice(this.at);
    const coded =
      c === 'x'
        ? /^[0-9a-fA-F]{2}/
        : c === 'u'
          ? /^[0-9a-fA-F]{4}/
          : c === '0'
            ? /^[0-7]{0,2}/
            : undefined;
    const digits = coded?.exec(rest)?.[0];
    if (digits !== undefined) {
      this.at += digits.length;
      return Number.parseInt(digits || '0', c === '0' ? 8 : 16);
    }
    if (c === 'c') {
      this.at++;
      return rest.toUpperCase().charCodeAt(0) & 31;
    }
    if (CONTROL[c] !== undefined) return CONTROL[c];
    if (/[A-Za-z_]/.test(c)) this.fail(`Unrecognized escape sequence \\${c}.`);
    return c.charCodeAt(0);
  }

  private group(): string | undefined {
    if (this.peek() !== '?') {
      return this.has(RegexOptions.ExplicitCapture) ? this.closed('(?:') : this.capture(undefined);
    }
    const rest = this.pattern.slice(this.at);
    if (rest.startsWith('?#')) return this.comment();
    const fixed = /^\?(?:[:=!]|<[=!])/.exec(rest);
    if (fixed) {
      this.at += fixed[0].length;
      return this.closed(`(${fixed[0]}`);
    }
    if (rest.startsWith('?>')) {
      this.at += 2;
      return this.atomic();
    }
    const named = /^\?(?:<(\w+)>|'(\w+)')/.exec(rest);
    if (named) {
      this.at += named[0].length;
      return this.capture(named[1] ?? named[2]);
    }
    if (/^\?(?:<\w*-|'\w*-)/.test(rest))
      this.fail('Balancing groups are not supported: (?<name1-name2>...).', this.at);
    if (rest.startsWith('?(')) return this.condition(rest);
    return this.optionsGroup(rest);
  }

  /** `(?(?=x)yes|no)`. Whether a group took part cannot be asked in JavaScript. */
  private condition(rest: string): string {
    const look = /^\?\(\?<?[=!]/.exec(rest);
    if (look === null)
      this.fail('Conditions on a group are not supported: (?(name)yes|no).', this.at);
    this.at += 2;
    const before = this.captures.length;
    const test = this.group() ?? '';
    // The test is written twice, and each capture has one place.
    if (this.captures.length > before)
      this.fail('Captures in a condition are not supported: (?(?=(x))yes|no).', this.at);
    const yes = this.branch();
    const no = this.peek() === '|' ? this.branch() : '';
    if (this.peek() === '|') this.fail('Too many | in (?()|).', this.at);
    if (this.peek() !== ')') this.fail("Not enough )'s.", this.pattern.length);
    this.at++;
    const otherwise = test.replace(
      /^\((\?<?)([=!])/,
      (_, open, sign) => `(${open}${sign === '=' ? '!' : '='}`,
    );
    return `(?:${test}(?:${yes})|${otherwise}(?:${no}))`;
  }

  /** What stands up to the next bar or the end of the group. */
  private branch(): string {
    if (this.peek() === '|') this.at++;
    let out = '';
    while (this.at < this.pattern.length && !/[|)]/.test(this.peek())) out += this.piece();
    return out;
  }

  private comment(): undefined {
    const end = this.pattern.indexOf(')', this.at);
    if (end < 0) this.fail('Unterminated (?#...) comment.', this.pattern.length);
    this.at = end + 1;
    return undefined;
  }

  private capture(name: string | undefined): string {
    this.captures.push({name});
    return this.closed('(');
  }

  private closed(open: string): string {
    this.depth++;
    if (this.depth > 500) this.fail('The pattern is nested too deeply.');
    const body = this.alternatives();
    if (this.peek() !== ')') this.fail("Not enough )'s.", this.pattern.length);
    this.at++;
    this.depth--;
    return `${open}${body})`;
  }

  /** `(?>x)`: a lookahead never gives back what it took; the hidden capture repeats it. */
  private atomic(): string {
    this.captures.push({name: ''});
    const index = this.captures.length;
    return `(?:${this.closed('(?=(')})\\${index})`;
  }

  private optionsGroup(rest: string): string | undefined {
    const match = /^\?([imnsx]*)(?:-([imnsx]*))?([:)])/i.exec(rest);
    if (!match) this.fail('Unrecognized grouping construct.', this.at);
    const before = this.options;
    this.options = (this.options | optionBits(match[1] ?? '')) & ~optionBits(match[2] ?? '');
    this.at += match[0].length;
    if (match[3] === ')') return undefined;
    const group = this.closed('(?:');
    this.options = before;
    return group;
  }
}

const OPTION_LETTERS: Readonly<Record<string, number>> = {
  i: RegexOptions.IgnoreCase,
  m: RegexOptions.Multiline,
  n: RegexOptions.ExplicitCapture,
  s: RegexOptions.Singleline,
  x: RegexOptions.IgnorePatternWhitespace,
};

function optionBits(letters: string): number {
  return [...letters.toLowerCase()].reduce(
    (bits, letter) => bits | (OPTION_LETTERS[letter] ?? 0),
    0,
  );
}

/** Throws RegexParseException (an ArgumentException) for a pattern that .NET refuses. */
export function translateRegex(pattern: string, options: number): Translation {
  return new Translator(pattern, options).run();
}
