/**
 * Calls of simple functions: scope, frame, parameters by position, body. Kept short, for it decides how fast
 * function calls are. Stages for everything else: function-stage.ts.
 */
import {callDepthOverflow} from '../errors/engine-errors.ts';
import {Scope} from '../session/scope.ts';
import type {SessionState} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import type {Body, CompiledBlock} from './compile-block.ts';
import {Frame} from './frame.ts';
import type {FunctionCommand} from './function-command.ts';
import type {CallSite, Sink} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';
import {bindPositional} from './simple-parameters.ts';

/** Calls under way before the call depth overflows. */
export const MAXIMUM_CALL_DEPTH = 5000;

/** Calls a function that has nothing but an end block, with positional arguments only. */
export function callFunction(
  f: Frame,
  command: FunctionCommand,
  args: Value[],
  out: Sink,
  call: CallSite,
): void {
  const {block} = command;
  const {compiled} = block;
  const frame = newFrame(f, block, compiled, out);
  frame.command = command;
  frame.call = call;
  enter(frame);
  try {
    if (compiled.definesTypes) block.prepare(frame);
    bindPositional(frame, compiled, args);
    if (compiled.end !== null) compiled.end(frame);
  } finally {
    leave(frame, f);
  }
}

/** Runs one block of a function (begin, process, ...) with its frame on top of the call stack. */
export function runBody(frame: Frame, body: Body): void {
  const {session} = frame;
  const caller = session.frame;
  enter(frame);
  try {
    body(frame);
  } finally {
    session.frame = caller;
    session.callDepth--;
  }
}

/** Takes `frame`, whose scope ends with it, off the call stack again. */
export function leave(frame: Frame, caller: Frame): void {
  const {session} = frame;
  session.frame = caller;
  session.callDepth--;
  if (frame.scope.definitions !== null) session.commandVersion++;
}

/** Puts `frame` on top of the call stack; the caller takes it off again. */
export function enter(frame: Frame): void {
  const {session} = frame;
  if (session.stop[0] !== 0) session.checkStop();
  if (session.callDepth >= MAXIMUM_CALL_DEPTH) throw callDepthOverflow();
  session.callDepth++;
  frame.caller = session.frame;
  session.frame = frame;
}

/** A frame with a scope of its own for a block called from `f`. */
export function newFrame(
  f: Frame,
  block: ScriptBlock,
  compiled: CompiledBlock,
  out: Sink,
  isScript = false,
): Frame {
  const state = block.state ?? f.state;
  const scope = new Scope(parentScope(f, state), compiled.layout, isScript);
  const frame = new Frame(f.session, scope, state, block.source, out, f.streams, compiled.ast);
  scope.owner = frame;
  return frame;
}

/** Where the variables of a function of `state` called from `f` are looked up next. */
export function parentScope(f: Frame, state: SessionState): Scope {
  if (f.state === state) return f.scope;
  for (let {caller} = f; caller !== null; {caller} = caller) {
    if (caller.state === state) return caller.scope;
  }
  return state.scope;
}
