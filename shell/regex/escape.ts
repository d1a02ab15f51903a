/** `[regex]::Escape` and `Unescape`. */
const NAMED: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};

export function escapeRegex(text: string): string {
  return text.replace(/[\\*+?|{[()^$.#\s]/g, c => NAMED[c] ?? `\\${c}`);
}

const UNNAMED: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
};

export function unescapeRegex(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, (_, u, x, c) =>
    c === undefined ? String.fromCharCode(Number.parseInt(u ?? x, 16)) : (UNNAMED[c] ?? c),
  );
}
