/** The command history of a session: what was run, when, and how it ended. Its type is in history-type.ts. */
import type {Session} from './session.ts';

/** `$MaximumHistoryCount` when nobody sets it. */
const DEFAULT_LIMIT = 4096;

export interface HistoryRecord {
  readonly commandLine: string;
  readonly status: 'Completed' | 'Failed' | 'Stopped';
  /** Milliseconds since 1970, universal. */
  readonly start: number;
  readonly end: number;
}

export class HistoryInfo {
  readonly id: number;
  readonly record: HistoryRecord;

  constructor(id: number, record: HistoryRecord) {
    this.id = id;
    this.record = record;
  }
}

export class History {
  /** Oldest first. */
  entries: readonly HistoryInfo[] = [];
  #next = 1;

  add(record: HistoryRecord, limit: number): HistoryInfo {
    const made = new HistoryInfo(this.#next++, record);
    this.entries = [...this.entries, made].slice(-limit);
    return made;
  }

  /** The number of the line that runs now: it is added when it has ended. */
  get running(): number {
    return this.#next;
  }

  find(id: number): HistoryInfo | undefined {
    return this.entries.find(entry => entry.id === id);
  }

  remove(gone: readonly HistoryInfo[]): void {
    this.entries = this.entries.filter(entry => !gone.includes(entry));
  }
}

const histories = new WeakMap<Session, History>();

export function historyOf(session: Session): History {
  let history = histories.get(session);
  if (!history) histories.set(session, (history = new History()));
  return history;
}

export function historyLimit(session: Session): number {
  const limit = session.getVariable('MaximumHistoryCount');
  return typeof limit === 'number' && limit > 0 ? limit : DEFAULT_LIMIT;
}
