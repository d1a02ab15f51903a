/**
 * The document object model: what all nodes have. Core DOM level 2 as System.Xml has it.
 *
 * Kinds of nodes: xml-element.ts, xml-text.ts, xml-document.ts. Reading text is parse-xml.ts, writing it
 * write-xml.ts. What scripts see of it: ../types/xml-nodes.ts.
 */
import {NetException} from '../values/net-exception.ts';
import {writeChildren, writeNode} from './write-xml.ts';
import type {XmlDocument} from './xml-document.ts';
import type {XmlAttribute} from './xml-element.ts';

export type XmlNodeType =
  | 'Element'
  | 'Attribute'
  | 'Text'
  | 'CDATA'
  | 'ProcessingInstruction'
  | 'Comment'
  | 'Document'
  | 'DocumentType'
  | 'DocumentFragment'
  | 'Whitespace'
  | 'SignificantWhitespace'
  | 'XmlDeclaration';

export const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';

export abstract class XmlNode {
  abstract readonly nodeType: XmlNodeType;
  /** Null of the document itself. */
  readonly ownerDocument: XmlDocument | null;
  parent: XmlNode | null = null;
  /** Empty of nodes that hold none. */
  readonly children: XmlNode[] = [];

  constructor(owner: XmlDocument | null) {
    this.ownerDocument = owner;
  }

  abstract get name(): string;
  /** The text of nodes that are text; null of the others. */
  get value(): string | null {
    return null;
  }
  set value(_text: string | null) {
    throw new NetException(
      'System.InvalidOperationException',
      `Cannot set a value on node type '${this.nodeType}'.`,
    );
  }
  get prefix(): string {
    return '';
  }
  get localName(): string {
    return this.name;
  }
  get namespaceUri(): string {
    return '';
  }
  get attributes(): readonly XmlAttribute[] | null {
    return null;
  }

  get document(): XmlDocument {
    return this.ownerDocument ?? (this as unknown as XmlDocument);
  }
  get firstChild(): XmlNode | null {
    return this.children[0] ?? null;
  }
  get lastChild(): XmlNode | null {
    return this.children.at(-1) ?? null;
  }
  get nextSibling(): XmlNode | null {
    return this.#sibling(1);
  }
  get previousSibling(): XmlNode | null {
    return this.#sibling(-1);
  }
  #sibling(step: number): XmlNode | null {
    const row = this.parent?.children ?? [];
    const at = row.indexOf(this);
    return at < 0 ? null : (row[at + step] ?? null);
  }

  get innerText(): string {
    return this.children.map(textWithin).join('');
  }
  set innerText(text: string) {
    this.removeAll();
    if (text !== '') this.appendChild(this.document.createTextNode(text));
  }
  get outerXml(): string {
    return writeNode(this);
  }
  get innerXml(): string {
    return writeChildren(this);
  }

  appendChild<T extends XmlNode>(child: T): T {
    this.insertAt(child, this.children.length);
    return child;
  }
  prependChild<T extends XmlNode>(child: T): T {
    this.insertAt(child, 0);
    return child;
  }
  insertBefore<T extends XmlNode>(child: T, reference: XmlNode | null): T {
    this.insertAt(child, reference === null ? this.children.length : this.#placeOf(reference));
    return child;
  }
  insertAfter<T extends XmlNode>(child: T, reference: XmlNode | null): T {
    this.insertAt(child, reference === null ? 0 : this.#placeOf(reference) + 1);
    return child;
  }
  replaceChild(child: XmlNode, old: XmlNode): XmlNode {
    this.insertAt(child, this.#placeOf(old));
    return this.removeChild(old);
  }
  removeChild<T extends XmlNode>(child: T): T {
    this.children.splice(this.#placeOf(child), 1);
    child.parent = null;
    return child;
  }
  removeAll(): void {
    for (const child of this.children) child.parent = null;
    this.children.length = 0;
  }

  #placeOf(child: XmlNode): number {
    const at = this.children.indexOf(child);
    if (at < 0)
      throw new NetException(
        'System.ArgumentException',
        'The reference node is not a child of this node.',
      );
    return at;
  }

  /** A fragment gives its children. A node that stood elsewhere is taken from there. */
  protected insertAt(child: XmlNode, place: number): void {
    this.refuse(child);
    if (child.nodeType === 'DocumentFragment') {
      for (const [index, one] of [...child.children].entries()) this.insertAt(one, place + index);
      return;
    }
    let at = place;
    if (child.parent === this && this.children.indexOf(child) < place) at--;
    child.parent?.removeChild(child);
    this.children.splice(at, 0, child);
    child.parent = this;
  }

  /** Throws for a child that may not stand here. */
  protected refuse(child: XmlNode): void {
    if (child.document !== this.document)
      throw new NetException(
        'System.ArgumentException',
        'The node to be inserted is from a different document context.',
      );
    for (const node of upwards(this))
      if (node === child)
        throw new NetException(
          'System.ArgumentException',
          'Cannot insert a node or any ancestor of that node as a child of itself.',
        );
  }

  /** A copy for `document`, with the children when `deep`. */
  cloneInto(document: XmlDocument, deep: boolean): XmlNode {
    const copy = this.bareCopy(document);
    if (deep)
      for (const child of this.children) {
        const inner = child.cloneInto(document, true);
        inner.parent = copy;
        copy.children.push(inner);
      }
    return copy;
  }
  protected abstract bareCopy(document: XmlDocument): XmlNode;

  /** The namespace a prefix stands for here; undefined when none was declared. */
  namespaceOfPrefix(prefix: string): string | undefined {
    if (prefix === 'xml') return XML;
    if (prefix === 'xmlns') return XMLNS;
    const wanted = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    for (const node of upwards(this)) {
      const found = node.attributes?.find(({name}) => name === wanted);
      if (found) return found.value;
      if (node.nodeType === 'Element' && node.prefix === prefix && node.namespaceUri)
        return node.namespaceUri;
    }
    return undefined;
  }
}

/** A node and those above it. */
function* upwards(node: XmlNode): Iterable<XmlNode> {
  for (let at: XmlNode | null = node; at !== null; at = at.parent) yield at;
}

function textWithin(node: XmlNode): string {
  if (node.nodeType === 'Comment' || node.nodeType === 'ProcessingInstruction') return '';
  return node.value ?? node.innerText;
}
