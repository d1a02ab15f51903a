/** Elements and attributes. */
import type {XmlDocument} from './xml-document.ts';
import {XmlNode} from './xml-node.ts';

/** An element or attribute: a name of two parts and a namespace. */
abstract class NamedNode extends XmlNode {
  readonly #prefix: string;
  readonly #localName: string;
  readonly #namespaceUri: string;
  constructor(owner: XmlDocument, name: string, namespaceUri: string) {
    super(owner);
    const colon = name.indexOf(':');
    this.#prefix = colon < 0 ? '' : name.slice(0, colon);
    this.#localName = name.slice(colon + 1);
    this.#namespaceUri = namespaceUri;
  }
  get name(): string {
    return this.#prefix === '' ? this.#localName : `${this.#prefix}:${this.#localName}`;
  }
  override get prefix(): string {
    return this.#prefix;
  }
  override get localName(): string {
    return this.#localName;
  }
  override get namespaceUri(): string {
    return this.#namespaceUri;
  }
}

export class XmlAttribute extends NamedNode {
  readonly nodeType = 'Attribute';
  #text: string;
  ownerElement: XmlElement | null = null;
  constructor(owner: XmlDocument, name: string, namespaceUri: string, text = '') {
    super(owner, name, namespaceUri);
    this.#text = text;
  }
  override get value(): string {
    return this.#text;
  }
  override set value(text: string | null) {
    this.#text = text ?? '';
  }
  override get innerText(): string {
    return this.#text;
  }
  override set innerText(text: string) {
    this.#text = text;
  }
  protected bareCopy(document: XmlDocument): XmlAttribute {
    return new XmlAttribute(document, this.name, this.namespaceUri, this.#text);
  }
}

export class XmlElement extends NamedNode {
  readonly nodeType = 'Element';
  readonly #attributes: XmlAttribute[] = [];
  /** Written `<a />`; without it `<a></a>`. */
  isEmpty = true;

  override get attributes(): readonly XmlAttribute[] {
    return this.#attributes;
  }
  attribute(name: string, namespaceUri?: string): XmlAttribute | undefined {
    return this.#attributes.find(one =>
      namespaceUri === undefined
        ? one.name === name
        : one.localName === name && one.namespaceUri === namespaceUri,
    );
  }
  /** Puts an attribute in place of the one of that name, which is returned. */
  setAttributeNode(made: XmlAttribute): XmlAttribute | null {
    const at = this.#attributes.findIndex(
      one => one.localName === made.localName && one.namespaceUri === made.namespaceUri,
    );
    const old = this.#attributes[at] ?? null;
    if (at < 0) this.#attributes.push(made);
    else this.#attributes[at] = made;
    if (old !== null) old.ownerElement = null;
    made.ownerElement = this;
    return old;
  }
  setAttribute(name: string, text: string, namespaceUri?: string): XmlAttribute {
    const known = this.attribute(name, namespaceUri);
    if (known) {
      known.value = text;
      return known;
    }
    const made = this.document.createAttribute(name, namespaceUri, text);
    this.setAttributeNode(made);
    return made;
  }
  removeAttribute(name: string, namespaceUri?: string): XmlAttribute | null {
    const known = this.attribute(name, namespaceUri);
    if (!known) return null;
    this.#attributes.splice(this.#attributes.indexOf(known), 1);
    known.ownerElement = null;
    return known;
  }
  removeAllAttributes(): void {
    this.#attributes.length = 0;
  }
  /** All elements below with that name (`*`: any), in document order. */
  elementsByName(name: string): XmlElement[] {
    return elementsBelow(this, name);
  }
  protected bareCopy(document: XmlDocument): XmlElement {
    const copy = new XmlElement(document, this.name, this.namespaceUri);
    for (const one of this.#attributes)
      copy.setAttributeNode(one.cloneInto(document, true) as XmlAttribute);
    copy.isEmpty = this.isEmpty;
    return copy;
  }
}

/** The elements below a node with that name (`*`: any), in document order. */
export function elementsBelow(node: XmlNode, name: string): XmlElement[] {
  return node.children.flatMap(child =>
    child instanceof XmlElement
      ? [...(name === '*' || child.name === name ? [child] : []), ...elementsBelow(child, name)]
      : [],
  );
}
