/** A prompt inside a command that waits, as Suspend in a confirmation gives it: `exit` goes back to the command. */
import {ExitSignal, isFlow} from '../eval/flow.ts';
import {runBlock} from '../eval/invoke-block.ts';
import {parseBlock} from '../eval/parse-block.ts';
import {showError} from '../eval/run-script.ts';
import type {Session} from '../session/session.ts';
import {asNumber, toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';

/** How many prompts stand inside commands. */
const LEVEL = 'NestedPromptLevel';

/** Runs what is typed in the scope of what runs now, until `exit` or the end of input. */
export function nestedPrompt(session: Session): void {
  const {frame} = session;
  session.formatter.flush();
  const level = asNumber(session.getVariable(LEVEL));
  session.assign(session.globalScope, LEVEL, level + 1);
  try {
    for (;;) {
      const line = session.host.readLine(promptText(session));
      if (line === null) return;
      evaluate(session, line);
    }
  } catch (thrown) {
    if (!(thrown instanceof ExitSignal)) throw thrown;
  } finally {
    session.assign(session.globalScope, LEVEL, level);
    session.frame = frame;
  }
}

function promptText(session: Session): string {
  return parseBlock('prompt', session, session.globalState).invoke().map(toText).join('');
}

function evaluate(session: Session, text: string): void {
  const {formatter, frame} = session;
  try {
    const out = {process: (value: Value): void => formatter.write(value)};
    runBlock(parseBlock(text, session, frame.state), {scope: 'current', frame}, out);
  } catch (thrown) {
    if (isFlow(thrown)) throw thrown;
    showError(session, thrown);
  } finally {
    formatter.flush();
  }
}
