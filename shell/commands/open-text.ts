/** Text up to the cursor that does not parse yet: which quote and brackets are open, where pipelines begin. */

/** A bracket that is open at the end of the text, or the text itself. */
interface Level {
  readonly bracket: string; // '' for the text itself
  readonly at: number; // of the bracket
  start: number; // of the statement
  pipe: number; // of its last `|`; -1 when there is none
}

interface OpenText {
  readonly quote: string; // the quote that is open, or ''
  readonly levels: readonly Level[]; // outermost first
}

/** Reads quotes, brackets, pipes and ends of statements; comments and here-strings are not known. */
export function openText(text: string): OpenText {
  const levels: Level[] = [{bracket: '', at: -1, start: 0, pipe: -1}];
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === '`' && quote === '"') at++;
      else if (character === quote) quote = '';
    } else if (character === '`') at++;
    else if (character === "'" || character === '"') quote = character;
    else readBracket(levels, character, text, at);
  }
  return {quote, levels};
}

function readBracket(levels: Level[], character: string, text: string, at: number): void {
  const level = levels.at(-1) as Level;
  if ('({['.includes(character)) levels.push({bracket: character, at, start: at + 1, pipe: -1});
  else if (')}]'.includes(character)) {
    if (levels.length > 1) levels.pop();
  } else if (character === '|' && text[at + 1] !== '|' && text[at - 1] !== '|') level.pipe = at;
  else if (/[;&|]/.test(character) || (character === '\n' && !/\|\s*$/.test(text.slice(0, at)))) {
    level.start = at + 1;
    level.pipe = -1;
  }
}

/** The commands whose output the command at the end gets; null when it begins its pipeline. */
export function pipelineBefore(text: string): string | null {
  return sourceOf(text, openText(text).levels.at(-1));
}

/** The commands whose output `$_` is an object of, at the end of the text; null outside of such a block. */
export function pipelineOfBlock(text: string): string | null {
  const {levels} = openText(text);
  const block = levels.findLastIndex(level => level.bracket === '{');
  return block > 0 ? sourceOf(text, levels[block - 1]) : null;
}

function sourceOf(text: string, level: Level | undefined): string | null {
  return level === undefined || level.pipe < 0 ? null : text.slice(level.start, level.pipe);
}

/** Where the operand that ends at `end` begins: `$x`, `'a'`, `[int]`, `( )`, with members, indexes and calls; -1: none. */
export function operandStart(text: string, end: number): number {
  const before = text.slice(0, end);
  const variable = /(?:\$(?:\w+:)?\w+|\$\{[^}]*\}|\$[?^$])$/.exec(before);
  if (variable) return variable.index;
  const member = /(?:\?\.|\.|::)\w+$/.exec(before);
  if (member) return operandStart(text, member.index);
  const last = before.at(-1) ?? '';
  if (last === "'" || last === '"') return before.lastIndexOf(last, end - 2);
  return ')]}'.includes(last) && last !== '' ? bracketStart(text, end) : -1;
}

/** As operandStart, of an operand that ends with a bracket: a call, an index, or a bracketed expression. */
function bracketStart(text: string, end: number): number {
  const outer = openText(text.slice(0, end - 1)).levels.at(-1);
  if (outer === undefined || outer.bracket === '') return -1;
  const {at, bracket} = outer;
  const head = text.slice(0, at);
  if (bracket !== '{' && /[\w)\]}'"]$/.test(head)) {
    const start = operandStart(text, at);
    if (start >= 0) return start;
  }
  return /[$@]$/.test(head) && bracket !== '[' ? at - 1 : at;
}
