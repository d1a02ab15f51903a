/**
 * Objects as CLIXML: types, properties and contents as far as the depth allows. Source: [MS-PSRP] 2.2.5.2.
 */
import {
  DictionaryEntry,
  enumerate,
  EnumValue,
  fromTypeData,
  Hashtable,
  isEnumerable,
  NetList,
  propertiesOf,
  type PropertyInfo,
  PSCustomObject,
  PSWrapper,
  toText,
  typeNamesOf,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';
import {encodeControls, simpleByType} from './clixml-names.ts';
import {escapeXml} from './xml-tree.ts';

const NAMESPACE = 'http://schemas.microsoft.com/powershell/2004/04';

/** A document of the objects. `depth`: levels of properties below them. */
export function writeClixml(values: readonly unknown[], depth: number): string {
  const writer = new Writer();
  const lines = values.flatMap(value => writer.value(value, null, depth));
  const body = lines.map(line => `  ${line}\n`).join('');
  return `<Objs Version="1.1.0.1" xmlns="${NAMESPACE}">\n${body}</Objs>`;
}

class Writer {
  private readonly references = new Map<object, number>();
  private readonly typeLists = new Map<string, number>();

  /** Lines of one value; `name` is its property. */
  value(value: unknown, name: string | null, depth: number): string[] {
    const attribute = name === null ? '' : ` N="${escapeXml(encodeControls(name))}"`;
    const bare = unwrap(value);
    if (bare === null || bare === undefined) return [`<Nil${attribute} />`];
    const simple = simpleByType(typeOf(bare).fullName);
    if (simple && !(value instanceof PSWrapper))
      return [element(simple.element, attribute, simple.write(bare))];
    // What a container holds is as deep as the container itself.
    if (depth <= 0 && !isContainer(value))
      return [element('S', attribute, encodeControls(toText(value)))];
    return this.object(value, attribute, depth);
  }

  private object(value: unknown, attribute: string, depth: number): string[] {
    const bare = unwrap(value);
    const known = typeof bare === 'object' ? this.references.get(bare as object) : undefined;
    if (known !== undefined) return [`<Ref${attribute} RefId="${known}" />`];
    const id = this.references.size;
    if (typeof bare === 'object') this.references.set(bare as object, id);
    const inside = [...this.types(value), ...this.content(value, depth)];
    return [`<Obj${attribute} RefId="${id}">`, ...inside.map(line => `  ${line}`), '</Obj>'];
  }

  private types(value: unknown): string[] {
    const names = typeNamesOf(value);
    const key = names.join(' ');
    const known = this.typeLists.get(key);
    if (known !== undefined) return [`<TNRef RefId="${known}" />`];
    const id = this.typeLists.size;
    this.typeLists.set(key, id);
    const lines = names.map(name => `  ${element('T', '', encodeControls(name))}`);
    return [`<TN RefId="${id}">`, ...lines, '</TN>'];
  }

  private content(value: unknown, depth: number): string[] {
    const bare = unwrap(value);
    const simple = simpleByType(typeOf(bare).fullName);
    if (simple)
      return [
        ...textOf(value),
        element(simple.element, '', simple.write(bare)),
        ...this.properties('MS', value, depth),
      ];
    if (bare instanceof EnumValue)
      return [element('ToString', '', toText(bare)), ...this.value(bare.value, null, depth)];
    if (bare instanceof Hashtable) return this.dictionary(bare, depth);
    if (isEnumerable(bare)) return this.list(bare, depth);
    if (bare instanceof PSCustomObject) return this.properties('MS', value, depth);
    return [
      element('ToString', '', encodeControls(toText(value))),
      ...this.properties('Props', value, depth),
    ];
  }

  private dictionary(table: Hashtable, depth: number): string[] {
    const entries = [...table.entries()].flatMap(([key, value]) => [
      '<En>',
      ...this.value(key, 'Key', depth).map(line => `  ${line}`),
      ...this.value(value, 'Value', depth).map(line => `  ${line}`),
      '</En>',
    ]);
    return ['<DCT>', ...entries.map(line => `  ${line}`), '</DCT>'];
  }

  private list(items: unknown, depth: number): string[] {
    const tag = containerTag(items);
    const lines = [...enumerate(items)].flatMap(item => this.value(item, null, depth));
    return [`<${tag}>`, ...lines.map(line => `  ${line}`), `</${tag}>`];
  }

  /** Properties in a group; those that cannot be read are left out, as PowerShell does. */
  private properties(tag: 'MS' | 'Props', value: unknown, depth: number): string[] {
    const wanted = tag === 'Props' ? serialized(value) : undefined;
    const lines = propertiesOf(value)
      .filter(property => tag === 'Props' || isAttached(value, property))
      .filter(property => !wanted || wanted.has(property.name.toLowerCase()))
      .flatMap(property => {
        const read = attempt(() => property.get());
        return read ? this.value(read.value, property.name, depth - 1) : [];
      });
    if (lines.length === 0) return [];
    return [`<${tag}>`, ...lines.map(line => `  ${line}`), `</${tag}>`];
  }
}

/** The text of a simple value that shows as another, as one read from CLIXML may. */
function textOf(value: unknown): string[] {
  const text = toText(value);
  return text === toText(unwrap(value)) ? [] : [element('ToString', '', encodeControls(text))];
}

/** Properties beside those of the type; to a simple value only those that it alone has. */
function isAttached(value: unknown, {name, memberType}: PropertyInfo): boolean {
  if (value instanceof PSWrapper) return value.members.has(name.toLowerCase());
  return memberType !== 'Property';
}

/** Dictionaries and lists: they are written whatever the depth. */
function isContainer(value: unknown): boolean {
  const bare = unwrap(value);
  return bare instanceof Hashtable || isEnumerable(bare);
}

function containerTag(items: unknown): 'LST' | 'QUE' | 'STK' | 'IE' {
  const {fullName} = typeOf(items);
  if (/^System\.Collections\.(Generic\.)?Queue\b/.test(fullName)) return 'QUE';
  if (/^System\.Collections\.(Generic\.)?Stack\b/.test(fullName)) return 'STK';
  return Array.isArray(items) || items instanceof NetList ? 'LST' : 'IE';
}

/** The properties that the type's data says are written, in lower case; undefined for all. */
function serialized(value: unknown): Set<string> | undefined {
  if (value instanceof DictionaryEntry) return undefined;
  const names = fromTypeData(value, data =>
    data.serializationMethod === 'SpecificProperties' ? data.propertySerializationSet : undefined,
  );
  return names && new Set(names.map(name => name.toLowerCase()));
}

function attempt(read: () => unknown): {value: unknown} | null {
  try {
    return {value: read()};
  } catch {
    return null; // a getter that throws has no value to write
  }
}

function element(tag: string, attribute: string, text: string): string {
  return `<${tag}${attribute}>${escapeXml(text)}</${tag}>`;
}
