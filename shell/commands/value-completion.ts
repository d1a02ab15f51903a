/** Values that a cmdlet's own `complete` functions offer. */
import {type CmdletCommand, completionRun} from '../cmdlet/cmdlet-command.ts';
import type {BoundParameters, Run} from '../cmdlet/run.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import type {Word} from './words.ts';

/** What the declaration of `parameter` offers for the word under the cursor. Errors count as no offer. */
export function completeDeclared(
  command: CmdletCommand,
  parameter: string,
  words: readonly Word[],
  session: Session,
): string[] {
  const complete = command.cmdlet.parameters[parameter]?.complete;
  if (complete === undefined) return [];
  const run: Run = completionRun(command, session);
  try {
    return [...complete(run, (words.at(-1) as Word).value, boundWords(words))];
  } catch {
    return [];
  }
}

/** `-Name value` pairs typed so far. */
function boundWords(words: readonly Word[]): BoundParameters {
  const bound = new Map<string, Value>();
  for (let at = 1; at < words.length - 1; at++) {
    const word = words[at] as Word;
    const next = words[at + 1];
    if (word.text.startsWith('-') && next && !next.text.startsWith('-'))
      bound.set(word.text.slice(1).toLowerCase(), next.value);
  }
  return {
    has: name => bound.has(name.toLowerCase()),
    get: name => bound.get(name.toLowerCase()),
    keys: () => bound.keys(),
  };
}
