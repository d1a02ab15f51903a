/** System.Xml: the nodes of a document as scripts see them; documents: xml-document.ts. Parsing and XPath: ../xml/. */
import {asNumber} from '../conversion/plain-number.ts';
import {parseXml} from '../xml/parse-xml.ts';
import {xmlAdapter} from '../xml/xml-adapter.ts';
import {XmlDocumentFragment} from '../xml/xml-document.ts';
import {XmlAttribute, XmlElement} from '../xml/xml-element.ts';
import {XmlNode} from '../xml/xml-node.ts';
import {
  XmlCDataSection,
  XmlComment,
  XmlDeclaration,
  XmlDocumentType,
  XmlProcessingInstruction,
  XmlText,
  XmlWhitespace,
} from '../xml/xml-text.ts';
import {selectNodes, type PrefixResolver} from '../xml/xpath.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';

/** Nodes in a row: those found, or the children of a node as they are now. */
export class XmlNodeList {
  readonly nodes: () => readonly XmlNode[];
  constructor(nodes: () => readonly XmlNode[]) {
    this.nodes = nodes;
  }
}

class XmlNamespaceManager {
  readonly table = new Map<string, string>();
}

export class XmlNameTable {}

function resolverOf(manager: Value): PrefixResolver {
  return prefix => (manager instanceof XmlNamespaceManager ? manager.table.get(prefix) : undefined);
}

function select(node: XmlNode, path: string, manager: Value = null): XmlNodeList {
  const found = selectNodes(node, path, resolverOf(manager));
  return new XmlNodeList(() => found);
}

function selectOne(node: XmlNode, path: string, manager: Value = null): XmlNode | null {
  return selectNodes(node, path, resolverOf(manager))[0] ?? null;
}

function innerXml(self: XmlNode, text: string): void {
  const fragment = new XmlDocumentFragment(self.document);
  const parts = new XmlElement(self.document, 'x', '');
  parts.parent = self;
  parseXml(text, parts, {preserveWhitespace: self.document.preserveWhitespace});
  while (parts.firstChild !== null) fragment.appendChild(parts.firstChild);
  self.removeAll();
  self.appendChild(fragment);
}

const nodeTypeName = 'System.Xml.XmlNodeType';

export const nodeType = defineType<XmlNode>({
  fullName: 'System.Xml.XmlNode',
  abstract: true,
  interfaces: ['System.ICloneable', 'System.Xml.XPath.IXPathNavigable'],
  instance: XmlNode,
  adapter: xmlAdapter,
  toText: self => self.localName,
  members: {
    'string Name': self => self.name,
    'string LocalName': self => self.localName,
    'string Prefix': self => self.prefix,
    'string NamespaceURI': self => self.namespaceUri,
    'object NodeType': self => enumValue(requireType(nodeTypeName), self.nodeType),
    'string Value': {
      get: self => self.value,
      set: (self, text: string) => {
        self.value = text;
      },
    },
    'string InnerText': {
      get: self => self.innerText,
      set: (self, text: string) => {
        self.innerText = text;
      },
    },
    'string InnerXml': {get: self => self.innerXml, set: innerXml},
    'string OuterXml': self => self.outerXml,
    'object Attributes': self =>
      self instanceof XmlElement ? new AttributeCollection(self) : null,
    'object ChildNodes': self => new XmlNodeList(() => self.children),
    'object FirstChild': self => self.firstChild,
    'object LastChild': self => self.lastChild,
    'object NextSibling': self => self.nextSibling,
    'object PreviousSibling': self => self.previousSibling,
    'object ParentNode': self => self.parent,
    'object OwnerDocument': self => self.ownerDocument,
    'bool HasChildNodes': self => self.children.length > 0,
    'bool IsReadOnly': () => false,
    'object AppendChild(System.Xml.XmlNode newChild)': (self, child: XmlNode) =>
      self.appendChild(child),
    'object PrependChild(System.Xml.XmlNode newChild)': (self, child: XmlNode) =>
      self.prependChild(child),
    'object InsertBefore(System.Xml.XmlNode newChild, System.Xml.XmlNode refChild)': (
      self,
      child: XmlNode,
      reference: XmlNode | null,
    ) => self.insertBefore(child, reference),
    'object InsertAfter(System.Xml.XmlNode newChild, System.Xml.XmlNode refChild)': (
      self,
      child: XmlNode,
      reference: XmlNode | null,
    ) => self.insertAfter(child, reference),
    'object ReplaceChild(System.Xml.XmlNode newChild, System.Xml.XmlNode oldChild)': (
      self,
      child: XmlNode,
      old: XmlNode,
    ) => self.replaceChild(child, old),
    'object RemoveChild(System.Xml.XmlNode oldChild)': (self, child: XmlNode) =>
      self.removeChild(child),
    'void RemoveAll()': self => {
      self.removeAll();
      if (self instanceof XmlElement) self.removeAllAttributes();
    },
    'object Clone()': self => self.cloneInto(self.document, true),
    'object CloneNode(bool deep)': (self, deep: boolean) => self.cloneInto(self.document, deep),
    'object SelectNodes(string xpath)': select,
    'object SelectNodes(string xpath, System.Xml.XmlNamespaceManager nsmgr)': select,
    'object SelectSingleNode(string xpath)': selectOne,
    'object SelectSingleNode(string xpath, System.Xml.XmlNamespaceManager nsmgr)': selectOne,
    'string GetNamespaceOfPrefix(string prefix)': (self, prefix: string) =>
      self.namespaceOfPrefix(prefix) ?? '',
    'string ToString()': self => self.localName,
  },
});

