/** A simple function, filter, script or script block as a stage of a pipeline. Language specification 10 and 11. */
import type {Value} from '../values/value.ts';
import type {Body, CompiledBlock} from './compile-block.ts';
import {compileDotted} from './compile-block.ts';
import {ExitSignal} from './flow.ts';
import {Frame} from './frame.ts';
import {newFrame, parentScope, runBody} from './function-call.ts';
import type {FunctionCommand} from './function-command.ts';
import {Enumerator} from '../values/enumerator.ts';
import {discard} from './output.ts';
import {prepareScript} from './script-types.ts';
import type {CommandArgument, PipelineContext, Sink, Stage, Streams} from './runtime.ts';
import {bindArguments} from './simple-parameters.ts';
import {isUnwatched} from '../session/stop-word.ts';
import {watchNow} from '../session/watch.ts';

/** What simple and advanced functions have in common: a frame, and how their blocks run in it. */
export abstract class ScriptStage implements Stage {
  readonly command: FunctionCommand;
  readonly context: PipelineContext;
  readonly compiled: CompiledBlock;
  readonly frame: Frame;
  readonly #dotted: boolean;
  /** Collected for `$input` when there is no process block. */
  readonly #input: Value[] = [];
  /** One of the blocks ran: only then is there something to clean up. */
  #ran = false;
  /** `exit` was run: nothing more of this script is. */
  #exited = false;

  constructor(command: FunctionCommand, context: PipelineContext) {
    this.command = command;
    this.context = context;
    this.#dotted = context.dotSourced;
    const {block} = command;
    if (this.#dotted) {
      const state = block.state ?? context.frame.state;
      const scope = parentScope(context.frame, state);
      this.compiled = compileDotted(block.ast, block.source, block.parameters, scope.layout);
      scope.grow();
      this.frame = new Frame(
        context.session,
        scope,
        state,
        block.source,
        context.out,
        context.streams,
        block.ast,
      );
    } else {
      this.compiled = block.compiled;
      const isScript = command.commandType === 'ExternalScript';
      this.frame = newFrame(context.frame, block, this.compiled, context.out, isScript);
      this.frame.streams = context.streams;
    }
    this.frame.command = command;
    this.frame.call = context;
    prepareScript(block, this.frame);
  }

  get writesAtBegin(): boolean {
    return this.compiled.begin !== null;
  }

  abstract begin(): void;
  abstract process(value: Value): void;
  abstract end(): void;

  /** Sends the frame's output and streams elsewhere. */
  protected redirect(out: Sink, streams: Streams): void {
    this.frame.out = out;
    this.frame.streams = streams;
  }

  protected runBegin(): void {
    this.run(this.compiled.begin);
  }

  /** The process block for one object; without such a block the object is kept for `$input`. */
  protected runProcess(value: Value): void {
    const {compiled, frame, context} = this;
    if (compiled.process === null) {
      if (context.expectingInput) this.#input.push(value);
      return;
    }
    const {scope} = frame;
    const outer = scope.underscore;
    scope.underscore = value === undefined ? null : value;
    frame.input = new Enumerator(context.expectingInput ? [value] : []);
    try {
      this.run(compiled.process);
    } finally {
      if (this.#dotted) scope.underscore = outer;
    }
  }

  protected runEnd(): void {
    this.frame.input = new Enumerator(this.#input);
    this.run(this.compiled.end);
  }

  dispose(): void {
    const {frame, compiled} = this;
    try {
      if (compiled.clean !== null && this.#ran) {
        frame.out = discard;
        runBody(frame, compiled.clean);
      }
    } finally {
      if (!this.#dotted && frame.scope.definitions !== null) frame.session.commandVersion++;
    }
  }

  /** A script file other than the one the shell was started with: `exit` ends it and nothing more. */
  get #endsHere(): boolean {
    return this.command.commandType === 'ExternalScript' && !this.command.exitsShell;
  }

  /** Runs a block; `exit` in a script file ends here. */
  protected run(body: Body | null): void {
    if (body === null || this.#exited) return;
    this.#ran = true;
    if (this.compiled.clean !== null && isUnwatched(this.frame.session.stop)) watchNow();
    try {
      runBody(this.frame, body);
    } catch (thrown) {
      if (!(thrown instanceof ExitSignal) || !this.#endsHere) throw thrown;
      this.#exited = true;
      this.context.session.setGlobal('LASTEXITCODE', thrown.exitCode);
      if (thrown.exitCode !== 0) this.context.pipeline.failed = true;
    }
  }
}

export class FunctionStage extends ScriptStage {
  readonly #args: readonly CommandArgument[];

  constructor(
    command: FunctionCommand,
    args: readonly CommandArgument[],
    context: PipelineContext,
  ) {
    super(command, context);
    this.#args = args;
  }

  /** Sets `$_` or `$this` before anything runs: for blocks called from cmdlets and values. */
  preset(values: {readonly underscore?: Value; readonly self?: Value}): void {
    if (values.underscore !== undefined) this.frame.scope.underscore = values.underscore;
    if (values.self !== undefined) this.frame.scope.put('this', values.self);
  }

  begin(): void {
    runBody(this.frame, frame => bindArguments(frame, this.compiled, this.#args));
    this.runBegin();
  }

  process(value: Value): void {
    this.runProcess(value);
  }

  end(): void {
    this.runEnd();
  }
}
