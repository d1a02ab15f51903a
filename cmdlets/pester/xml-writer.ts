/** Elements as indented XML text. */

export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="no"?>\n${elementText(root, '')}\n`;
}

function elementText(
  {name, attributes = {}, children = [], text}: Element,
  indent: string,
): string {
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  if (text !== undefined) return `${indent}<${name}${head}>${escaped(text)}</${name}>`;
  if (children.length === 0) return `${indent}<${name}${head} />`;
  const inner = children.map(child => elementText(child, `${indent}  `)).join('\n');
  return `${indent}<${name}${head}>\n${inner}\n${indent}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Signs that XML 1.0 does not know are left out. */
function escaped(text: string): string {
  return [...text]
    .filter(sign => sign >= ' ' || '\t\n\r'.includes(sign))
    .map(sign => ENTITIES[sign] ?? sign)
    .join('');
}
