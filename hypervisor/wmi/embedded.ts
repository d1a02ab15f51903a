/**
 * Embedded instances as text: CIM-XML (DSP0201, `INSTANCE`) both ways, MOF `instance of` on input
 * (wmi.md 9). Text comes from outside: what can not be read is undefined, never a throw.
 */
import type {CimInstance, CimValue} from './cim.ts';
import {isDateTime, isInstance, isReference} from './cim.ts';

/** Longest text taken. */
const TEXT_MAX = 1024 * 1024;

export function parseEmbedded(text: string): CimInstance | undefined {
  if (text.length > TEXT_MAX) return undefined;
  const trimmed = text.trimStart();
  return trimmed.startsWith('<') ? parseXml(trimmed) : parseMof(trimmed);
}

// CIM-XML

const INSTANCE = /<INSTANCE\b[^>]*?\bCLASSNAME\s*=\s*["'](\w+)["'][^>]*?(\/>|>)/i;
const PROPERTY = /<(PROPERTY(?:\.ARRAY|\.REFERENCE)?)\b([^>]*?)(?:\/>|>([^]*?)<\/\1\s*>)/gi;

function parseXml(text: string): CimInstance | undefined {
  const head = INSTANCE.exec(text);
  if (!head) return undefined;
  const body = text.slice(head.index + head[0].length);
  const properties: Record<string, CimValue> = {};
  for (const [, tag = '', attributes = '', content = ''] of body.matchAll(PROPERTY)) {
    const name = attribute(attributes, 'NAME');
    if (name !== undefined)
      properties[name] = xmlValue(
        tag.toUpperCase(),
        attribute(attributes, 'TYPE') ?? 'string',
        content,
      );
  }
  return {className: head[1] ?? '', path: '', properties};
}

function xmlValue(tag: string, type: string, content: string): CimValue {
  const values = [...content.matchAll(/<VALUE(?:\s[^>]*?)?(?:\/>|>([^]*?)<\/VALUE\s*>)/gi)].map(
    match => scalar(type, unescapeXml(match[1] ?? '')),
  );
  if (tag === 'PROPERTY.ARRAY') return /<VALUE\.ARRAY/i.test(content) ? values : null;
  if (tag === 'PROPERTY.REFERENCE') {
    const reference = /<VALUE\.REFERENCE\b[^>]*>([^]*?)<\/VALUE\.REFERENCE\s*>/i.exec(content)?.[1];
    return reference === undefined ? null : {ref: unescapeXml(reference.replace(/<[^>]*>/g, ''))};
  }
  return values[0] ?? null;
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(text);
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined;
}

function scalar(type: string, text: string): CimValue {
  if (type === 'boolean') return text.trim().toLowerCase() === 'true';
  if (/^[us]int64$/.test(type)) return /^[+-]?\d+$/.test(text.trim()) ? BigInt(text.trim()) : null;
  if (/^([us]int|real)/.test(type)) return Number.isFinite(Number(text)) ? Number(text) : null;
  return type === 'datetime' ? {datetime: text} : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (_, inner: string) => escapeXml(inner))
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
      (all, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? all;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    );
}

export function escapeXml(text: string): string {
  return text.replace(
    /[<>&"']/g,
    character => `&${Object.keys(ENTITIES).find(name => ENTITIES[name] === character) ?? ''};`,
  );
}

/** The text `CimSerializer` gives of an instance. `typeOf` says the CIM type of a property. */
export function formatXml(instance: CimInstance, typeOf: (property: string) => string): string {
  const properties = Object.entries(instance.properties).map(([name, value]) =>
    formatProperty(name, typeOf(name), value),
  );
  return `<INSTANCE CLASSNAME="${instance.className}">${properties.join('')}</INSTANCE>`;
}

function formatProperty(name: string, type: string, value: CimValue): string {
  const head = `NAME="${name}" TYPE="${type}"`;
  if (Array.isArray(value)) {
    const items = value.map(item => `<VALUE>${escapeXml(textOf(item))}</VALUE>`).join('');
    return `<PROPERTY.ARRAY ${head}><VALUE.ARRAY>${items}</VALUE.ARRAY></PROPERTY.ARRAY>`;
  }
  if (value === null) return `<PROPERTY ${head}/>`;
  return `<PROPERTY ${head}><VALUE>${escapeXml(textOf(value as CimValue))}</VALUE></PROPERTY>`;
}

function textOf(value: CimValue): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value === null || typeof value !== 'object') return String(value ?? '');
  if (isDateTime(value)) return value.datetime;
  if (isReference(value)) return value.ref;
  return isInstance(value) ? value.path : '';
}

// MOF

const MOF_INSTANCE = /^instance\s+of\s+(\w+)\s*\{([^]*)\}\s*;?\s*$/i;
const MOF_VALUE = /"(?:[^"\\]|\\.)*"|\{[^{}]*\}|[^\s;{}"]+/y;

function parseMof(text: string): CimInstance | undefined {
  const found = MOF_INSTANCE.exec(text);
  if (!found) return undefined;
  const body = found[2] ?? '';
  const properties: Record<string, CimValue> = {};
  const name = /\s*(\w+)\s*=\s*/y;
  for (let at = 0; body.slice(at).trim() !== ''; ) {
    name.lastIndex = at;
    const key = name.exec(body);
    if (!key) return undefined;
    MOF_VALUE.lastIndex = name.lastIndex;
    const value = MOF_VALUE.exec(body);
    if (!value) return undefined;
    properties[key[1] ?? ''] = mofValue(value[0]);
    const end = body.indexOf(';', MOF_VALUE.lastIndex);
    if (end < 0 || body.slice(MOF_VALUE.lastIndex, end).trim() !== '') return undefined;
    at = end + 1;
  }
  return {className: found[1] ?? '', path: '', properties};
}

function mofValue(text: string): CimValue {
  if (text.startsWith('{'))
    return [...text.slice(1, -1).matchAll(/"(?:[^"\\]|\\.)*"|[^\s,"]+/g)].map(match =>
      mofValue(match[0]),
    );
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^null$/i.test(text)) return null;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (/^[+-]?\d+$/.test(text))
    return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
