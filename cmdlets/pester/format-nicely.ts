/** Values as failure texts show them: `'text'`, `$null`, `@(1, 2)`, `[int]`. */
import {DateTime} from '../../shell/types/date-time.ts';
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {
  enumerate,
  formatValue,
  Hashtable,
  isEnumerable,
  isNull,
  NetType,
  PSCustomObject,
  propertiesOf,
  toText,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

/** Elements of a collection that are shown. */
const LIMIT = 10;

export function nicely(given: Value): string {
  const value = unwrap(given);
  if (isNull(value)) return '$null';
  if (typeof value === 'boolean') return `$${value}`;
  if (typeof value === 'string') return value === '' ? '<empty>' : `'${value}'`;
  if (value instanceof DateTime) return formatValue(value, 'o');
  if (value instanceof NetType) return `[${typeName(value)}]`;
  if (value instanceof ScriptBlock) return `{${value.text}}`;
  if (value instanceof PSCustomObject) return customText(value);
  if (value instanceof Hashtable) return toText(value);
  if (isEnumerable(value)) return collection([...enumerate(value)]);
  return toText(value);
}

function collection(items: readonly Value[]): string {
  const shown = items.slice(0, LIMIT).map(nicely);
  const more = items.length > LIMIT ? `, ...${items.length - LIMIT} more` : '';
  return `@(${shown.join(', ')}${more})`;
}

function customText(value: PSCustomObject): string {
  const members = propertiesOf(value).map(each => `${each.name}=${toText(each.get())}`);
  return `@{${members.join('; ')}}`;
}

/** Without the namespaces everybody knows: `System.Int32` is `int`. */
export function typeName(type: NetType): string {
  const short: Readonly<Record<string, string>> = {
    'System.String': 'string',
    'System.Int32': 'int',
    'System.Int64': 'long',
    'System.Double': 'double',
    'System.Boolean': 'bool',
    'System.Management.Automation.PSObject': 'PSObject',
    'System.Management.Automation.PSCustomObject': 'PSObject',
    'System.Management.Automation.ScriptBlock': 'ScriptBlock',
    'System.Collections.Hashtable': 'hashtable',
    'System.Object[]': 'collection',
  };
  return short[type.fullName] ?? type.fullName;
}

export function typeNameOf(value: Value): string {
  return typeName(typeOf(value));
}

/** ` because it matters,` or nothing. */
export function because(reason: Value): string {
  const text = isNull(reason) ? '' : toText(reason).trim();
  return text === '' ? '' : ` because ${text.replace(/because\s/gi, '')},`;
}

/** `a, b and c`. */
export function joinAnd(parts: readonly string[], threshold = 2): string {
  if (parts.length < threshold) return parts.join(', ');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** An only element stands for its list in texts. */
export function single(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
