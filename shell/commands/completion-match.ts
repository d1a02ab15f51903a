/** One offer of Tab, and what all kinds of offers share: how it is made, found by its prefix, ordered, quoted. */

export type ResultType =
  | 'Text'
  | 'History'
  | 'Command'
  | 'ProviderItem'
  | 'ProviderContainer'
  | 'Property'
  | 'Method'
  | 'ParameterName'
  | 'ParameterValue'
  | 'Variable'
  | 'Namespace'
  | 'Type'
  | 'Keyword';

export interface CompletionMatch {
  readonly completionText: string;
  readonly listItemText: string;
  readonly resultType: ResultType;
  readonly toolTip: string;
}

export interface CompletionResult {
  readonly replacementIndex: number; // UTF-16 offsets into the text
  readonly replacementLength: number;
  readonly matches: readonly CompletionMatch[];
}

export function match(
  completionText: string,
  resultType: ResultType,
  listItemText = completionText,
  toolTip = listItemText,
): CompletionMatch {
  return {completionText, listItemText, resultType, toolTip};
}

/** A test for names that begin with `prefix`, in any case. */
export function startsWith(prefix: string): (name: string) => boolean {
  const lower = prefix.toLowerCase();
  return name => name.toLowerCase().startsWith(lower);
}

export function byName(a: CompletionMatch, b: CompletionMatch): number {
  return a.listItemText.toLowerCase() < b.listItemText.toLowerCase() ? -1 : 1;
}

/** With quotes where the text would not be one word. */
export function quoted(text: string): string {
  return /[\s'"`$(){};,|&<>@#]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}
