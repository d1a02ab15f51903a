/** Nodes as text: OuterXml, and the indented form of Save. Types only of the nodes, which use this file. */
import type {XmlElement} from './xml-element.ts';
import type {XmlNode} from './xml-node.ts';
import type {XmlDocumentType} from './xml-text.ts';

/** The node as text, nothing added. */
export function writeNode(node: XmlNode): string {
  switch (node.nodeType) {
    case 'Element':
      return writeElement(node as XmlElement, writeChildren(node));
    case 'Attribute':
      return `${node.name}="${escapeAttribute(node.value ?? '')}"`;
    case 'Text':
      return escapeText(node.value ?? '');
    case 'CDATA':
      return `<![CDATA[${node.value}]]>`;
    case 'Comment':
      return `<!--${node.value}-->`;
    case 'ProcessingInstruction':
    case 'XmlDeclaration':
      return `<?${node.name}${node.value ? ` ${node.value}` : ''}?>`;
    case 'DocumentType':
      return `<!DOCTYPE ${node.name}${(node as XmlDocumentType).rest}>`;
    case 'Whitespace':
    case 'SignificantWhitespace':
      return node.value ?? '';
    default:
      return writeChildren(node);
  }
}

export function writeChildren(node: XmlNode): string {
  return node.children.map(writeNode).join('');
}

function writeElement(element: XmlElement, inner: string): string {
  const attributes = [...namespaceDeclaration(element), ...element.attributes.map(writeNode)];
  const head = [element.name, ...attributes].join(' ');
  if (inner === '' && element.isEmpty) return `<${head} />`;
  return `<${head}>${inner}</${element.name}>`;
}

/** An element made in a namespace that nobody declared declares it. */
function namespaceDeclaration(element: XmlElement): string[] {
  const {prefix, namespaceUri, parent} = element;
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  if (element.attribute(name) !== undefined || prefix === 'xml') return [];
  const around = parent?.namespaceOfPrefix(prefix) ?? '';
  return around === namespaceUri ? [] : [`${name}="${escapeAttribute(namespaceUri)}"`];
}

/** Indented by `indent` a level; an element with text in it is kept on its line. */
export function writeIndented(node: XmlNode, indent = '  '): string {
  return lines(node, '', indent).join('\n');
}

function lines(node: XmlNode, margin: string, indent: string): string[] {
  if (node.nodeType === 'Document' || node.nodeType === 'DocumentFragment')
    return node.children.flatMap(child => lines(child, margin, indent));
  const {children} = node;
  const mixed = children.some(child => /^(?:Text|CDATA|.*[wW]hitespace)$/.test(child.nodeType));
  if (node.nodeType !== 'Element' || children.length === 0 || mixed)
    return [margin + writeNode(node)];
  const [open = '', close = ''] = writeElement(node as XmlElement, '\0').split('\0');
  const inner = children.flatMap(child => lines(child, margin + indent, indent));
  return [margin + open, ...inner, margin + close];
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text)
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;')
    .replace(/\n/g, '&#xA;')
    .replace(/\t/g, '&#x9;');
}
