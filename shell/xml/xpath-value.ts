/** The four kinds of XPath values and how one becomes another. Source: XML Path Language 1.0, 4.2 to 4.4. */
import type {XmlNode} from './xml-node.ts';

/** A node-set is in document order. */
export type XPathValue = XmlNode[] | string | number | boolean;

export function toXPathString(value: XPathValue): string {
  if (Array.isArray(value)) return value[0]?.innerText ?? '';
  if (typeof value !== 'number') return String(value);
  return Object.is(value, -0) ? '0' : String(value);
}

/** A text that is no plain decimal number is NaN. */
export function toXPathNumber(value: XPathValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toXPathString(value).trim();
  return /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

export function toXPathBoolean(value: XPathValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return Boolean(value);
}
