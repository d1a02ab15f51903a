/**
 * Values as JSON text, in ConvertTo-Json's layout (language.md 18.2): two blanks a level, `"k": v`, reals
 * with a point, what lies deeper than the depth as its text.
 */
import {
  BigInteger,
  Char,
  Decimal,
  Double,
  EnumValue,
  enumerate,
  extrasOf,
  formatValue,
  Hashtable,
  Integer,
  isEnumerable,
  NetException,
  propertiesOf,
  PSCustomObject,
  PSWrapper,
  Single,
  SwitchParameter,
  toText,
  typeOf,
} from '../../shell/values/index.ts';

export interface JsonOptions {
  /** Levels below the outermost object that are written out. */
  readonly depth: number;
  readonly compress: boolean;
  readonly enumsAsStrings: boolean;
  readonly escape: 'Default' | 'EscapeNonAscii' | 'EscapeHtml';
  /** Called once when something was cut at the depth. */
  readonly onTruncated: () => void;
  /** Ends the work early, on Ctrl-C. */
  readonly stopping?: () => boolean;
}

export function writeJson(value: unknown, options: JsonOptions): string {
  return new JsonWriter(options).value(value, 0, '');
}

/** Types written as their text in quotes. */
const TEXT_TYPES = /^System\.(?:Guid|Uri|Net\.IPAddress)$/;
const NULL_TYPES = /^System\.(?:DBNull|Management\.Automation\.Language\.NullString)$/;
const DATE_TYPES = /^System\.(?:DateTime|DateTimeOffset|DateOnly|TimeOnly)$/;

class JsonWriter {
  private readonly options: JsonOptions;
  private truncated = false;

  constructor(options: JsonOptions) {
    this.options = options;
  }

  /** `indent` is that of the line the value begins on. */
  value(value: unknown, depth: number, indent: string): string {
    if (value instanceof PSWrapper) return this.wrapped(value, depth, indent);
    return this.scalar(value) ?? this.composite(value, depth, indent);
  }

