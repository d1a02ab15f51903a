/**
 * Blocks that are one expression, called for its value: sort keys, calculated properties, getters, `.Where({})`.
 * They have a scope and a frame of their own like any block, but no stage, binder or collector.
 */
import {UNSET} from '../session/scope.ts';
import type {Value} from '../values/value.ts';
import {ReturnSignal} from './flow.ts';
import type {Frame} from './frame.ts';
import {enter, leave, newFrame} from './function-call.ts';
import {Collector, discard, emit} from './output.ts';
import type {CallSite} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';
import {onStatementError} from './statement-error.ts';
import type {Expression} from './unit.ts';

export interface ExpressionCall {
  readonly args?: readonly Value[];
  readonly underscore?: Value;
  readonly self?: Value;
}

/** The expression a block consists of; null when it has parameters or more than that. */
export function expressionOf(block: ScriptBlock): Expression | null {
  const {compiled} = block;
  return compiled.isAdvanced ? null : compiled.expression;
}

/** What the block gives by the capture rule. `expression` is that of `expressionOf`. */
export function callExpression(
  block: ScriptBlock,
  expression: Expression,
  {args, underscore, self}: ExpressionCall,
): Value {
  const frame = expressionFrame(block);
  const {scope} = frame;
  if (args !== undefined) frame.args = args;
  if (underscore !== undefined) scope.underscore = underscore;
  if (self !== undefined) scope.put('this', self);
  if (block.compiled.definesTypes) block.prepare(frame);
  return captured(evaluate(frame, expression));
}

/**
 * A function that calls the block with each of many objects as `$_`. A frame in which a call
 * leaves nothing is that of the next call. `otherwise` calls the block when it is not, or no longer, one expression.
 */
export function blockReader(
  block: ScriptBlock,
  otherwise: (underscore: Value) => Value,
): (underscore: Value) => Value {
  let kept: Frame | null = null;
  return underscore => {
    const expression = expressionOf(block);
    if (expression === null || block.compiled.definesTypes) return otherwise(underscore);
    const frame = kept !== null && fits(kept, block) ? kept : expressionFrame(block);
    kept = null; // the block may come to call itself
    frame.scope.underscore = underscore === undefined ? UNSET : underscore;
    const value = captured(evaluate(frame, expression));
    if (clear(frame)) kept = frame;
    return value;
  };
}

function expressionFrame(block: ScriptBlock): Frame {
  const caller = block.session.frame;
  const frame = newFrame(caller, block, block.compiled, discard);
  frame.command = block.command;
  frame.call = callFrom(caller);
  return frame;
}

/** Would a new frame be like this one? */
function fits(frame: Frame, block: ScriptBlock): boolean {
  const caller = frame.session.frame;
  return (
    frame.caller === caller &&
    frame.streams === caller.streams &&
    frame.call?.ast === caller.at &&
    frame.scope.layout === block.compiled.layout
  );
}

/** Takes its variables away. False: something stays that a new frame would not have. */
function clear(frame: Frame): boolean {
  const {scope} = frame;
  if (scope.slots.length > 0) scope.slots.fill(UNSET);
  return (
    frame.invocation === null &&
    frame.input === null &&
    frame.out === discard &&
    scope.definitions === null &&
    scope.strict === null
  );
}

function evaluate(frame: Frame, expression: Expression): Value {
  const caller = frame.session.frame;
  enter(frame);
  try {
    return expression(frame);
  } catch (thrown) {
    if (!(thrown instanceof ReturnSignal) || thrown.frame !== frame)
      onStatementError(frame, thrown);
    return undefined;
  } finally {
    leave(frame, caller);
  }
}

function callFrom(caller: Frame): CallSite {
  return {
    source: caller.source,
    ast: caller.at,
    invocationName: '',
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
  };
}

function captured(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const collector = new Collector();
  emit(value, collector);
  return collector.result();
}
