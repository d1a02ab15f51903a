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
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** Signs that XML 1.0 does not know are left out. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, sign => ENTITIES[sign] as string);
}
