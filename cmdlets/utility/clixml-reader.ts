/**
 * CLIXML as objects. Objects of types that cannot be made again become property bags whose type names
 * begin with `Deserialized.`. Source: [MS-PSRP] 2.2.5.2.
 */
import {deserializedName, deserializedScalar, withText} from '../../shell/values/deserialized.ts';
import {
  addMember,
  arrayList,
  construct,
  convertTo,
  customObject,
  getProperty,
  Hashtable,
  OrderedDictionary,
  requireType,
  setTypeNames,
  toText,
} from '../../shell/values/index.ts';
import {decodeControls, simpleByElement} from './clixml-names.ts';
import type {XmlElement} from './xml-tree.ts';
import {readXml, XmlError} from './xml-tree.ts';

/** The objects of a document. Throws XmlError. */
export function readClixml(text: string): unknown[] {
  const root = readXml(text);
  if (root.name !== 'Objs') throw new XmlError(`The element '${root.name}' is not 'Objs'.`);
  const reader = new Reader();
  return root.children.map(each => reader.value(each));
}

class Reader {
  private readonly objects = new Map<string, unknown>();
  private readonly typeLists = new Map<string, readonly string[]>();

  value(node: XmlElement): unknown {
    if (node.name === 'Nil') return null;
    if (node.name === 'Ref') return this.objects.get(node.attributes.get('RefId') ?? '') ?? null;
    if (node.name === 'Obj') return this.object(node);
    const simple = simpleByElement(node.name);
    if (!simple) throw new XmlError(`The element '${node.name}' is not known.`);
    return simple.read(node.text);
  }

  private object(node: XmlElement): unknown {
    const types = this.types(node);
    const content = this.content(node, types);
    const id = node.attributes.get('RefId');
    if (id !== undefined) this.objects.set(id, content);
    return content;
  }

  private types(node: XmlElement): readonly string[] {
    const list = child(node, 'TN');
    const reference = child(node, 'TNRef');
    if (reference) return this.typeLists.get(reference.attributes.get('RefId') ?? '') ?? [];
    const names = list?.children.map(each => decodeControls(each.text)) ?? [];
    if (list) this.typeLists.set(list.attributes.get('RefId') ?? '', names);
    return names;
  }

  private content(node: XmlElement, types: readonly string[]): unknown {
    const dictionary = child(node, 'DCT');
    if (dictionary) return this.dictionary(dictionary, types);
    const items = ['LST', 'IE', 'QUE', 'STK'].map(tag => child(node, tag)).find(Boolean);
    if (items) return this.items(items);
    const simple = node.children.find(each => simpleByElement(each.name));
    if (simple) return this.withMembers(this.scalar(node, simple, types), child(node, 'MS'));
    return remade(this.bag(node, types), types[0] ?? '');
  }

  /** A simple value; one that was written with a text, as enumerations are, keeps it and its types. */
  private scalar(node: XmlElement, simple: XmlElement, types: readonly string[]): unknown {
    const [value, text] = [this.value(simple), child(node, 'ToString')];
    return text ? deserializedScalar(value, types, decodeControls(text.text)) : value;
  }

  /** Queues and stacks come back as such, all else as an ArrayList. */
  private items(node: XmlElement): unknown {
    const values = node.children.map(each => this.value(each));
    if (node.name === 'QUE') return construct(requireType('System.Collections.Queue'), [values]);
    // Written from the top, filled from the bottom.
    if (node.name === 'STK')
      return construct(requireType('System.Collections.Stack'), [values.toReversed()]);
    return arrayList(values);
  }

  /** Keys that a table of the wanted kind holds apart only by case make it case-sensitive. */
  private dictionary(node: XmlElement, types: readonly string[]): unknown {
    const entries = node.children.map(entry => {
      const part = (name: string) => entry.children.find(each => each.attributes.get('N') === name);
      const [key, value] = [part('Key'), part('Value')];
      return [key ? this.value(key) : null, value ? this.value(value) : null] as const;
    });
    const isOrdered = types.some(name => name.endsWith('.OrderedDictionary'));
    const folded = new Set(
      entries.map(([key]) => (typeof key === 'string' ? key.toLowerCase() : key)),
    );
    const options = folded.size < entries.length ? {caseSensitive: true} : {};
    const table = isOrdered ? new OrderedDictionary(options) : new Hashtable(options);
    for (const [key, value] of entries) table.set(key, value);
    return table;
  }

  private withMembers(value: unknown, members: XmlElement | undefined): unknown {
    let carrier = value;
    for (const each of members?.children ?? [])
      carrier = addMember(
        carrier,
        {memberType: 'NoteProperty', name: nameOf(each), value: this.value(each)},
        true,
      );
    return carrier;
  }

  private bag(node: XmlElement, types: readonly string[]): unknown {
    const properties = ['Props', 'MS'].flatMap(tag => child(node, tag)?.children ?? []);
    const made = customObject(properties.map(each => [nameOf(each), this.value(each)] as const));
    const isCustom = types[0] === 'System.Management.Automation.PSCustomObject';
    if (types.length > 0 && !isCustom) setTypeNames(made, types.map(deserializedName));
    const text = child(node, 'ToString');
    return text && !isCustom ? withText(made, decodeControls(text.text)) : made;
  }
}

/** Some types come back as themselves and not as property bags. */
function remade(bag: unknown, type: string): unknown {
  const text = (name: string) => toText(getProperty(bag, name) ?? '');
  switch (type) {
    case 'System.Management.Automation.PSCredential':
      return construct(requireType(type), [text('UserName'), getProperty(bag, 'Password')]);
    case 'System.Net.IPAddress':
    case 'System.Net.Mail.MailAddress':
    case 'System.Globalization.CultureInfo':
      return convertTo(toText(bag), type);
    case 'System.Management.Automation.SwitchParameter':
      return convertTo(getProperty(bag, 'IsPresent'), type);
    default:
      return bag;
  }
}

function child(node: XmlElement, name: string): XmlElement | undefined {
  return node.children.find(each => each.name === name);
}

function nameOf(node: XmlElement): string {
  return decodeControls(node.attributes.get('N') ?? '');
}
