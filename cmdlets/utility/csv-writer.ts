/** Objects as CSV lines, by the rules of Export-Csv and ConvertTo-Csv (language.md 18.3). */
import {
  extrasOf,
  getProperty,
  Hashtable,
  propertiesOf,
  toCurrentText,
  toText,
  typeNamesOf,
  unwrap,
  isEnumerable,
  typeOf,
} from '../../shell/values/index.ts';

export type QuoteKind = 'Always' | 'AsNeeded' | 'Never';

export interface CsvFormat {
  readonly delimiter: string;
  readonly useQuotes: QuoteKind;
  /** Only these columns are quoted; in lower case. */
  readonly quoteFields?: ReadonlySet<string> | undefined;
}

/** Names of the columns an object gives: its properties, or the keys of a dictionary. */
export function csvColumns(object: unknown): string[] {
  const bare = unwrap(object);
  if (bare instanceof Hashtable) {
    const notes = [...(extrasOf(object)?.members.values() ?? [])];
    const added = notes.filter(({memberType}) => memberType === 'NoteProperty');
    return [...bare.keys().map(key => toText(key)), ...added.map(({name}) => name)];
  }
  return propertiesOf(object)
    .filter(property => !property.hidden && property.memberType !== 'PropertySet')
    .map(property => property.name);
}

export function csvHeader(columns: readonly string[], format: CsvFormat): string {
  return columns.map(name => field(name, name, format)).join(format.delimiter);
}

export function csvLine(object: unknown, columns: readonly string[], format: CsvFormat): string {
  return columns
    .map(name => field(valueText(getProperty(object, name)), name, format))
    .join(format.delimiter);
}

/** `#TYPE Name`, without the prefix of deserialized types. */
export function csvTypeLine(object: unknown): string {
  return `#TYPE ${(typeNamesOf(object)[0] ?? '').replace(/^(?:CSV:)/, '')}`.trimEnd();
}

/** Lists as the name of their type, everything else as text of the current culture; null has no text. */
function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const bare = unwrap(value);
  if (bare instanceof Hashtable || isEnumerable(bare)) return typeOf(bare).fullName;
  return toCurrentText(value);
}

function field(text: string | null, column: string, format: CsvFormat): string {
  if (text === null) return '';
  return isQuoted(text, column, format) ? `"${text.replace(/"/g, '""')}"` : text;
}

function isQuoted(
  text: string,
  column: string,
  {useQuotes, quoteFields, delimiter}: CsvFormat,
): boolean {
  if (quoteFields) return quoteFields.has(column.toLowerCase());
  if (useQuotes === 'AsNeeded') return text.includes(delimiter) || /["\n\r]/.test(text);
  return useQuotes === 'Always';
}
