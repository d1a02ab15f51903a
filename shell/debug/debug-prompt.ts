/**
 * The prompt of the debugger: what is typed while a script stands still.
 *
 * Its own commands (h shows them) and everything else, which runs in the scope of the code that stopped.
 * Source: PowerShell, about_Debuggers.
 */
import type {Node} from '../../grammar/ast.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {PipelineStopped} from '../eval/flow.ts';
import type {Frame} from '../eval/frame.ts';
import {parseBlock} from '../eval/parse-block.ts';
import {showError} from '../eval/run-script.ts';
import {isFlow} from '../eval/flow.ts';
import {runBlock} from '../eval/invoke-block.ts';
import type {Session} from '../session/session.ts';
import {customObject, toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import type {Breakpoint} from './breakpoint.ts';
import {listSource} from './list-source.ts';

/** How the script goes on. */
export type Resume = 'continue' | 'into' | 'over' | 'out' | 'detach';

export interface DebugStop {
  readonly session: Session;
  readonly frame: Frame;
  /** Where it stands. */
  readonly at: Node;
  readonly hits: readonly Breakpoint[];
  /** The first stop of a session tells how to get help. */
  readonly greet: boolean;
}

const RESUMES: Readonly<Record<string, Resume>> = {
  s: 'into',
  stepinto: 'into',
  v: 'over',
  stepover: 'over',
  o: 'out',
  stepout: 'out',
  c: 'continue',
  continue: 'continue',
  d: 'detach',
  detach: 'detach',
};

const HELP = `
 s, stepInto         Single step (step into functions, scripts, etc.)
 v, stepOver         Step to next statement (step over functions, scripts, etc.)
 o, stepOut          Step out of the current function, script, etc.

 c, continue         Continue operation
 q, quit             Stop operation and exit the debugger
 d, detach           Continue operation and detach the debugger.

 k, Get-PSCallStack  Display call stack

 l, list             List source code for the current script.
                     Use "list" to start from the current line, "list <m>"
                     to start from line <m>, and "list <m> <n>" to list <n>
                     lines starting from line <m>

 <enter>             Repeat last command if it was stepInto, stepOver or list

 ?, h                displays this help message.

For instructions about how to customize your debugger prompt, type "help about_prompt".
`;

/** Reads and does commands until one lets the script go on. Throws PipelineStopped for q and at Ctrl-C. */
export function debugPrompt(stop: DebugStop): Resume {
  const {session, frame, at} = stop;
  const {host} = session;
  const current = session.frame;
  session.formatter.flush();
  announce(stop);
  session.setVariable('PSDebugContext', contextOf(stop), frame);
  session.frame = frame;
  let last = '';
  let shown = frame.source.position(at.start).line;
  try {
    for (;;) {
      const line = host.readLine(promptText(session));
      if (line === null) return 'continue';
      const text = line.trim() === '' ? last : line.trim();
      const word = text.toLowerCase();
      const resume = RESUMES[word];
      if (resume !== undefined) {
        repeated.set(session, word);
        return resume;
      }
      last = '';
      if (word === 'q' || word === 'quit') throw new PipelineStopped();
      else if (word === '?' || word === 'h') host.writeLine(HELP);
      else if (word === 'k') evaluate(stop, 'Get-PSCallStack | Select-Object -Skip 1');
      else if (/^(?:l|list)(?:\s+\d+){0,2}$/.test(word)) {
        shown = listSource(session, frame, at, word, shown);
        last = 'l';
      } else if (word === '') return resumeAgain(session);
      else evaluate(stop, text);
    }
  } finally {
    session.frame = current;
    session.setVariable('PSDebugContext', null, frame);
  }
}

/** The last step of a session: an empty line does it again. */
const repeated = new WeakMap<Session, string>();

function resumeAgain(session: Session): Resume {
  const word = repeated.get(session) ?? 's';
  return RESUMES[word] ?? 'into';
}

function announce({session, frame, at, hits, greet}: DebugStop): void {
  const {host} = session;
  if (greet) host.writeLine('Entering debug mode. Use h or ? for help.\n');
  for (const hit of hits) host.writeLine(`Hit ${hit.describe()}\n`);
  host.writeLine(InvocationInfo.ofNode(frame, at).positionMessage);
}

function contextOf({frame, at, hits}: DebugStop): Value {
  return customObject(
    {
      InvocationInfo: InvocationInfo.ofNode(frame, at),
      Breakpoints: [...hits],
      Trigger: null,
    },
    'System.Management.Automation.PSDebugContext',
  );
}

function promptText(session: Session): string {
  const text = parseBlock('prompt', session, session.globalState).invoke().map(toText).join('');
  return text.startsWith('[DBG]: ') ? text : `[DBG]: ${text.replace(/>? ?$/, '>> ')}`;
}

function evaluate({session, frame}: DebugStop, text: string): void {
  const {formatter} = session;
  try {
    const block = parseBlock(text, session, frame.state);
    const out = {process: (value: Value): void => formatter.write(value)};
    runBlock(block, {scope: 'current', frame}, out);
  } catch (thrown) {
    if (isFlow(thrown)) throw thrown;
    showError(session, thrown);
  } finally {
    formatter.flush();
  }
}
