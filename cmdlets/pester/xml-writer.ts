/** Elements as indented XML text. */

export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
  readonly cdata?: string;
}

/** A document as .NET's XmlWriter indents it, without a line break at its end. */
export function xmlDocument(root: Element, encoding: string): string {
  return `<?xml version="1.0" encoding="${encoding}" standalone="no"?>\n${elementText(root, '')}`;
}

function elementText(
  {name, attributes = {}, children = [], text, cdata}: Element,
  indent: string,
): string {
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value), ATTRIBUTE)}"`)
    .join('');
  if (text !== undefined) return `${indent}<${name}${head}>${escaped(text, TEXT)}</${name}>`;
  if (cdata !== undefined)
    return `${indent}<${name}${head}><![CDATA[${quotable(cdata)}]]></${name}>`;
  if (children.length === 0) return `${indent}<${name}${head} />`;
  const inner = children.map(child => elementText(child, `${indent}  `)).join('\n');
  return `${indent}<${name}${head}>\n${inner}\n${indent}</${name}>`;
}

const TEXT: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};
const ATTRIBUTE: Readonly<Record<string, string>> = {
  ...TEXT,
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
};

function escaped(text: string, entities: Readonly<Record<string, string>>): string {
  return [...known(text)].map(sign => entities[sign] ?? sign).join('');
}

/** Text inside CDATA: its end mark is split over two sections. */
const quotable = (text: string): string => known(text).replaceAll(']]>', ']]]]><![CDATA[>');

/** Without the signs that XML 1.0 does not know. */
const known = (text: string): string =>
  [...text].filter(sign => sign >= ' ' || '\t\n\r'.includes(sign)).join('');
