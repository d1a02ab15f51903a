/**
 * ForEach-Object and Where-Object with one script block, past the parameter binder: the block runs in the
 * scope of the caller with `$_` set, in a frame that is made once. Language specification 19.
 */
import {toBool} from '../conversion/to-bool.ts';
import type {Value} from '../values/value.ts';
import type {Body, CompiledBlock} from './compile-block.ts';
import {compileDotted} from './compile-block.ts';
import {Frame} from './frame.ts';
import {parentScope, runBody} from './function-call.ts';
import {Collector} from './output.ts';
import type {CommandArgument, PipelineContext, Sink, Stage} from './runtime.ts';
import {ScriptBlock} from './script-block.ts';
import {onStatementError} from './statement-error.ts';
import type {Expression} from './unit.ts';

/** A stage for `ForEach-Object {..}` or `Where-Object {..}`, or null when the call is not that simple. */
export function blockStage(
  kind: 'ForEach' | 'Where',
  args: readonly CommandArgument[],
  context: PipelineContext,
): Stage | null {
  const [only] = args;
  if (args.length !== 1 || only?.kind !== 'positional') return null;
  if (!context.expectingInput || !(only.value instanceof ScriptBlock)) return null;
  const caller = new BlockCaller(only.value, context.frame, context.out, context);
  if (!caller.isSimple) return null;
  return kind === 'ForEach' ? new ForEachStage(caller) : new WhereStage(caller, context);
}

/**
 * Calls one block many times in the scope of `frame`, as ForEach-Object does. Made by cmdlets that take a
 * script block per object (Sort-Object keys, calculated properties).
 */
export class BlockCaller {
  readonly #frame: Frame;
  readonly #compiled: CompiledBlock;
  readonly #body: Body | null;

  constructor(block: ScriptBlock, frame: Frame, out: Sink, call: PipelineContext | null = null) {
    const state = block.state ?? frame.state;
    const scope = parentScope(frame, state);
    this.#compiled = compileDotted(block.ast, block.source, block.parameters, scope.layout);
    scope.grow();
    const streams = call?.streams ?? frame.streams;
    this.#frame = new Frame(block.session, scope, state, block.source, out, streams, block.ast);
    this.#frame.command = block.command;
    this.#frame.call = call;
    this.#body = this.#compiled.process ?? this.#compiled.end;
    if (this.#compiled.definesTypes) block.prepare(this.#frame);
  }

  /** No parameters, and one block of statements only. */
  get isSimple(): boolean {
    const {parameters, begin, process, end, clean, isAdvanced} = this.#compiled;
    return (
      parameters.length === 0 &&
      !isAdvanced &&
      begin === null &&
      clean === null &&
      (process === null || end === null)
    );
  }

  /** Runs the block with `$_`; its output goes to `out` of the constructor. */
  run(underscore: Value): void {
    const body = this.#body;
    if (body === null) return;
    const frame = this.#frame;
    const {scope} = frame;
    const outer = scope.underscore;
    scope.underscore = underscore;
    try {
      runBody(frame, body);
    } finally {
      scope.underscore = outer;
    }
  }

  /** The block's output by the capture rule. */
  value(underscore: Value): Value {
    const {expression} = this.#compiled;
    return expression === null ? this.#capture(underscore) : this.#evaluate(expression, underscore);
  }

  /** A block that is one expression: no sink, no statement. */
  #evaluate(expression: Expression, underscore: Value): Value {
    const frame = this.#frame;
    const {scope, session} = frame;
    const outer = scope.underscore;
    const caller = session.frame;
    scope.underscore = underscore;
    frame.caller = caller;
    session.frame = frame;
    try {
      return expression(frame);
    } catch (error) {
      onStatementError(frame, error);
      return undefined;
    } finally {
      scope.underscore = outer;
      session.frame = caller;
    }
  }

  #capture(underscore: Value): Value {
    const frame = this.#frame;
    const {out} = frame;
    const collector = new Collector();
    frame.out = collector;
    try {
      this.run(underscore);
    } finally {
      frame.out = out;
    }
    return collector.result();
  }
}

class ForEachStage implements Stage {
  readonly #caller: BlockCaller;

  constructor(caller: BlockCaller) {
    this.#caller = caller;
  }
  begin(): void {
    // Nothing to prepare: the frame is there.
  }
  process(value: Value): void {
    this.#caller.run(value);
  }
  end(): void {
    // What was to be written is written.
  }
}

class WhereStage implements Stage {
  readonly #caller: BlockCaller;
  readonly #out: Sink;

  constructor(caller: BlockCaller, context: PipelineContext) {
    this.#caller = caller;
    this.#out = context.out;
  }
  begin(): void {
    // Nothing to prepare: the frame is there.
  }
  process(value: Value): void {
    if (toBool(this.#caller.value(value))) this.#out.process(value);
  }
  end(): void {
    // What was to be written is written.
  }
}
