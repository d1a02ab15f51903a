/**
 * The history kept between sessions: one entry a line in `history.txt` of the state folder, appended when
 * an input is accepted, so that sessions side by side both add to it. Newlines inside are written as a
 * backtick before the newline, as PSReadLine does.
 */
import {appendFileSync, mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

export const HISTORY_FILE = 'history.txt';

export function parseHistory(text: string): string[] {
  const entries: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    if (line.endsWith('`')) open += `${line.slice(0, -1)}\n`;
    else {
      if (open + line !== '') entries.push(open + line);
      open = '';
    }
  }
  return entries;
}

export function readHistory(folder: string, limit: number): string[] {
  try {
    return parseHistory(readFileSync(path.join(folder, HISTORY_FILE), 'utf8')).slice(-limit);
  } catch {
    return []; // no history yet
  }
}

/** Words that make an input too sensitive to keep; PSReadLine's list. */
const SENSITIVE = /password|asplaintext|token|apikey|secret/i;

export function appendHistory(folder: string, entry: string): void {
  if (SENSITIVE.test(entry)) return;
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    appendFileSync(path.join(folder, HISTORY_FILE), `${entry.replaceAll('\n', '`\n')}\n`, {
      mode: 0o600,
    });
  } catch {
    // A folder that can not be written costs the history, not the session.
  }
}
