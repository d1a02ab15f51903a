/**
 * XML 1.0 text into nodes. Well-formedness is checked, validity is not; of a document type only internal
 * general entities with plain texts are taken, and nothing is ever fetched.
 */
import {NetException} from '../values/net-exception.ts';
import type {XmlDocument} from './xml-document.ts';
import {XmlElement} from './xml-element.ts';
import {type XmlNode, XMLNS} from './xml-node.ts';
import {
  XmlCDataSection,
  XmlComment,
  XmlDeclaration,
  XmlDocumentType,
  XmlProcessingInstruction,
  XmlText,
  XmlWhitespace,
} from './xml-text.ts';

/** Entities may name entities: no text grows beyond this many characters. */
const LARGEST_TEXT = 10_000_000;

const NAME = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7\u00c0-\uffff]*/y;
const BLANKS = /[ \t\r\n]*/y;

export interface ParseOptions {
  readonly preserveWhitespace: boolean;
}

/** Appends what `text` holds to `into`. Throws System.Xml.XmlException. */
export function parseXml(text: string, into: XmlNode, options: ParseOptions): void {
  new XmlParser(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), into, options).parse();
}

class XmlParser {
  readonly #text: string;
  readonly #document: XmlDocument;
  readonly #root: XmlNode;
  readonly #options: ParseOptions;
  readonly #entities = new Map<string, string>([
    ['lt', '<'],
    ['gt', '>'],
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"],
  ]);
  #at = 0;
  #here: XmlNode;
  readonly #open: {readonly element: XmlElement; readonly at: number}[] = [];

  constructor(text: string, into: XmlNode, options: ParseOptions) {
    this.#text = text;
    this.#root = into;
    this.#here = into;
    this.#document = into.document;
    this.#options = options;
  }

  parse(): void {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '<') this.#markup();
      else this.#characters();
    }
    const unclosed = this.#open.map(({element}) => element.name).toReversed();
    if (unclosed.length > 0)
      throw this.#error(
        `Unexpected end of file has occurred. The following elements are not closed: ${unclosed.join(', ')}.`,
      );
    if (this.#root === this.#document && this.#document.documentElement === null)
      throw this.#error('Root element is missing.', null);
  }

  #markup(): void {
    if (this.#takes('<!--')) this.#add(new XmlComment(this.#document, this.#until('-->')));
    else if (this.#takes('<![CDATA[')) {
      if (this.#here === this.#document) throw this.#atRoot();
      this.#add(new XmlCDataSection(this.#document, this.#until(']]>')));
    } else if (this.#takes('<?')) this.#instruction();
    else if (this.#takes('<!DOCTYPE')) this.#documentType();
    else if (this.#takes('</')) this.#endTag();
    else this.#startTag();
  }

  #instruction(): void {
    const start = this.#at - 2;
    const target = this.#name();
    this.#blanks();
    const data = this.#until('?>');
    if (target !== 'xml') {
      this.#add(new XmlProcessingInstruction(this.#document, target, data));
      return;
    }
    if (start !== 0)
      throw this.#error(
        'Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to appear before it.',
        start + 2,
      );
    this.#add(new XmlDeclaration(this.#document, target, data.trimEnd()));
  }

  #documentType(): void {
    this.#blanks();
    const name = this.#name();
    const start = this.#at;
    const subset = /[^[>]*(?:\[([^\]]*)\]\s*)?>/y;
    subset.lastIndex = start;
    const match = subset.exec(this.#text);
    if (!match) throw this.#endOfFile();
    this.#at = subset.lastIndex;
    for (const [, entity = '', double, single] of (match[1] ?? '').matchAll(
      /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g,
    ))
      if (!this.#entities.has(entity)) this.#entities.set(entity, double ?? single ?? '');
    this.#add(new XmlDocumentType(this.#document, name, match[0].slice(0, -1)));
  }

  #startTag(): void {
    const start = this.#at++;
    const name = this.#name();
    const given: [string, string][] = [];
    while (this.#blanks() && /[^/>]/.test(this.#peek())) {
      const attribute = this.#name();
      if (given.some(([known]) => known === attribute))
        throw this.#error(`'${attribute}' is a duplicate attribute name.`);
      given.push([attribute, this.#attributeValue()]);
    }
    const element = this.#newElement(name, given);
    this.#add(element, start);
    if (this.#takes('/>')) return;
    if (!this.#takes('>')) throw this.#unexpected('>');
    element.isEmpty = false;
    this.#open.push({element, at: start});
    this.#here = element;
  }

  /** Declarations of namespaces hold for the element's own name. */
  #newElement(name: string, given: readonly [string, string][]): XmlElement {
    const declared = new Map(
      given.filter(([one]) => one === 'xmlns' || one.startsWith('xmlns:')).map(pairOf),
    );
    const resolve = (prefix: string) =>
      declared.get(prefix) ?? this.#here.namespaceOfPrefix(prefix) ?? (prefix === '' ? '' : null);
    const namespaceOf = (full: string, prefix: string) => {
      const uri = resolve(prefix);
      if (uri === null) throw this.#error(`'${prefix}' is an undeclared prefix.`);
      return full === '' ? '' : uri;
    };
    const element = new XmlElement(this.#document, name, namespaceOf(name, prefixOf(name)));
    for (const [attribute, value] of given) {
      const prefix = prefixOf(attribute);
      const isDeclaration = attribute === 'xmlns' || prefix === 'xmlns';
      const uri = isDeclaration ? XMLNS : prefix === '' ? '' : namespaceOf(attribute, prefix);
      element.setAttributeNode(this.#document.createAttribute(attribute, uri, value));
    }
    return element;
  }

  #attributeValue(): string {
    this.#blanks();
    if (!this.#takes('=')) throw this.#unexpected('=');
    this.#blanks();
    const quote = this.#peek();
    if (quote !== '"' && quote !== "'") throw this.#unexpected('"');
    this.#at++;
    const raw = this.#until(quote);
    if (raw.includes('<'))
      throw this.#error("'<', hexadecimal value 0x3C, is an invalid attribute character.");
    return this.#resolve(raw.replace(/[\n\t]/g, ' '));
  }

  #endTag(): void {
    const start = this.#at;
    const name = this.#name();
    this.#blanks();
    if (!this.#takes('>')) throw this.#unexpected('>');
    const opened = this.#open.pop();
    if (opened === undefined) throw this.#error('Unexpected end tag.', start);
    if (opened.element.name !== name) {
      const {line, column} = this.#position(opened.at + 1);
      throw this.#error(
        `The '${opened.element.name}' start tag on line ${line} position ${column} does not match the end tag of '${name}'.`,
        start,
      );
    }
    this.#here = opened.element.parent ?? this.#root;
  }

  #characters(): void {
    const start = this.#at;
    const end = this.#text.indexOf('<', start);
    this.#at = end < 0 ? this.#text.length : end;
    const raw = this.#text.slice(start, this.#at);
    const blank = raw.trim() === '';
    if (this.#here === this.#document && !blank) throw this.#atRoot(start);
    if (blank) {
      if (this.#options.preserveWhitespace) this.#add(new XmlWhitespace(this.#document, raw));
      return;
    }
    this.#add(new XmlText(this.#document, this.#resolve(raw, start)));
  }

  /** References to characters and entities. */
  #resolve(raw: string, start = this.#at, depth = 0): string {
    if (!raw.includes('&')) return raw;
    const out = raw.replace(
      /&(?:#x([0-9a-fA-F]+)|#(\d+)|([\w:.-]+));|&/g,
      (whole, hex, dec, name) => {
        if (whole === '&')
          throw this.#error(
            'An error occurred while parsing EntityName.',
            start + raw.indexOf('&'),
          );
        if (name === undefined)
          return String.fromCodePoint(Number.parseInt(hex ?? dec, hex ? 16 : 10));
        const text = this.#entities.get(name);
        if (text === undefined || depth > 20)
          throw this.#error(`Reference to undeclared entity '${name}'.`, start);
        return depth === 0 && text.length === 1 ? text : this.#resolve(text, start, depth + 1);
      },
    );
    if (out.length > LARGEST_TEXT) throw this.#error('The entities of the text are too large.');
    return out;
  }

  #add(node: XmlNode, at = this.#at): void {
    if (this.#here === this.#document && node instanceof XmlElement)
      if (this.#document.documentElement !== null)
        throw this.#error('There are multiple root elements.', at + 1);
    // Past the checks of appendChild: a new node can stand nowhere else yet.
    node.parent = this.#here;
    this.#here.children.push(node);
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }
  #takes(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }
  #blanks(): boolean {
    BLANKS.lastIndex = this.#at;
    BLANKS.exec(this.#text);
    this.#at = BLANKS.lastIndex;
    return this.#at < this.#text.length;
  }
  #until(end: string): string {
    const at = this.#text.indexOf(end, this.#at);
    if (at < 0) throw this.#endOfFile();
    const found = this.#text.slice(this.#at, at);
    this.#at = at + end.length;
    return found;
  }
  #name(): string {
    NAME.lastIndex = this.#at;
    const [found] = NAME.exec(this.#text) ?? [];
    if (found === undefined) {
      const bad = this.#peek();
      if (bad === '') throw this.#endOfFile();
      throw this.#error(
        `Name cannot begin with the '${bad}' character, hexadecimal value 0x${hexOf(bad)}.`,
      );
    }
    this.#at = NAME.lastIndex;
    return found;
  }

  #unexpected(wanted: string): NetException {
    const found = this.#peek();
    if (found === '') return this.#endOfFile();
    return this.#error(`'${found}' is an unexpected token. The expected token is '${wanted}'.`);
  }
  #endOfFile(): NetException {
    return this.#error('Unexpected end of file has occurred.', this.#text.length);
  }
  #atRoot(at = this.#at): NetException {
    return this.#error('Data at the root level is invalid.', at);
  }
  #position(offset: number): {line: number; column: number} {
    const before = this.#text.slice(0, offset);
    const line = before.split('\n').length;
    return {line, column: offset - before.lastIndexOf('\n')};
  }
  #error(message: string, at: number | null = this.#at): NetException {
    const {line, column} = at === null ? {line: 0, column: 0} : this.#position(at);
    return new NetException(
      'System.Xml.XmlException',
      at === null ? message : `${message} Line ${line}, position ${column}.`,
      {fields: {LineNumber: line, LinePosition: column}},
    );
  }
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

/** Prefix and namespace of a declaration. */
function pairOf([name, uri]: readonly [string, string]): [string, string] {
  return [name === 'xmlns' ? '' : name.slice('xmlns:'.length), uri];
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
