/**
 * Terminal bytes to keys: xterm sequences, control characters, Alt as ESC prefix, bracketed paste.
 *
 * Pure: `decodeKeys(pending + chunk)` answers the keys and what is left unfinished. A lone ESC at the end
 * is unfinished; the reader decides after a pause that it was the Escape key (`flushEscape`). A line feed is
 * Enter, as in readline: text typed while a command ran arrives with line feeds.
 * Source: XTerm control sequences, "PC-Style Function Keys".
 */

export interface Key {
  /** `text` for characters, else the key's name: `enter`, `left`, `f5`, or a letter when `ctrl` or `alt`. */
  readonly name: string;
  readonly text: string; // what to insert; empty for function keys
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const CSI_LETTERS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'backtab',
};
const CSI_NUMBERS: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};
const CONTROL: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  27: 'escape',
  127: 'backspace',
};
const ESC = '\x1b';
const SEQUENCE = new RegExp(`^${ESC}(?:\\[([0-9;?<>]*)([@-~])|O([A-Za-z]))`);
const UNFINISHED = new RegExp(`^${ESC}(?:\\[[0-9;?<>]*|O)?$`);
const PASTE_END = '\x1b[201~';

export function key(name: string, more: Partial<Key> = {}): Key {
  return {name, text: '', ctrl: false, alt: false, shift: false, ...more};
}

function plain(character: string): Key {
  const code = character.codePointAt(0) ?? 0;
  const named = CONTROL[code];
  if (named) return key(named);
  if (code === 0) return key('space', {ctrl: true});
  if (code < 32) return key(String.fromCharCode(code + (code < 27 ? 96 : 64)), {ctrl: true});
  return key('text', {text: character});
}

function withModifier(name: string, modifier: string | undefined): Key {
  const bits = Math.max(0, Number(modifier ?? '1') - 1);
  return key(name, {shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0});
}

/** A complete control sequence at the start of `text`: the key (null: not for us) and its length. */
function sequence(text: string): {key: Key | null; length: number} | undefined {
  const found = SEQUENCE.exec(text);
  if (!found) return undefined;
  const length = found[0].length;
  if (found[3]) return {key: nameOrNull(CSI_LETTERS[found[3]], undefined), length};
  const [number, modifier] = (found[1] ?? '').split(';');
  const name = found[2] === '~' ? CSI_NUMBERS[number ?? ''] : CSI_LETTERS[found[2] ?? ''];
  return {key: nameOrNull(name, modifier), length};
}

function nameOrNull(name: string | undefined, modifier: string | undefined): Key | null {
  return name === undefined ? null : withModifier(name, modifier);
}

function escapeKey(text: string): {keys: Key[]; length: number} | undefined {
  if (text.startsWith('\x1b[200~')) {
    const end = text.indexOf(PASTE_END);
    if (end < 0) return undefined;
    return {
      keys: [key('paste', {text: text.slice(6, end).replace(/\r\n?/g, '\n')})],
      length: end + PASTE_END.length,
    };
  }
  const found = sequence(text);
  if (found) return {keys: found.key ? [found.key] : [], length: found.length};
  if (UNFINISHED.test(text)) return undefined;
  if (text[1] === '\x1b') return {keys: [key('escape')], length: 1}; // another key follows it
  const [character = ''] = text.slice(1);
  const inner = plain(character);
  const name = inner.name === 'text' ? character.toLowerCase() : inner.name;
  return {keys: [{...inner, name, text: '', alt: true}], length: 1 + character.length};
}

/** Keys in `text`, and the unfinished rest to be put before the next chunk. */
export function decodeKeys(text: string): {keys: Key[]; rest: string} {
  const keys: Key[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\x1b') {
      const found = escapeKey(text.slice(at));
      if (!found) return {keys, rest: text.slice(at)};
      keys.push(...found.keys);
      at += found.length;
      continue;
    }
    const [character = ''] = text.slice(at, at + 2);
    keys.push(plain(character));
    at += character.length;
  }
  return {keys, rest: ''};
}

/** The key that an unfinished rest stands for once nothing more came: Escape, or text typed after it. */
export function flushEscape(rest: string): Key[] {
  return rest.startsWith('\x1b') ? [key('escape'), ...decodeKeys(rest.slice(1)).keys] : [];
}
