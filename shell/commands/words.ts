/** The words of the command that is being typed: enough of the grammar for completion, on unfinished text. */

export interface Word {
  readonly start: number; // offset in the text
  readonly text: string; // as typed
  readonly value: string; // without quotes
}

/** Words after the last separator; the last one (maybe empty) is under the cursor. */
export function wordsBefore(text: string): Word[] {
  let words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] as string;
    if (/\s/.test(character)) at++;
    else if (/[|;&{}()=\n]/.test(character)) {
      words = [];
      at++;
    } else {
      const end = wordEnd(text, at);
      words.push(makeWord(text, at, end));
      at = end;
    }
  }
  const last = words.at(-1);
  const under = last !== undefined && last.start + last.text.length === text.length;
  return under ? words : [...words, {start: text.length, text: '', value: ''}];
}

function wordEnd(text: string, from: number): number {
  let at = from;
  let quote = '';
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '`') at++;
    else if (/[\s|;&{}()]/.test(character)) break;
  }
  return Math.min(at, text.length);
}

function makeWord(text: string, start: number, end: number): Word {
  const word = text.slice(start, end);
  return {start, text: word, value: word.replace(/^(['"])(.*?)\1?$/s, '$2').replace(/`(.)/g, '$1')};
}