  /** The text of what has no parts; undefined for all else. */
  private scalar(value: unknown): string | undefined {
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'string') return this.quoted(value);
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'number')
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? String(value) : realText(value);
    if (value instanceof Double || value instanceof Single) return realText(value);
    if (value instanceof Decimal) return withPoint(toText(value));
    if (value instanceof Integer || value instanceof BigInteger) return String(value.value);
    if (value instanceof Char) return this.quoted(value.text);
    if (value instanceof EnumValue) return this.enumeration(value);
    return this.objectScalar(value);
  }

  private objectScalar(value: unknown): string | undefined {
    const {fullName} = typeOf(value);
    if (NULL_TYPES.test(fullName)) return 'null';
    if (DATE_TYPES.test(fullName)) return this.quoted(dateText(value));
    if (TEXT_TYPES.test(fullName)) return this.quoted(toText(value));
    return undefined;
  }

  private enumeration(value: EnumValue): string {
    return this.options.enumsAsStrings ? this.quoted(value.toString()) : String(value.value);
  }

  /** Extra members of a number: an object with its value. Texts and dates leave theirs out. */
  private wrapped(wrapper: PSWrapper, depth: number, indent: string): string {
    const base = this.scalar(wrapper.base);
    const notes = [...wrapper.members.values()].filter(member =>
      member.memberType.endsWith('Property'),
    );
    if (base === undefined || typeof wrapper.base === 'string' || notes.length === 0)
      return this.value(wrapper.base, depth, indent);
    const entries = propertiesOf(wrapper)
      .filter(property => notes.includes(property.member as (typeof notes)[number]))
      .map(property => [property.name, property.get()] as const);
    return this.object([['value', wrapper.base], ...entries], depth, indent);
  }

  private composite(value: unknown, depth: number, indent: string): string {
    if (depth > this.options.depth) return this.cut(value);
    if (value instanceof Hashtable)
      return this.object(this.dictionaryEntries(value), depth, indent);
    if (isEnumerable(value)) return this.array(enumerate(value), depth, indent);
    if (value instanceof SwitchParameter)
      return this.object([['IsPresent', value.isPresent]], depth, indent);
    return this.object(propertyEntries(value), depth, indent);
  }

  /** Below the depth only the text is left. */
  private cut(value: unknown): string {
    if (!this.truncated) {
      this.truncated = true;
      this.options.onTruncated();
    }
    if (value instanceof PSCustomObject || !isEnumerable(value)) return this.quoted(toText(value));
    return this.quoted([...enumerate(value)].map(each => toText(each)).join(' '));
  }

  private *dictionaryEntries(table: Hashtable): Generator<readonly [string, unknown]> {
    for (const [key, value] of table.entries()) {
      if (typeof key !== 'string')
        throw new NetException(
          'System.InvalidOperationException',
          `The type '${typeOf(table).fullName}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`,
          {errorId: 'NonStringKeyInDictionary', category: 'InvalidOperation'},
        );
      yield [key, value];
    }
    for (const member of extrasOf(table)?.members.values() ?? [])
      if (member.memberType === 'NoteProperty') yield [member.name, member.value];
  }

  private object(
    entries: Iterable<readonly [string, unknown]>,
    depth: number,
    indent: string,
  ): string {
    const inner = `${indent}  `;
    const colon = this.options.compress ? ':' : ': ';
    const parts: string[] = [];
    for (const [name, value] of entries) {
      if (this.options.stopping?.()) break;
      parts.push(`${this.quoted(name)}${colon}${this.value(value, depth + 1, inner)}`);
    }
    return this.enclosed('{', parts, '}', indent);
  }

  private array(elements: Iterable<unknown>, depth: number, indent: string): string {
    const inner = `${indent}  `;
    const parts: string[] = [];
    for (const element of elements) {
      if (this.options.stopping?.()) break;
      parts.push(this.value(element, depth + 1, inner));
    }
    return this.enclosed('[', parts, ']', indent);
  }

  private enclosed(open: string, parts: readonly string[], close: string, indent: string): string {
    if (parts.length === 0) return open + close;
    if (this.options.compress) return open + parts.join(',') + close;
    return `${open}\n${indent}  ${parts.join(`,\n${indent}  `)}\n${indent}${close}`;
  }

  private quoted(text: string): string {
    const plain = JSON.stringify(text).replace(/[\u007f\u0085\u2028\u2029]/g, unicodeEscape);
    const {escape} = this.options;
    if (escape === 'EscapeNonAscii') return plain.replace(/[\u0080-\uffff]/g, unicodeEscape);
    return escape === 'EscapeHtml' ? plain.replace(/[<>&']/g, unicodeEscape) : plain;
  }
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The shortest text that reads back the same, always with a point or exponent. */
function realText(value: number | Double | Single): string {
  const text = formatValue(value, 'R');
  return /^-?(?:NaN|Infinity)$/.test(text) ? `"${text}"` : withPoint(text);
}

function withPoint(text: string): string {
  return /[.E]/i.test(text) ? text : `${text}.0`;
}

/** `2024-01-02T03:04:05` with as many digits of a second as there are, and `Z` or the offset by kind. */
function dateText(date: unknown): string {
  return formatValue(date, 'o').replace(/\.(\d*?)0+(?=Z|[+-]|$)/, (_, digits: string) =>
    digits ? `.${digits}` : '',
  );
}

function* propertyEntries(value: unknown): Generator<readonly [string, unknown]> {
  for (const property of propertiesOf(value)) {
    if (property.hidden || property.memberType === 'PropertySet') continue;
    yield [property.name, readProperty(property)];
  }
}

/** A getter that fails gives null. */
function readProperty(property: {get(): unknown}): unknown {
  try {
    return property.get();
  } catch (error) {
    if (error instanceof NetException) return null;
    throw error;
  }
}
