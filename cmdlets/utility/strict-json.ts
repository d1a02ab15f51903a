/** JSON by the letter, with the two liberties that Test-Json can allow: comments and trailing commas. */

export interface JsonLiberties {
  readonly comments: boolean;
  readonly trailingCommas: boolean;
}

/** Throws SyntaxError. */
export function strictJson(text: string, liberties: JsonLiberties): unknown {
  const isPlain = !liberties.comments && !liberties.trailingCommas;
  return JSON.parse(isPlain ? text : plainJson(text, liberties));
}

const TOKENS =
  /"(?:[^"\\]|\\.)*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*[\]}])/g;

/** What is allowed becomes a blank; texts stay as they are. */
function plainJson(text: string, {comments, trailingCommas}: JsonLiberties): string {
  return text.replace(TOKENS, token => {
    if (token.startsWith('/')) return comments ? ' ' : token;
    if (token === ',') return trailingCommas ? ' ' : token;
    return token;
  });
}
