/** Walking and searching the history, as pure functions over the part of the editor's state that they need. */

export interface HistoryState {
  readonly history: readonly string[]; // oldest first
  readonly historyIndex: number; // history.length: the line being typed
  readonly draft: string; // that line, while an older one is shown
  readonly search: {readonly query: string; readonly failed: boolean} | null;
}

type Recalled = Pick<HistoryState, 'historyIndex' | 'draft'> & {text: string; cursor: number};

export function moveHistory(state: HistoryState, text: string, by: -1 | 1): Partial<Recalled> {
  const index = state.historyIndex + by;
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
      return {search: {query, failed: false}, draft, historyIndex: index, text: entry, cursor: at};
  }
  return {search: {query, failed: query !== ''}, draft};
}
