/**
 * A runspace: the session of this thread and what can be asked of it. Everything here is synchronous.
 *
 * `Runspace` is what the worker (bin/roles/runspace.ts) serves to the main thread and what tests drive.
 */
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import type {MessagePort} from 'node:worker_threads';
import {parseScript} from '../../grammar/parse.ts';
import type {CmdletRow} from '../cmdlet/cmdlet-command.ts';
import {CmdletTable} from '../commands/cmdlet-table.ts';
import type {CompletionResult} from '../commands/completion-match.ts';
import type * as Completion from '../commands/completion.ts';
import {readScript, scriptCommand, SessionCommands} from '../commands/command-resolver.ts';
import {installDefaults} from '../commands/session-defaults.ts';
import {unwatched, watcher} from '../eval/watching.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type * as Events from '../events/event-manager.ts';
import type * as JobServer from '../jobs/job-server.ts';
import {runScript} from '../eval/run-script.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {createFormatter} from '../format/formatter.ts';
import {autoLoad, exportedCommand} from '../modules/auto-load.ts';
import {requireModule} from '../modules/import-module.ts';
import {offerModulePath} from '../modules/module-path.ts';
import {ModuleTable, setModules} from '../modules/module-table.ts';
import type {ThreadHost} from '../session/host.ts';
import {historyLimit, historyOf} from '../session/history.ts';
import {Session} from '../session/session.ts';
import {isStopped} from '../session/stop-word.ts';
import {stampOf} from '../session/transcript.ts';
import {toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {displayStreams, showError} from './display-streams.ts';
import {recordOf} from '../errors/raise.ts';

export interface RunspaceOptions {
  readonly host: ThreadHost;
  readonly stop: Int32Array;
  readonly cmdlets: readonly CmdletRow[];
  /** Names that lead to a refusal when nothing else has them; asked for at the first such name. */
  readonly notApplicable?: () => readonly CmdletRow[];
}

/** How a run ended. */
export interface RunResult {
  /** The script said `exit n`. */
  readonly exit?: number;
  /** It ended by an error. */
  readonly failed: boolean;
  /** `$?` after it. */
  readonly ok: boolean;
}

export class Runspace {
  readonly session: Session;
  readonly #host: ThreadHost;

  constructor(options: RunspaceOptions) {
    const {host, stop} = options;
    this.#host = host;
    const table = new CmdletTable(options.cmdlets, options.notApplicable);
    const session: Session = new Session({
      host,
      stop,
      resolver: new SessionCommands(table, {
        exported: exportedCommand,
        autoLoad,
        require: requireModule,
      }),
      streams: displayStreams(() => session),
      formatter: {write: () => undefined, flush: () => undefined},
    });
    this.session = session;
    session.formatter = createFormatter({
      width: () => host.width,
      height: host.height,
      writeLine: line => host.writeLine(line),
      supportsAnsi: host.supportsAnsi,
      session,
    });
    setModules(session, new ModuleTable(table, () => session.newState()));
    offerModulePath();
    installDefaults(session);
  }

  /** What the command line says of the session; it was made before that was read. */
  open(mayAsk: boolean, location: string): void {
    this.#host.isInteractive = mayAsk;
    this.session.location = location;
  }

  /** Runs a text in the global scope, as `-Command` and the prompt do. */
  runText(text: string, input?: readonly Value[]): RunResult {
    const {session} = this;
    session.host.transcript?.command(`PS ${session.location}> `, text, () => stampOf(new Date()));
    const start = Date.now();
    const result = this.#run(
      () => parseBlock(text, session, session.globalState),
      input ? {input} : {},
    );
    if (text.trim() !== '') {
      const status = isStopped(session.stop) ? 'Stopped' : result.failed ? 'Failed' : 'Completed';
      const record = {commandLine: text, status, start, end: Date.now()} as const;
      historyOf(session).add(record, historyLimit(session));
    }
    return result;
  }

  /** Runs a script file in the global scope, as -File does, with words of the command line as its arguments. */
  runFile(file: string, words: readonly string[], input?: readonly Value[]): RunResult {
    const {session} = this;
    const absolute = path.resolve(session.location, file);
    return this.#run(() => scriptCommand(absolute, session).block, {
      invocationName: absolute,
      args: words.map(wordArgument),
      ...(input ? {input} : {}),
    });
  }

  #run(
    make: () => ScriptBlock,
    options: Omit<Parameters<typeof runScript>[1], 'session'>,
  ): RunResult {
    const {session} = this;
    try {
      const {exit, failed} = runScript(make(), {...options, session});
      return {...(exit === undefined ? {} : {exit}), failed, ok: session.ok};
    } catch (thrown) {
      // A text that does not parse: nothing of it ran.
      const record = recordOf(thrown, session.topFrame);
      session.recordError(record);
      session.ok = false;
      showError(session, record);
      return {failed: true, ok: false};
    } finally {
      watcher?.onEnd();
    }
  }

  /** Profiles in order: all users' none, the user's own if it is there. */
  runProfiles(): void {
    const profile = path.join(homedir(), '.config/powershell/Microsoft.PowerShell_profile.ps1');
    if (!existsSync(profile)) return;
    this.#run(() => parseBlock(readScript(profile), this.session, null, profile), {});
  }

  /** The text of the `prompt` function; `PS path> ` when it fails. */
  promptText(): string {
    const {session} = this;
    try {
      const block = parseBlock('prompt', session, session.globalState);
      const text = unwatched(() => block.invoke().map(toText).join(''));
      return text === '' ? 'PS>' : text;
    } catch {
      return 'PS>';
    }
  }

  /** Would more text make this valid? */
  isIncomplete(text: string): boolean {
    return parseScript(text).errors.some(error => error.incompleteInput);
  }

  /** Runs jobs of another runspace from now on. */
  serveJobs(port: MessagePort, wake: Int32Array | null): void {
    const {serveJobs} = require('../jobs/job-server.ts') as typeof JobServer;
    serveJobs(this.session, this.#host, port, wake);
  }

  /** Events that came while nothing ran: their actions. */
  runEvents(): void {
    this.session.attend();
    this.session.formatter.flush();
  }

  /** Raises PowerShell.OnIdle. */
  idle(): void {
    const {eventsOf, ON_IDLE} = require('../events/event-manager.ts') as typeof Events;
    eventsOf(this.session).announce(ON_IDLE);
    this.session.formatter.flush();
  }

  /** The session ends: its last event. */
  exiting(): void {
    for (const leave of this.session.leavers) leave();
    this.session.formatter.flush();
  }

  complete(text: string, cursor: number): CompletionResult {
    const {complete} = require('../commands/completion.ts') as typeof Completion;
    return complete(text, cursor, this.session);
  }
}

/** A word of the command line: `-Name` and `-Name:value` name parameters, the rest is text. */
function wordArgument(word: string) {
  const named = /^-([A-Za-z_?][\w-]*)(?::(.*))?$/s.exec(word);
  if (named === null) return {kind: 'positional', value: word} as const;
  const [, name = '', value] = named;
  const given =
    value === undefined ? {hasValue: false} : {hasValue: true, value: switchWord(value)};
  return {kind: 'named', name, text: word, ...given} as const;
}

/** `-Switch:$false` on the command line of -File. */
function switchWord(value: string): Value {
  const word = value.toLowerCase();
  return word === '$true' || word === '$false' ? word === '$true' : value;
}
