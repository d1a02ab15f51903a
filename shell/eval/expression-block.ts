/**
 * Blocks that are one expression, called for its value: sort keys, calculated properties, getters, `.Where({})`.
 * They have a scope and a frame of their own like any block, but no stage, binder or collector.
 */
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
  const caller = block.session.frame;
  const frame = newFrame(caller, block, block.compiled, discard);
  const {scope} = frame;
  frame.command = block.command;
  frame.call = callFrom(caller);
  if (args !== undefined) frame.args = args;
  if (underscore !== undefined) scope.underscore = underscore;
  if (self !== undefined) scope.put('this', self);
  if (block.compiled.definesTypes) block.prepare(frame);
  return captured(evaluate(frame, expression));
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
