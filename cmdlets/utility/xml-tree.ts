/**
 * XML text as a tree of elements: what CLIXML needs of XML. Comments, instructions and the document type
 * are skipped; entities are the five of XML and numbers.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** All text directly inside, joined. */
  text: string;
}

export class XmlError extends Error {}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<![^>]*>|<(\/?)([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The root element. Throws XmlError. */
export function readXml(text: string): XmlElement {
  const top: XmlElement = {name: '', attributes: new Map(), children: [], text: ''};
  const open = [top];
  for (const token of text.replace(/^\ufeff/, '').matchAll(TOKEN)) {
    const [whole, cdata, closing, name, attributes = '', selfClosing, plain] = token;
    const here = open[open.length - 1] as XmlElement;
    if (plain !== undefined) here.text += decode(plain);
    else if (cdata !== undefined) here.text += cdata;
    else if (name === undefined) {
      if (whole === '<') throw new XmlError(`'<' is not expected at offset ${token.index}.`);
    } else if (closing) {
      if (here.name !== name || open.length === 1)
        throw new XmlError(`The end of '${name}' does not fit the start of '${here.name}'.`);
      open.pop();
    } else {
      const made = {name, attributes: attributesOf(attributes), children: [], text: ''};
      here.children.push(made);
      if (!selfClosing) open.push(made);
    }
  }
  const [root] = top.children;
  if (open.length > 1)
    throw new XmlError(`The element '${open[open.length - 1]?.name}' is not closed.`);
  if (!root) throw new XmlError('Root element is missing.');
  return root;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, single] of text.matchAll(ATTRIBUTE))
    found.set(name, decode(quoted ?? single ?? ''));
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text for element content and attribute values. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
