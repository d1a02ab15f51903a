/** The prompt's text in its parts: what a `prompt` function may answer is more than characters. */

export interface PromptText {
  readonly above: string; // lines that stay as they are, each with its line end
  readonly silent: string; // sequences that show nothing: titles, marks
  readonly last: string; // the line that the input follows; styles (SGR) are left in it
}

const ESC = '\x1b';
const BELL = '\x07';
/** Operating system commands; control sequences that are no styles. */
const OSC = new RegExp(`${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)`, 'g');
const NO_STYLE = new RegExp(`${ESC}\\[[0-9;:?<>=]*[@-ln-~]`, 'g');

/** A style: one SGR sequence, captured. */
export const STYLE = new RegExp(`(${ESC}\\[[0-9;:]*m)`);

/** `text` without its styles. */
export function withoutStyles(text: string): string {
  return text
    .split(STYLE)
    .filter((_, index) => index % 2 === 0)
    .join('');
}

export function promptParts(text: string): PromptText {
  const lines = text.replaceAll('\r', '').split('\n');
  const last = lines.pop() ?? '';
  const silent = (last.match(OSC) ?? []).join('');
  return {
    above: lines.map(line => `${line}\n`).join(''),
    silent,
    last: last.replace(OSC, '').replace(NO_STYLE, ''),
  };
}
