/**
 * Where the blocks of a test run: a scope for each Describe and each It inside the scope of what is around
 * it, so that a variable set in BeforeAll is seen in every It below and nowhere else. BeforeAll, BeforeEach
 * and the body of It are run in it as by `.`; a block of a module (InModuleScope) gets a scope there.
 *
 * Source: https://pester.dev/docs/usage/discovery-and-run.
 */
import {Raised, recordOf} from '../../shell/errors/raise.ts';
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import {scriptStackTrace} from '../../shell/errors/stack-trace.ts';
import {isFlow, LoopSignal} from '../../shell/eval/flow.ts';
import {Frame} from '../../shell/eval/frame.ts';
import {parentScope} from '../../shell/eval/function-call.ts';
import {drive} from '../../shell/eval/run-pipeline.ts';
import type {CommandArgument, PipelineContext, Sink} from '../../shell/eval/runtime.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {Layout, Scope} from '../../shell/session/scope.ts';
import type {SessionState} from '../../shell/session/session.ts';
import type {Value} from '../../shell/values/value.ts';

/** The scopes of one block or test: one for each module state its code belongs to. */
export class RunScope {
  readonly #caller: Frame;
  readonly #parent: RunScope | null;
  readonly #scopes = new Map<SessionState, Scope>();
  readonly #presets: (readonly [string, Value])[] = [];
  #underscore: {readonly value: Value} | null = null;

  /** `caller`: the frame of Invoke-Pester's caller. */
  constructor(caller: Frame, parent: RunScope | null = null) {
    this.#caller = caller;
    this.#parent = parent;
  }

  inner(): RunScope {
    return new RunScope(this.#caller, this);
  }

  /** The scope for code of `state`. */
  for(state: SessionState): Scope {
    const known = this.#scopes.get(state);
    if (known !== undefined) return known;
    const outer = this.#parent?.for(state) ?? parentScope(this.#caller, state);
    const made = new Scope(outer, new Layout());
    this.#scopes.set(state, made);
    for (const [name, value] of this.#presets) made.put(name.toLowerCase(), value);
    if (this.#underscore !== null) made.underscore = this.#underscore.value;
    return made;
  }

  /** A variable in it, for code of every module. */
  set(name: string, value: Value): void {
    this.#presets.push([name, value]);
    for (const scope of this.#scopes.values()) scope.put(name.toLowerCase(), value);
  }

  /** `$_` in it. */
  setUnderscore(value: Value): void {
    this.#underscore = {value};
    for (const scope of this.#scopes.values()) scope.underscore = value;
  }

  frameFor(block: ScriptBlock): Frame {
    const caller = this.#caller;
    const {session} = caller;
    const state = block.state ?? caller.state;
    const scope = this.for(state);
    scope.grow();
    const frame = new Frame(
      session,
      scope,
      state,
      block.source,
      caller.out,
      caller.streams,
      block.ast,
    );
    frame.caller = caller;
    return frame;
  }

  /** Functions defined in it are gone; the call sites that know them must look again. */
  leave(): void {
    this.#caller.session.commandVersion++;
  }
}

/** Runs `block` in `scope` as by `.`. Errors come out as they are thrown. */
export function runIn(
  scope: RunScope,
  block: ScriptBlock,
  args: readonly CommandArgument[],
  out: Sink,
): void {
  const frame = scope.frameFor(block);
  const {session} = frame;
  const {frame: outer, callDepth, propagateErrors} = session;
  session.frame = frame;
  session.propagateErrors = true;
  session.commandVersion++;
  try {
    runStage(frame, block, args, out);
  } finally {
    session.frame = outer;
    session.callDepth = callDepth;
    session.propagateErrors = propagateErrors;
  }
}

function runStage(
  frame: Frame,
  block: ScriptBlock,
  args: readonly CommandArgument[],
  out: Sink,
): void {
  const context: PipelineContext = {
    session: frame.session,
    frame,
    out,
    streams: frame.streams,
    source: block.source,
    ast: block.ast,
    invocationName: '.',
    dotSourced: true,
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
  const stage = block.command.createStage(args, context);
  try {
    drive(frame, [stage], null, {count: 0});
  } finally {
    stage.dispose?.();
  }
}

/** Runs `action`; the error that ended it, with the stack down to the test's block, or null. */
export function errorOf(caller: Frame, action: () => void): ErrorRecord | null {
  const below = scriptStackTrace(caller).split('\n').length;
  try {
    action();
    return null;
  } catch (thrown) {
    if (thrown instanceof LoopSignal) return null; // `break` in a test ends the test
    if (isFlow(thrown)) throw thrown;
    const record = recordOf(thrown, caller.session.frame);
    trimStack(record, below);
    if (!(thrown instanceof Raised)) caller.session.recordError(record);
    return record;
  }
}

/** The stack without the callers of the run and without the frame that holds the scope. */
function trimStack(record: ErrorRecord, below: number): void {
  const lines = (record.scriptStackTrace ?? '').split('\n');
  if (lines.length > below + 1)
    record.scriptStackTrace = lines.slice(0, lines.length - below - 1).join('\n');
}
