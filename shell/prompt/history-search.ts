/** Walking, searching and predicting from the history: pure functions over what they need of the editor's state. */

export interface HistoryState {
  readonly history: readonly string[]; // oldest first, no entry twice
  readonly historyIndex: number; // history.length: the line being typed
  readonly draft: string; // that line, while an older one is shown
  readonly search: {readonly query: string; readonly failed: boolean} | null;
}

type Recalled = Pick<HistoryState, 'historyIndex' | 'draft'> & {text: string; cursor: number};

/** The history with `entry` as its newest, and nowhere else. */
export function remember(history: readonly string[], entry: string): string[] {
  return [...history.filter(older => older !== entry), entry];
}

/** Shows entry `index` of the history; past the newest, the line being typed. */
export function recallEntry(state: HistoryState, text: string, index: number): Partial<Recalled> {
  if (index < 0 || index > state.history.length) return {};
  const draft = state.historyIndex === state.history.length ? text : state.draft;
  const shown = index === state.history.length ? draft : (state.history[index] ?? '');
  return {historyIndex: index, draft, text: shown, cursor: shown.length};
}

/** Newest entry that contains `query`, ignoring case; with `older`, the next one before the entry shown. */
export function searchHistory(
  state: HistoryState & {text: string},
  query: string,
  older: boolean,
): Partial<Recalled> & Pick<HistoryState, 'search'> {
  const draft = state.search ? state.draft : state.text;
  const wanted = query.toLowerCase();
  const from = older ? state.historyIndex - 1 : state.history.length - 1;
  for (let index = from; index >= 0 && query !== ''; index--) {
    const entry = state.history[index] ?? '';
    const at = entry.toLowerCase().indexOf(wanted);
    if (at >= 0)
      return {
        search: {query, failed: false},
        draft,
        historyIndex: index,
        text: entry,
        cursor: Math.min(at, entry.length),
      };
  }
  return {search: {query, failed: query !== ''}, draft};
}

/** What the newest entry that begins with `text` adds to it; empty when none does. One line only. */
export function predict(history: readonly string[], text: string): string {
  if (text.trim() === '') return '';
  const wanted = text.toLowerCase();
  const found = history.findLast(
    entry => entry.length > text.length && entry.toLowerCase().startsWith(wanted),
  );
  return found?.slice(text.length).split('\n')[0] ?? '';
}
