/**
 * The interactive prompt: shows the prompt, reads a line, has it run, again until the session ends.
 *
 * Built as a file of its own (dist/prompt.mjs), because Ink is needed nowhere else.
 */
import {readSettings} from '../settings/settings.ts';
import {appendHistory, readHistory} from './history-file.ts';
import type {Key} from './keys.ts';
import {LineReader, type LineResult} from './line-reader.ts';
import type {PromptSession} from './prompt-session.ts';

/** Runs the prompt until `exit` or Ctrl-D; answers the exit code. */
export async function runPrompt(session: PromptSession): Promise<number> {
  const settings = readSettings(session.stateFolder);
  const history = readHistory(session.stateFolder, settings.maximumHistoryCount);
  let typedAhead: Key[] = [];
  for (;;) {
    const prompt = await session.promptText();
    const {result, unused} = await readLine(session, history, prompt, typedAhead);
    typedAhead = unused;
    if (result.kind === 'eof') return 0;
    if (result.kind === 'interrupt' || result.text.trim() === '') continue;
    if (history.at(-1) !== result.text) {
      history.push(result.text);
      if (settings.historySave) appendHistory(session.stateFolder, result.text);
    }
    const {exitCode} = await session.submit(result.text);
    if (exitCode !== undefined) return exitCode;
  }
}

async function readLine(
  session: PromptSession,
  history: readonly string[],
  prompt: string,
  typedAhead: readonly Key[],
): Promise<{result: LineResult; unused: Key[]}> {
  const lines = prompt.split('\n');
  const last = lines.pop() ?? '';
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  const reader = new LineReader({
    input: process.stdin,
    output: process.stdout,
    session,
    history,
    prompt: last,
  });
  const reading = reader.read();
  reader.type(typedAhead);
  return {result: await reading, unused: reader.unused};
}
