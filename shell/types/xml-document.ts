/** System.Xml.XmlDocument: loading, saving, making nodes; `[xml]` as a cast. */
import {readFileSync, writeFileSync} from 'node:fs';
import {toText} from '../conversion/to-text.ts';
import {PSCustomObject} from '../values/custom-object.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {invokeMethod} from '../values/invoke.ts';
import {NetException} from '../values/net-exception.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {parseXml} from '../xml/parse-xml.ts';
import {writeIndented} from '../xml/write-xml.ts';
import {XmlDocument, XmlDocumentFragment} from '../xml/xml-document.ts';
import type {XmlNode} from '../xml/xml-node.ts';
import {
  XmlCDataSection,
  XmlComment,
  XmlDeclaration,
  XmlProcessingInstruction,
  XmlText,
} from '../xml/xml-text.ts';
import {decode, encode, encodingNamed, utf8} from './encoding.ts';
import {onPath} from './io-error.ts';
import {declaration, nodeType, XmlNameTable, XmlNodeList} from './xml-nodes.ts';

function loadXml(self: XmlDocument, text: string): void {
  const fresh = new XmlDocument();
  parseXml(text, fresh, {preserveWhitespace: self.preserveWhitespace});
  self.removeAll();
  for (const child of fresh.children) self.appendChild(child.cloneInto(self, true));
}

function load(self: XmlDocument, source: Value): void {
  if (typeof source !== 'string')
    return loadXml(self, toText(invokeMethod(source, 'ReadToEnd', [])));
  const bytes = onPath(source, full => readFileSync(full));
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)/.exec(
    bytes.toString('latin1', 0, 200),
  );
  loadXml(self, decode(bytes, encodingNamed(declared?.[1] ?? 'utf-8') ?? utf8));
}

function documentText(self: XmlDocument): string {
  return self.preserveWhitespace ? self.outerXml : writeIndented(self);
}

/** To a file, in the encoding that the declaration names, or to a writer. */
function save(self: XmlDocument, target: Value): void {
  if (typeof target !== 'string') return void invokeMethod(target, 'Write', [documentText(self)]);
  const [first] = self.children;
  const name = first instanceof XmlDeclaration ? first.part('encoding') : '';
  const encoding = name === '' ? utf8 : encodingNamed(name.toLowerCase());
  if (encoding === undefined)
    throw new NetException(
      'System.ArgumentException',
      `'${name}' is not a supported encoding name. (Parameter 'name')`,
    );
  const text = documentText(self);
  onPath(target, full => writeFileSync(full, encode(text, encoding)));
}

function fromValue(v: Value): XmlDocument | undefined {
  if (isNull(v) || v instanceof Hashtable || v instanceof PSCustomObject) return undefined;
  return parseDocument(isEnumerable(v) ? Array.from(enumerate(v), toText).join('\n') : toText(v));
}

function parseDocument(text: string): XmlDocument {
  const document = new XmlDocument();
  parseXml(text, document, {preserveWhitespace: false});
  return document;
}

function createNode(self: XmlDocument, type: string, name: string, uri: string): XmlNode {
  const make = NODE_MAKERS[type.toLowerCase()];
  if (make !== undefined) return make(self, name, uri);
  throw new NetException('System.ArgumentException', `Cannot create node of type ${type}.`);
}

const NODE_MAKERS: Readonly<
  Record<string, (document: XmlDocument, name: string, uri: string) => XmlNode>
> = {
  element: (document, name, uri) => document.createElement(name, uri),
  attribute: (document, name, uri) => document.createAttribute(name, uri),
  text: document => new XmlText(document, ''),
  cdata: document => new XmlCDataSection(document, ''),
  comment: document => new XmlComment(document, ''),
  documentfragment: document => new XmlDocumentFragment(document),
};

function qualified(prefix: string, local: string): string {
  return prefix ? `${prefix}:${local}` : local;
}

defineType<XmlDocument>({
  fullName: 'System.Xml.XmlDocument',
  base: nodeType,
  accelerator: 'xml',
  instance: XmlDocument,
  parse: parseDocument,
  convert: fromValue,
  create: () => new XmlDocument(),
  constructors: {'()': () => new XmlDocument()},
  members: {
    'object DocumentElement': self => self.documentElement,
    'object NameTable': () => new XmlNameTable(),
    'bool PreserveWhitespace': {
      get: self => self.preserveWhitespace,
      set: (self, keep: boolean) => {
        self.preserveWhitespace = keep;
      },
    },
    'void LoadXml(string xml)': loadXml,
    'void Load(object source)': load,
    'void Save(object target)': save,
    'object CreateElement(string name)': (self, name: string) => self.createElement(name),
    'object CreateElement(string qualifiedName, string namespaceURI)': (
      self,
      name: string,
      uri: string,
    ) => self.createElement(name, uri),
    'object CreateElement(string prefix, string localName, string namespaceURI)': (
      self,
      prefix: string,
      local: string,
      uri: string,
    ) => self.createElement(qualified(prefix, local), uri),
    'object CreateAttribute(string name)': (self, name: string) => self.createAttribute(name),
    'object CreateAttribute(string qualifiedName, string namespaceURI)': (
      self,
      name: string,
      uri: string,
    ) => self.createAttribute(name, uri),
    'object CreateAttribute(string prefix, string localName, string namespaceURI)': (
      self,
      prefix: string,
      local: string,
      uri: string,
    ) => self.createAttribute(qualified(prefix, local), uri),
    'object CreateTextNode(string text)': (self, text: string) => new XmlText(self, text),
    'object CreateCDataSection(string data)': (self, text: string) =>
      new XmlCDataSection(self, text),
    'object CreateComment(string data)': (self, text: string) => new XmlComment(self, text),
    'object CreateDocumentFragment()': self => new XmlDocumentFragment(self),
    'object CreateProcessingInstruction(string target, string data)': (
      self,
      target: string,
      data: string,
    ) => new XmlProcessingInstruction(self, target, data),
    'object CreateXmlDeclaration(string version, string encoding, string standalone)': (
      self,
      version: string,
      encoding: string,
      standalone: string,
    ) => new XmlDeclaration(self, 'xml', declaration(version, encoding, standalone)),
    'object CreateNode(object type, string name, string namespaceURI)': (
      self,
      type: Value,
      name: string,
      uri: string,
    ) => createNode(self, toText(type), name, uri),
    'object CreateNode(object type, string prefix, string name, string namespaceURI)': (
      self,
      type: Value,
      prefix: string,
      name: string,
      uri: string,
    ) => createNode(self, toText(type), qualified(prefix, name), uri),
    'object ImportNode(System.Xml.XmlNode node, bool deep)': (self, node: XmlNode, deep: boolean) =>
      node.cloneInto(self, deep),
    'object GetElementsByTagName(string name)': (self, name: string) =>
      new XmlNodeList(() => self.elementsByName(name)),
  },
});
