/** Running a script block from outside a pipeline of the script: cmdlets, sort keys, getters, `.Invoke()`. */
import type {Scope} from '../session/scope.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {FunctionStage, ScriptStage} from './function-stage.ts';
import {Collector} from './output.ts';
import {drive} from './run-pipeline.ts';
import type {CommandArgument, PipelineContext, Sink, Streams} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';

export interface InvokeBlockOptions {
  readonly args?: readonly Value[];
  /** `$_` in the block. */
  readonly underscore?: Value;
  /** `$this` in the block. */
  readonly self?: Value;
  /** Objects piped into it. */
  readonly input?: Iterable<Value>;
  /**
   * `new` (default): a scope of its own, as `&`; `current`: the caller's, as `.`; `state`: the scope of the
   * block's module, as a module's file runs.
   */
  readonly scope?: 'new' | 'current' | 'state';
  /** Called with the block's scope before anything runs. */
  readonly prepare?: (scope: Scope) => void;
  /** The caller; default: what runs now. */
  readonly frame?: Frame;
  readonly streams?: Streams;
}

export function invokeBlock(block: ScriptBlock, options: InvokeBlockOptions): Value[] {
  const collector = new Collector();
  runBlock(block, options, collector);
  return collector.toArray();
}

/** As invokeBlock, with the output going to `out` as it comes. */
export function runBlock(block: ScriptBlock, options: InvokeBlockOptions, out: Sink): void {
  const caller = options.frame ?? block.session.frame;
  const frame = options.scope === 'state' ? stateFrame(block, caller) : caller;
  const dotSourced = options.scope === 'current' || options.scope === 'state';
  const context: PipelineContext = {
    session: block.session,
    frame,
    out,
    streams: options.streams ?? caller.streams,
    source: caller.source,
    ast: caller.at,
    invocationName: '',
    dotSourced,
    expectingInput: options.input !== undefined,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
  const {scope} = frame;
  const outer = scope.underscore;
  const stage = block.command.createStage(positional(options.args ?? []), context);
  if (stage instanceof FunctionStage) stage.preset(options);
  if (stage instanceof ScriptStage) options.prepare?.(stage.frame.scope);
  try {
    drive(caller, [stage], options.input ?? null, {count: 0});
  } finally {
    if (dotSourced && options.underscore !== undefined) scope.underscore = outer;
    stage.dispose?.();
  }
}

function positional(values: readonly Value[]): CommandArgument[] {
  return values.map(value => ({kind: 'positional', value}));
}

/** A frame in the scope of the block's own state: the caller of a module's file. */
function stateFrame(block: ScriptBlock, caller: Frame): Frame {
  return block.state === null ? caller : block.session.frameOf(block.state, caller);
}