defineType<XmlNodeList>({
  fullName: 'System.Xml.XmlNodeList',
  instance: XmlNodeList,
  interfaces: ['System.Collections.IEnumerable'],
  enumerate: self => self.nodes(),
  getIndex: (self, index) => self.nodes()[asNumber(index)] ?? null,
  members: {
    'int Count': self => self.nodes().length,
    'object Item(int index)': (self, index: number) => self.nodes()[index] ?? null,
    'object GetEnumerator()': self => [...self.nodes()],
  },
});

class AttributeCollection {
  readonly owner: XmlElement;
  constructor(owner: XmlElement) {
    this.owner = owner;
  }
}

function pickAttribute({owner}: AttributeCollection, index: Value): XmlAttribute | null {
  return typeof index === 'string'
    ? (owner.attribute(index) ?? null)
    : (owner.attributes[asNumber(index)] ?? null);
}

defineType<AttributeCollection>({
  fullName: 'System.Xml.XmlAttributeCollection',
  instance: AttributeCollection,
  interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'],
  enumerate: self => self.owner.attributes,
  getIndex: pickAttribute,
  members: {
    'int Count': self => self.owner.attributes.length,
    'object Item(object index)': pickAttribute,
    'object ItemOf(object index)': pickAttribute,
    'object GetNamedItem(string name)': pickAttribute,
    'object SetNamedItem(System.Xml.XmlNode node)': (self, made: XmlAttribute) => {
      self.owner.setAttributeNode(made);
      return made;
    },
    'object Append(System.Xml.XmlAttribute node)': (self, made: XmlAttribute) => {
      self.owner.setAttributeNode(made);
      return made;
    },
    'object Remove(System.Xml.XmlAttribute node)': (self, made: XmlAttribute) =>
      self.owner.removeAttribute(made.name),
    'object RemoveNamedItem(string name)': (self, name: string) => self.owner.removeAttribute(name),
    'void RemoveAll()': self => self.owner.removeAllAttributes(),
    'object GetEnumerator()': self => [...self.owner.attributes],
  },
});

const linked = defineType({fullName: 'System.Xml.XmlLinkedNode', base: nodeType, abstract: true});
const characters = defineType({
  fullName: 'System.Xml.XmlCharacterData',
  base: linked,
  abstract: true,
});

/** Kinds of nodes without members of their own. */
const PLAIN: readonly (readonly [string, NetType, abstract new (...args: never[]) => XmlNode])[] = [
  ['XmlText', characters, XmlText],
  ['XmlCDataSection', characters, XmlCDataSection],
  ['XmlComment', characters, XmlComment],
  ['XmlWhitespace', characters, XmlWhitespace],
  ['XmlDocumentType', linked, XmlDocumentType],
  ['XmlDocumentFragment', nodeType, XmlDocumentFragment],
];
for (const [name, base, instance] of PLAIN)
  defineType<XmlNode>({fullName: `System.Xml.${name}`, base, instance});

defineType<XmlProcessingInstruction>({
  fullName: 'System.Xml.XmlProcessingInstruction',
  base: linked,
  instance: XmlProcessingInstruction,
  members: {'string Target': self => self.name, 'string Data': self => self.value},
});

