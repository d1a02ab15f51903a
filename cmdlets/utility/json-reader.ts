/**
 * JSON text as values, by ConvertFrom-Json's rules (language.md 18.2): comments and trailing commas are
 * taken, integers become Int64 or BigInteger, ISO dates DateTime. Hand-written, because JSON.parse keeps
 * neither the number's form nor keys that differ in case only.
 */
import {stopPoint} from '../../shell/session/stop-point.ts';
import {BigInteger, convertTo, customObject, double} from '../../shell/values/index.ts';
import {readIsoDate} from './iso-date.ts';
import {OrderedHashtable} from './ordered-hashtable.ts';

export type DateKind = 'Default' | 'Local' | 'Utc' | 'Offset' | 'String';

export interface JsonReadOptions {
  readonly asHashtable: boolean;
  /** Deepest nesting that is read; objects and arrays count. */
  readonly maxDepth: number;
  readonly dateKind: DateKind;
}

/** What is wrong with a text, and where (0-based offset). `kind` tells the errors of their own id apart. */
export class JsonError extends Error {
  readonly offset: number;
  readonly kind: 'syntax' | 'depth' | 'emptyKey' | 'duplicateKey';

  constructor(message: string, offset: number, kind: JsonError['kind'] = 'syntax') {
    super(message);
    this.offset = offset;
    this.kind = kind;
  }
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const NUMBER = /-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)/y;
const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** The value of a whole text. Throws JsonError. */
export function readJson(text: string, options: JsonReadOptions): unknown {
  const reader = new JsonReader(text, options);
  const value = reader.value(0);
  reader.end();
  return value;
}

class JsonReader {
  private readonly text: string;
  private readonly options: JsonReadOptions;
  private at = 0;

  constructor(text: string, options: JsonReadOptions) {
    this.text = text;
    this.options = options;
  }

  value(depth: number): unknown {
    this.skipBlanks();
    const character = this.text[this.at];
    if (character === '{' || character === '[') {
      if (depth >= this.options.maxDepth)
        this.fail(`The reader's MaxDepth of ${this.options.maxDepth} has been exceeded.`, 'depth');
      return character === '{' ? this.object(depth + 1) : this.array(depth + 1);
    }
    if (character === '"' || character === "'") return this.dateOrText(this.string());
    return this.word();
  }

  end() {
    this.skipBlanks();
    if (this.at < this.text.length)
      this.fail(
        `Additional text encountered after finished reading JSON content: ${this.text[this.at]}.`,
      );
  }

  private object(depth: number): unknown {
    const entries = new Map<string, readonly [string, unknown]>();
    this.at++;
    while (!this.takes('}')) {
      const key = this.key();
      this.expect(':');
      this.addEntry(entries, key, this.value(depth));
      if (!this.takes(',')) {
        this.expect('}');
        break;
      }
    }
    if (!this.options.asHashtable) return customObject(entries.values());
    const table = new OrderedHashtable({caseSensitive: true});
    for (const [key, value] of entries.values()) table.set(key, value);
    return table;
  }

  /** Without -AsHashtable a key may not be empty, and keys may not differ in case only; the last one wins. */
  private addEntry(entries: Map<string, readonly [string, unknown]>, key: string, value: unknown) {
    if (this.options.asHashtable) {
      entries.set(key, [key, value]);
      return;
    }
    if (key === '')
      this.fail(
        'The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.',
        'emptyKey',
      );
    const folded = key.toLowerCase();
    const known = entries.get(folded);
    if (known && known[0] !== key)
      this.fail(
        `Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '${known[0]}' was '${key}'.`,
        'duplicateKey',
      );
    entries.set(folded, [key, value]);
  }

  private array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    while (!this.takes(']')) {
      stopPoint();
      items.push(this.value(depth));
      if (!this.takes(',')) {
        this.expect(']');
        break;
      }
    }
    return items;
  }

  private key(): string {
    this.skipBlanks();
    const character = this.text[this.at];
    if (character === '"' || character === "'") return this.string();
    const bare = /[A-Za-z_$][\w$]*/y;
    bare.lastIndex = this.at;
    const found = bare.exec(this.text)?.[0];
    if (found === undefined)
      this.fail(`Invalid property identifier character: ${character ?? 'end of text'}.`);
    this.at += found.length;
    return found;
  }

  private string(): string {
    const quote = this.text[this.at++] as string;
    let result = '';
    for (;;) {
      const character = this.text[this.at++];
      if (character === undefined) this.fail(`Unterminated string. Expected delimiter: ${quote}.`);
      if (character === quote) return result;
      result += character === '\\' ? this.escape() : character;
    }
  }

  private escape(): string {
    const letter = this.text[this.at++] ?? '';
    const simple: Readonly<Record<string, string>> = {
      b: '\b',
      f: '\f',
      n: '\n',
      r: '\r',
      t: '\t',
      '"': '"',
      "'": "'",
      '\\': '\\',
      '/': '/',
    };
    const found = simple[letter];
    if (found !== undefined) return found;
    const digits = this.text.slice(this.at, this.at + 4);
    if (letter !== 'u' || !/^[0-9a-f]{4}$/i.test(digits))
      this.fail(`Bad JSON escape sequence: \\${letter}.`);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private word(): unknown {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
      ['NaN', Number.NaN],
      ['Infinity', Number.POSITIVE_INFINITY],
      ['-Infinity', Number.NEGATIVE_INFINITY],
    ] as const)
      if (
        this.text.startsWith(word, this.at) &&
        !/\w/.test(this.text[this.at + word.length] ?? '')
      ) {
        this.at += word.length;
        return value;
      }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined || /\w/.test(this.text[this.at + number.length] ?? ''))
      this.fail(
        `Unexpected character encountered while parsing value: ${this.text[this.at] ?? 'end of text'}.`,
      );
    this.at += number.length;
    return numberValue(number);
  }

  private dateOrText(text: string): unknown {
    const {dateKind} = this.options;
    if (dateKind === 'String' || text.length < 16 || !ISO_DATE.test(text)) return text;
    return dateValue(text, dateKind);
  }

  private skipBlanks() {
    const blanks = /(?:[\s\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    blanks.lastIndex = this.at;
    this.at += blanks.exec(this.text)?.[0].length ?? 0;
  }

  /** Is the next thing this character? Then it is taken. */
  private takes(character: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string) {
    if (!this.takes(character))
      this.fail(
        `After parsing a value an unexpected character was encountered: ${this.text[this.at] ?? 'end of text'}.`,
      );
  }

  private fail(message: string, kind: JsonError['kind'] = 'syntax'): never {
    throw new JsonError(message, Math.min(this.at, this.text.length), kind);
  }
}

function numberValue(text: string): unknown {
  if (/[.eE]/.test(text) && !/^-?0[xX]/.test(text)) return double(Number(text));
  const negative = text.startsWith('-');
  const magnitude = BigInt(negative ? text.slice(1) : text);
  const value = negative ? -magnitude : magnitude;
  return value >= INT64_MIN && value <= INT64_MAX ? value : new BigInteger(value);
}

/** A date of the wanted kind; text that only looks like a date stays text. */
function dateValue(text: string, kind: Exclude<DateKind, 'String'>): unknown {
  try {
    if (kind === 'Offset') return convertTo(text, 'System.DateTimeOffset');
    return readIsoDate(text, kind);
  } catch {
    return text; // 2024-13-45T00:00 is no date
  }
}
