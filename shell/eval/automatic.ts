/**
 * Automatic variables that belong to a call: `$args`, `$input`, `$MyInvocation`, `$PSBoundParameters`,
 * `$PSScriptRoot`, `$PSCommandPath`. An assignment in the scope hides them. Language specification 4.1.
 */
import {dirname} from 'node:path';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {newBoundParameters} from '../cmdlet/parameter-binder.ts';
import {UNSET} from '../session/scope.ts';
import type {Scope} from '../session/scope.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {Enumerator} from '../values/enumerator.ts';

const readers: Readonly<Record<string, (frame: Frame) => Value>> = {
  args: frame => frame.args,
  input: frame => frame.input ?? new Enumerator([]),
  myinvocation: frame => (frame.invocation ??= invocationOf(frame)),
  psboundparameters: frame => boundOf(frame) ?? boundParameters(frame.scope),
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
    const {owner} = scope;
    if (owner === null) continue;
    const bound = boundOf(owner);
    if (bound !== null) return bound;
  }
  return null;
}

/** `$PSBoundParameters` of a frame, made of the pairs of a simple call when first asked for. */
function boundOf(frame: Frame): Value {
  if (frame.bound === null && frame.given !== null) {
    const table = newBoundParameters();
    for (const [name, value] of frame.given) table.set(name, value);
    frame.bound = table;
  }
  return frame.bound;
}

function invocationOf(frame: Frame): InvocationInfo {
  const {command, call} = frame;
  const info =
    command === null || call === null
      ? new InvocationInfo(command, frame.source, frame.at)
      : InvocationInfo.ofCall(command, call);
  info.boundParameters = boundOf(frame);
  info.unboundArguments = frame.args;
  return info;
}
