/** The top level: runs a script to its end with errors shown and output formatted. Used by the runspace. */
import {recordOf} from '../errors/raise.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import {ExitSignal, isFlow, PipelineStopped} from './flow.ts';
import {FunctionCommand} from './function-command.ts';
import {dispose, drive} from './run-pipeline.ts';
import type {CommandArgument, PipelineContext, Stage} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';
import {NO_SOURCE} from './source-text.ts';

export interface RunScriptOptions {
  readonly session: Session;
  readonly args?: readonly CommandArgument[];
  /** Objects piped into the script. */
  readonly input?: readonly Value[];
  readonly invocationName?: string;
}

export interface RunScriptResult {
  /** The code of `exit n`, when that ended it. */
  readonly exit?: number;
  /** Ended by an error. */
  readonly failed: boolean;
  /** Ended by Ctrl-C. */
  readonly stopped?: boolean;
}

/** Runs a block at the top of the call stack; never throws for errors of the script. */
export function runScript(block: ScriptBlock, options: RunScriptOptions): RunScriptResult {
  const {session} = options;
  const {topFrame} = session;
  session.frame = topFrame;
  session.callDepth = 0;
  session.propagateErrors = false;
  try {
    return runTop(block, options);
  } catch (thrown) {
    if (thrown instanceof ExitSignal) return {exit: thrown.exitCode, failed: false};
    if (thrown instanceof PipelineStopped) return {failed: true, stopped: true};
    if (isFlow(thrown)) return {failed: false};
    showError(session, thrown);
    return {failed: true};
  } finally {
    session.frame = topFrame;
    session.formatter.flush();
  }
}

/** Records and shows an error that nothing in the script took care of. */
export function showError(session: Session, thrown: unknown): void {
  const {topFrame} = session;
  const record = recordOf(thrown, topFrame);
  session.ok = false;
  session.recordError(record);
  topFrame.streams.error.process(record);
}

function runTop(block: ScriptBlock, options: RunScriptOptions): RunScriptResult {
  const {session, input, args = [], invocationName = ''} = options;
  const {topFrame} = session;
  const {file} = block.source;
  const command = file === '' ? block.command : new TopScript(file, 'ExternalScript', block);
  const context: PipelineContext = {
    session,
    frame: topFrame,
    out: topFrame.out,
    streams: topFrame.streams,
    // A file is started by no line of a script.
    source: file === '' ? block.source : NO_SOURCE,
    ast: block.ast,
    invocationName,
    dotSourced: true,
    expectingInput: input !== undefined,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
  const stages: Stage[] = [];
  try {
    stages.push(command.createStage(args, context));
    drive(topFrame, stages, input ?? null, {count: 0});
  } finally {
    dispose(topFrame, stages, stages.length);
  }
  return {failed: false};
}

/** The script the shell was started with: its `exit` ends the shell. */
class TopScript extends FunctionCommand {
  override readonly exitsShell = true;
}
