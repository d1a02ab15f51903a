/** Colours of the input line: PSReadLine's defaults, by kind of token. */
import {tokenize} from '../../grammar/tokens.ts';

export interface Span {
  readonly text: string;
  readonly colour?: string;
}

const COLOURS: Readonly<Record<string, string>> = {
  command: 'yellowBright',
  comment: 'green',
  keyword: 'greenBright',
  member: 'whiteBright',
  number: 'whiteBright',
  operator: 'blackBright',
  parameter: 'blackBright',
  string: 'cyan',
  type: 'gray',
  variable: 'greenBright',
};

/** Past this length the line is shown plain: a paste of megabytes must not wait for its colours. */
const COLOUR_LIMIT = 20_000;

/** Splits `text` into coloured pieces; the pieces joined are the text. */
export function colourize(text: string): Span[] {
  if (text.length > COLOUR_LIMIT) return [{text}];
  const spans: Span[] = [];
  let at = 0;
  for (const token of tokenize(text)) {
    if (token.start > at) spans.push({text: text.slice(at, token.start)});
    const colour = COLOURS[token.kind];
    spans.push({
      text: text.slice(Math.max(at, token.start), token.end),
      ...(colour ? {colour} : {}),
    });
    at = Math.max(at, token.end);
  }
  if (at < text.length) spans.push({text: text.slice(at)});
  return spans;
}
