/**
 * Reads C#-like signatures, the notation of the type files: `bool TryParse(string s, out int result)`,
 * `T[] Empty<T>()`.
 */

export interface ParameterSignature {
  readonly name: string;
  readonly type: string;
  /** `params T[] rest`: takes what remains. */
  readonly rest: boolean;
  readonly byRef: boolean;
  readonly optional: boolean;
  /** The text after `=`. */
  readonly defaultText: string | undefined;
}

export interface Signature {
  readonly name: string;
  /** Type parameters of a generic method: `['T']`. */
  readonly generics: readonly string[];
  readonly returnType: string;
  readonly parameters: readonly ParameterSignature[];
  /** As the user sees it in OverloadDefinitions. */
  readonly text: string;
}

/** The name in `type Name(...)` or `type Name`. */
export function signatureName(text: string): string {
  const end = text.indexOf('(');
  const head = end < 0 ? text : text.slice(0, end);
  return splitGenerics(head.slice(head.lastIndexOf(' ') + 1)).name;
}

/** `Select<T,R>` is the name and the names of its type parameters (no blanks between them). */
function splitGenerics(text: string): {name: string; generics: string[]} {
  const [name = '', list] = text.split('<', 2);
  return {name, generics: list === undefined ? [] : list.slice(0, -1).split(',')};
}

/** Splits at commas outside brackets. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  if (last || parts.length > 0) parts.push(last);
  return parts;
}

function parseParameter(text: string): ParameterSignature {
  const [declared = '', defaultText] = text.split(/\s*=\s*/);
  const words = declared.trim().split(/\s+/);
  const name = words.at(-1) ?? '';
  const modifiers = words.slice(0, -2);
  return {
    name,
    type: words.at(-2) ?? 'object',
    rest: modifiers.includes('params'),
    byRef: modifiers.includes('ref') || modifiers.includes('out'),
    optional: defaultText !== undefined,
    defaultText,
  };
}

export function parseSignature(text: string): Signature {
  const open = text.indexOf('(');
  const head = text.slice(0, open).trim();
  const blank = head.lastIndexOf(' ');
  const inner = text.slice(open + 1, text.lastIndexOf(')'));
  return {
    ...splitGenerics(head.slice(blank + 1)),
    returnType: blank < 0 ? 'void' : head.slice(0, blank),
    parameters: splitTopLevel(inner).map(parseParameter),
    text,
  };
}
