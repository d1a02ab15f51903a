/** System.Net.WebUtility and System.Web.HttpUtility: escapes of addresses and of HTML. */
import {defineType} from '../values/define-type.ts';
import {NameValueCollection} from './name-value-collection.ts';

/** Letters, digits and `-_.!*()` stay, a blank is `+`. */
function urlEncode(text: string | null, lower: boolean): string | null {
  if (text === null) return null;
  return Array.from(Buffer.from(text, 'utf8'), byte => {
    const c = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.!*()]/.test(c)) return c;
    if (c === ' ') return '+';
    const hex = byte.toString(16).padStart(2, '0');
    return `%${lower ? hex : hex.toUpperCase()}`;
  }).join('');
}

function urlDecode(text: string | null): string | null {
  if (text === null) return null;
  const escaped = text.replaceAll('+', ' ');
  return escaped.replace(/(?:%[0-9a-f]{2})+/gi, run =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function htmlEncode(text: string | null): string | null {
  return (
    text
      ?.replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
      .replace(/[\u00a0-\u00ff]/g, c => `&#${c.charCodeAt(0)};`) ?? null
  );
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
  euro: '\u20ac',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  auml: '\u00e4',
  ouml: '\u00f6',
  uuml: '\u00fc',
  Auml: '\u00c4',
  Ouml: '\u00d6',
  Uuml: '\u00dc',
  szlig: '\u00df',
};

function htmlDecode(text: string | null): string | null {
  return (
    text?.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return NAMED[name] ?? whole;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    }) ?? null
  );
}

/** `a=1&b=2` by name; a name that comes twice has both values. */
function parseQuery(query: string): NameValueCollection {
  const found = new NameValueCollection();
  for (const pair of query.replace(/^\?/, '').split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=');
    found.add(urlDecode(name) ?? '', urlDecode(value.join('=')) ?? '');
  }
  return found;
}

defineType({
  fullName: 'System.Net.WebUtility',
  abstract: true,
  statics: {
    'string UrlEncode(string value)': (text: string | null) => urlEncode(text, false),
    'string UrlDecode(string encodedValue)': urlDecode,
    'string HtmlEncode(string value)': htmlEncode,
    'string HtmlDecode(string value)': htmlDecode,
  },
});

defineType({
  fullName: 'System.Web.HttpUtility',
  statics: {
    'string UrlEncode(string str)': (text: string | null) => urlEncode(text, true),
    'string UrlPathEncode(string str)': (text: string | null) => text && encodeURI(text),
    'string UrlDecode(string str)': urlDecode,
    'string HtmlEncode(string s)': htmlEncode,
    'string HtmlAttributeEncode(string s)': (text: string | null) =>
      text?.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;') ?? null,
    'string HtmlDecode(string s)': htmlDecode,
    'string JavaScriptStringEncode(string value)': (text: string | null) =>
      text === null ? '' : JSON.stringify(text).slice(1, -1).replaceAll("'", '\\u0027'),
    'object ParseQueryString(string query)': parseQuery,
  },
});
