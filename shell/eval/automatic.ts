/**
 * Automatic variables that belong to a call: `$args`, `$input`, `$MyInvocation`, `$PSBoundParameters`,
 * `$PSScriptRoot`, `$PSCommandPath`. An assignment in the scope hides them. Language specification 4.1.
 */
import {dirname} from 'node:path';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {UNSET} from '../session/scope.ts';
import type {Scope} from '../session/scope.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {InputEnumerator} from './input-enumerator.ts';

const readers: Readonly<Record<string, (frame: Frame) => Value>> = {
  args: frame => frame.args,
  input: frame => frame.input ?? new InputEnumerator([]),
  myinvocation: frame => (frame.invocation ??= invocationOf(frame)),
  psboundparameters: frame => boundParameters(frame.scope),
  psscriptroot: frame => (frame.source.file === '' ? '' : dirname(frame.source.file)),
  pscommandpath: frame => frame.source.file,
};

/** The reader of an automatic variable by lower-case name. */
export function automaticReader(name: string): ((frame: Frame) => Value) | undefined {
  return Object.hasOwn(readers, name) ? readers[name] : undefined;
}

/** The value of an automatic variable for look-ups by name; UNSET when `name` is none. */
export function automaticValue(name: string, frame: Frame): unknown {
  const reader = automaticReader(name);
  return reader === undefined ? UNSET : reader(frame);
}

function boundParameters(from: Scope): Value {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const bound = scope.owner?.bound;
    if (bound !== null && bound !== undefined) return bound;
  }
  return null;
}

function invocationOf(frame: Frame): InvocationInfo {
  const {command, context} = frame;
  const info =
    command === null || context === null
      ? InvocationInfo.ofStatement(frame)
      : InvocationInfo.ofCall(command, context);
  info.boundParameters = frame.bound;
  info.unboundArguments = frame.args;
  return info;
}
