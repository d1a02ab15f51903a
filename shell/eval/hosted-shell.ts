/**
 * `[powershell]::Create()`: a session inside the session, run to its end by Invoke(). BeginInvoke runs it on
 * another thread, see jobs/hosted-run.ts. Language specification 16.
 */
import {ExitSignal} from './flow.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {raisedOf} from '../errors/raise.ts';
import type {Session} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import {psCollection} from '../values/ps-collection.ts';
import type {Value} from '../values/value.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import {HostedRunspace} from './hosted-runspace.ts';
import type {HostedRun, RunspacePool} from '../jobs/hosted-run.ts';
import {Collector} from './output.ts';
import {parseBlock} from './parse-block.ts';
import {dispose, drive} from './run-pipeline.ts';
import type {CommandArgument, PipelineContext, Sink, Stage, Streams} from './runtime.ts';
import {installHooks} from './value-hooks.ts';

export interface HostedCommand {
  readonly text: string;
  readonly isScript: boolean;
  readonly args: CommandArgument[];
}

export type HostedState = 'NotStarted' | 'Running' | 'Completed' | 'Failed' | 'Stopped';

/** The streams of a hosted shell: lists that can be looked at afterwards. */
export class HostedStreams {
  readonly error: Value[] = [];
  readonly warning: Value[] = [];
  readonly verbose: Value[] = [];
  readonly debug: Value[] = [];
  readonly information: Value[] = [];

  asSinks(): Streams {
    const sink = (list: Value[]): Sink => ({process: value => void list.push(value)});
    return {
      error: sink(this.error),
      warning: sink(this.warning),
      verbose: sink(this.verbose),
      debug: sink(this.debug),
      information: sink(this.information),
    };
  }

  clear(): void {
    for (const list of Object.values(this)) if (Array.isArray(list)) list.length = 0;
  }
}

export class HostedShell {
  readonly #parent: Session;
  runspace: HostedRunspace;
  readonly streams = new HostedStreams();
  /** Statements, each a pipeline of commands. */
  statements: HostedCommand[][] = [[]];
  state: HostedState = 'NotStarted';
  reason: Value = null;
  /** Where BeginInvoke runs; null: a thread of its own. */
  pool: RunspacePool | null = null;
  /** The last run that BeginInvoke began. */
  run: HostedRun | null = null;

  constructor(parent: Session, runspace = new HostedRunspace(parent)) {
    this.#parent = parent;
    this.runspace = runspace;
  }

  dispose(): void {
    this.run?.stop();
  }

  add(text: string, isScript: boolean): void {
    this.statements.at(-1)?.push({text, isScript, args: []});
  }

  addArgument(argument: CommandArgument): void {
    this.statements.at(-1)?.at(-1)?.args.push(argument);
  }

  addStatement(): void {
    if (this.statements.at(-1)?.length) this.statements.push([]);
  }

  /** Runs all statements; throws what ends them. */
  invoke(input: Iterable<Value> | null = null): Value {
    const {session} = this.runspace;
    const {frame} = session;
    const collector = new Collector();
    this.state = 'Running';
    installHooks(session);
    try {
      for (const statement of this.statements) {
        if (statement.length > 0) this.#run(session, statement, input, collector);
      }
      this.state = 'Completed';
    } catch (thrown) {
      if (!(thrown instanceof ExitSignal)) {
        this.state = 'Failed';
        const raised = raisedOf(thrown, frame);
        this.reason = raised.record.exception;
        throw raised.record.exception;
      }
      this.state = 'Completed';
    } finally {
      session.frame = frame;
      installHooks(this.#parent);
    }
    return psCollection(collector.toArray());
  }

  #run(
    session: Session,
    commands: readonly HostedCommand[],
    input: Iterable<Value> | null,
    out: Sink,
  ): void {
    // In the current runspace the caller's frame, else the top one: a fresh session has no other.
    const {frame} = session;
    const outer = frame.streams;
    const streams = this.streams.asSinks();
    frame.streams = streams;
    const stages: Stage[] = [];
    const begun = {count: 0};
    let next = out;
    try {
      for (const [back, hosted] of commands.toReversed().entries()) {
        const position = commands.length - back;
        const context: PipelineContext = {
          session,
          frame: frame,
          out: next,
          streams,
          source: frame.source,
          ast: frame.at,
          invocationName: hosted.isScript ? '' : hosted.text,
          dotSourced: hosted.isScript,
          expectingInput: position > 1 || input !== null,
          pipelinePosition: position,
          pipelineLength: commands.length,
          pipeline: {failed: false},
        };
        next = commandOf(session, hosted).createStage(hosted.args, context);
        stages.unshift(next as Stage);
      }
      drive(frame, stages, input, begun);
    } finally {
      dispose(frame, stages, begun.count);
      frame.streams = outer;
    }
  }
}

/** Nobody can type the rest of a text that is not finished: it is an ordinary syntax error. */
function scriptOf(session: Session, text: string) {
  try {
    return parseBlock(text, session, session.globalState);
  } catch (error) {
    if (!(error instanceof NetException) || error.typeName !== 'IncompleteParseException')
      throw error;
    const {message, errorId = 'ParseException', fields, record} = error;
    const whole = new NetException('System.Management.Automation.ParseException', message, {
      errorId,
      category: 'ParserError',
      fields,
    });
    const own = new ErrorRecord(whole, errorId, 'ParserError');
    if (record instanceof ErrorRecord) own.invocationInfo = record.invocationInfo;
    whole.record = own;
    throw whole;
  }
}

function commandOf(session: Session, hosted: HostedCommand) {
  if (hosted.isScript) return scriptOf(session, hosted.text).command;
  const command = session.resolveCommand(hosted.text, session.frame);
  if (command === undefined) throw commandNotFound(hosted.text);
  return command;
}
