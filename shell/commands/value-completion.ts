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

/** `-Name value` pairs typed so far, without the word under the cursor. */
export function* boundPairs(words: readonly Word[]): Iterable<readonly [string, string]> {
  for (let at = 1; at < words.length - 2; at++) {
    const word = words[at] as Word;
    const next = words[at + 1] as Word;
    if (word.text.startsWith('-') && !next.text.startsWith('-'))
      yield [word.text.slice(1), next.value];
  }
}

function boundWords(words: readonly Word[]): BoundParameters {
  const bound = new Map<string, Value>();
  for (const [name, value] of boundPairs(words)) bound.set(name.toLowerCase(), value);
  return {
    has: name => bound.has(name.toLowerCase()),
    get: name => bound.get(name.toLowerCase()),
    keys: () => bound.keys(),
  };
}
