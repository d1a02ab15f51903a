/** The document, which makes the nodes that stand in it, and fragments. */
import {NetException} from '../values/net-exception.ts';
import {elementsBelow, XmlAttribute, XmlElement} from './xml-element.ts';
import {XmlNode, XMLNS} from './xml-node.ts';
import {XmlText} from './xml-text.ts';

export class XmlDocumentFragment extends XmlNode {
  readonly nodeType = 'DocumentFragment';
  readonly name = '#document-fragment';
  protected bareCopy(document: XmlDocument): XmlNode {
    return new XmlDocumentFragment(document);
  }
}

export class XmlDocument extends XmlNode {
  readonly nodeType = 'Document';
  readonly name = '#document';
  preserveWhitespace = false;

  constructor() {
    super(null);
  }
  get documentElement(): XmlElement | null {
    return this.children.find(child => child instanceof XmlElement) ?? null;
  }
  /** Of a prefixed name the namespace, if it is not given, is the one declared at the root. */
  createElement(name: string, namespaceUri?: string): XmlElement {
    return new XmlElement(this, name, namespaceUri ?? this.#namespaceOf(name));
  }
  createAttribute(name: string, namespaceUri?: string, text = ''): XmlAttribute {
    const isDeclaration = name === 'xmlns' || name.startsWith('xmlns:');
    const uri = isDeclaration ? XMLNS : (namespaceUri ?? this.#namespaceOf(name));
    return new XmlAttribute(this, name, uri, text);
  }
  createTextNode(text: string): XmlText {
    return new XmlText(this, text);
  }
  #namespaceOf(name: string): string {
    const colon = name.indexOf(':');
    return colon < 0
      ? ''
      : ((this.documentElement ?? this).namespaceOfPrefix(name.slice(0, colon)) ?? '');
  }
  protected override refuse(child: XmlNode): void {
    super.refuse(child);
    if (child instanceof XmlElement && (this.documentElement ?? child) !== child)
      throw new NetException(
        'System.InvalidOperationException',
        "This document already has a 'DocumentElement' node.",
      );
  }
  elementsByName(name: string): XmlElement[] {
    return elementsBelow(this, name);
  }
  protected bareCopy(): XmlNode {
    return new XmlDocument();
  }
  override cloneInto(_document: XmlDocument, deep: boolean): XmlNode {
    const copy = new XmlDocument();
    copy.preserveWhitespace = this.preserveWhitespace;
    if (deep) for (const child of this.children) copy.appendChild(child.cloneInto(copy, true));
    return copy;
  }
}
