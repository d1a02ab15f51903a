/**
 * Objects as the XML of ConvertTo-Xml: one element an object or property, its type as an attribute.
 *
 * Unlike CLIXML it cannot be read back. Texts are those of the current culture.
 */
import type {XmlDocument} from '../../shell/xml/xml-document.ts';
import type {XmlElement} from '../../shell/xml/xml-element.ts';
import {
  asNumber,
  enumerate,
  EnumValue,
  fromTypeData,
  Hashtable,
  isEnumerable,
  isNull,
  propertiesOf,
  toCurrentText,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';
import {simpleByType} from './clixml-names.ts';

/** Makes the elements of one call. */
export class ObjectXml {
  readonly #document: XmlDocument;
  readonly #withTypes: boolean;

  constructor(document: XmlDocument, withTypes: boolean) {
    this.#document = document;
    this.#withTypes = withTypes;
  }

  /** `depth`: levels of properties below the object. */
  object(value: unknown, depth: number): XmlElement {
    return this.#element('Object', value, null, depth);
  }

  #element(tag: string, value: unknown, name: string | null, depth: number): XmlElement {
    const made = this.#document.createElement(tag);
    if (name !== null) made.setAttribute('Name', name);
    const bare = unwrap(value);
    if (isNull(bare)) return made;
    if (this.#withTypes) made.setAttribute('Type', typeOf(bare).fullName);
    if (simpleByType(typeOf(bare).fullName)) writeText(made, value);
    else if (bare instanceof Hashtable) this.#entries(made, bare, depth);
    else if (isEnumerable(bare)) this.#items(made, bare, depth);
    else if (depth === 0 || isText(value)) writeText(made, value);
    else if (bare instanceof EnumValue) this.#number(made, bare, depth);
    else this.#properties(made, value, depth - 1);
    return made;
  }

  #entries(into: XmlElement, table: Hashtable, depth: number): void {
    for (const [key, value] of table.entries()) {
      into.appendChild(this.#element('Property', key, 'Key', depth));
      into.appendChild(this.#element('Property', value, 'Value', depth));
    }
  }

  #items(into: XmlElement, list: unknown, depth: number): void {
    for (const item of enumerate(list))
      into.appendChild(this.#element('Property', item, null, depth));
  }

  #number(into: XmlElement, {value}: EnumValue, depth: number): void {
    into.appendChild(this.#element('Property', asNumber(value), 'value__', depth));
  }

  /** A property that cannot be read is written as null is: with the type it is declared with. */
  #properties(into: XmlElement, value: unknown, depth: number): void {
    for (const property of propertiesOf(value)) {
      if (property.hidden) continue;
      const content = attempt(() => property.get());
      const made = this.#element('Property', content, property.name, depth);
      if (isNull(content) && this.#withTypes) made.setAttribute('Type', property.typeName);
      into.appendChild(made);
    }
  }
}

function writeText(into: XmlElement, value: unknown): void {
  into.isEmpty = false;
  into.innerText = toCurrentText(value);
}

/** Types whose data says that they are written as a text. */
function isText(value: unknown): boolean {
  return fromTypeData(value, data => data.serializationMethod) === 'String';
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null; // a getter that throws has no value to write
  }
}