/** The text of a declaration after `<?xml`. */
export function declaration(
  version: string,
  encoding: string | null,
  standalone: string | null,
): string {
  return [
    `version="${version}"`,
    ...(encoding ? [`encoding="${encoding}"`] : []),
    ...(standalone ? [`standalone="${standalone}"`] : []),
  ].join(' ');
}

defineType<XmlDeclaration>({
  fullName: 'System.Xml.XmlDeclaration',
  base: linked,
  instance: XmlDeclaration,
  members: {
    'string Version': self => self.part('version'),
    'string Encoding': {
      get: self => self.part('encoding'),
      set: (self, encoding: string) => {
        self.value = declaration(self.part('version'), encoding, self.part('standalone'));
      },
    },
    'string Standalone': self => self.part('standalone'),
  },
});

defineType<XmlAttribute>({
  fullName: 'System.Xml.XmlAttribute',
  base: nodeType,
  instance: XmlAttribute,
  members: {
    'object OwnerElement': self => self.ownerElement,
    'bool Specified': () => true,
  },
});

defineType<XmlElement>({
  fullName: 'System.Xml.XmlElement',
  base: linked,
  instance: XmlElement,
  members: {
    'bool HasAttributes': self => self.attributes.length > 0,
    'bool IsEmpty': {
      get: self => self.isEmpty && self.children.length === 0,
      set: (self, isEmpty: boolean) => {
        self.isEmpty = isEmpty;
        if (isEmpty) self.removeAll();
      },
    },
    'string GetAttribute(string name)': (self, name: string) => self.attribute(name)?.value ?? '',
    'string GetAttribute(string localName, string namespaceURI)': (
      self,
      name: string,
      uri: string,
    ) => self.attribute(name, uri)?.value ?? '',
    'bool HasAttribute(string name)': (self, name: string) => self.attribute(name) !== undefined,
    'bool HasAttribute(string localName, string namespaceURI)': (self, name: string, uri: string) =>
      self.attribute(name, uri) !== undefined,
    'void SetAttribute(string name, string value)': (self, name: string, text: string) => {
      self.setAttribute(name, text);
    },
    'string SetAttribute(string localName, string namespaceURI, string value)': (
      self,
      name: string,
      uri: string,
      text: string,
    ) => self.setAttribute(name, text, uri).value,
    'void RemoveAttribute(string name)': (self, name: string) => {
      self.removeAttribute(name);
    },
    'void RemoveAttribute(string localName, string namespaceURI)': (
      self,
      name: string,
      uri: string,
    ) => {
      self.removeAttribute(name, uri);
    },
    'void RemoveAllAttributes()': self => self.removeAllAttributes(),
    'object GetAttributeNode(string name)': (self, name: string) => self.attribute(name) ?? null,
    'object SetAttributeNode(System.Xml.XmlAttribute newAttr)': (self, made: XmlAttribute) =>
      self.setAttributeNode(made),
    'object RemoveAttributeNode(System.Xml.XmlAttribute oldAttr)': (self, old: XmlAttribute) =>
      self.removeAttribute(old.name),
    'object GetElementsByTagName(string name)': (self, name: string) =>
      new XmlNodeList(() => self.elementsByName(name)),
  },
});

const nameTable = defineType<XmlNameTable>({
  fullName: 'System.Xml.XmlNameTable',
  instance: XmlNameTable,
});
defineType({
  fullName: 'System.Xml.NameTable',
  base: nameTable,
  constructors: {'()': () => new XmlNameTable()},
});

defineType<XmlNamespaceManager>({
  fullName: 'System.Xml.XmlNamespaceManager',
  instance: XmlNamespaceManager,
  constructors: {'(System.Xml.XmlNameTable nameTable)': () => new XmlNamespaceManager()},
  members: {
    'string DefaultNamespace': self => self.table.get('') ?? '',
    'void AddNamespace(string prefix, string uri)': (self, prefix: string, uri: string) => {
      self.table.set(prefix, uri);
    },
    'void RemoveNamespace(string prefix, string uri)': (self, prefix: string, uri: string) => {
      if (self.table.get(prefix) === uri) self.table.delete(prefix);
    },
    'bool HasNamespace(string prefix)': (self, prefix: string) => self.table.has(prefix),
    'string LookupNamespace(string prefix)': (self, prefix: string) =>
      self.table.get(prefix) ?? null,
  },
});
