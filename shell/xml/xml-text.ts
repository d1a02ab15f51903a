/** Nodes that are a text, and those between the elements: instructions, the declaration, the document type. */
import type {XmlDocument} from './xml-document.ts';
import {XmlNode} from './xml-node.ts';

/** Nodes that are a text: `#text`, `#cdata-section`, `#comment`, `#whitespace`. */
abstract class CharacterData extends XmlNode {
  #text: string;
  constructor(owner: XmlDocument, text: string) {
    super(owner);
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
  protected bareCopy(document: XmlDocument): XmlNode {
    const made = this.constructor as new (owner: XmlDocument, text: string) => XmlNode;
    return new made(document, this.#text);
  }
}

export class XmlText extends CharacterData {
  readonly nodeType = 'Text';
  readonly name = '#text';
}
export class XmlCDataSection extends CharacterData {
  readonly nodeType = 'CDATA';
  readonly name = '#cdata-section';
}
export class XmlComment extends CharacterData {
  readonly nodeType = 'Comment';
  readonly name = '#comment';
}
export class XmlWhitespace extends CharacterData {
  readonly nodeType = 'Whitespace';
  readonly name = '#whitespace';
}

/** `<?target data?>`; `<?xml ...?>` is a declaration. */
export class XmlProcessingInstruction extends XmlNode {
  readonly nodeType: 'ProcessingInstruction' | 'XmlDeclaration' = 'ProcessingInstruction';
  readonly name: string;
  #data: string;
  constructor(owner: XmlDocument, target: string, data: string) {
    super(owner);
    this.name = target;
    this.#data = data;
  }
  override get value(): string {
    return this.#data;
  }
  override set value(data: string | null) {
    this.#data = data ?? '';
  }
  override get innerText(): string {
    return this.#data;
  }
  override set innerText(data: string) {
    this.#data = data;
  }
  protected bareCopy(document: XmlDocument): XmlNode {
    const made = this.constructor as typeof XmlProcessingInstruction;
    return new made(document, this.name, this.#data);
  }
}

export class XmlDeclaration extends XmlProcessingInstruction {
  override readonly nodeType = 'XmlDeclaration';
  /** `version`, `encoding` or `standalone`; '' when it is not given. */
  part(name: string): string {
    return new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`).exec(this.value)?.[1] ?? '';
  }
}

export class XmlDocumentType extends XmlNode {
  readonly nodeType = 'DocumentType';
  readonly name: string;
  /** What stands after the name. */
  readonly rest: string;
  constructor(owner: XmlDocument, name: string, rest: string) {
    super(owner);
    this.name = name;
    this.rest = rest;
  }
  protected bareCopy(document: XmlDocument): XmlNode {
    return new XmlDocumentType(document, this.name, this.rest);
  }
}
