/**
 * Arguments without a name: each goes to the lowest position that is still free, first as it is, then with
 * conversion; the default set comes before the others. Language specification 11.2, step 4.
 */
import type {CommandArgument} from '../eval/runtime.ts';
import {asWritten, canDelay, type PositionalArgument} from './argument-value.ts';
import type {ParameterMetadata} from './metadata.ts';
import type {ParameterBinder} from './parameter-binder.ts';
import {asScriptBlock} from './script-block-argument.ts';

/** Binds what finds a place; answers the rest in order. */
export function bindPositional(
  binder: ParameterBinder,
  args: readonly CommandArgument[],
): CommandArgument[] {
  const rest: CommandArgument[] = [];
  const {defaultMask} = binder.metadata;
  if (args.some(argument => argument.kind === 'positional')) refuseTwins(binder);
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] as CommandArgument;
    binder.at = argument.node;
    if (argument.kind === 'named') {
      rest.push(argument);
      // A word that may name a dynamic parameter keeps the argument after it.
      const next = args[at + 1];
      if (!argument.hasValue && next?.kind === 'positional' && binder.target.dynamicParameters) {
        rest.push(next);
        at++;
      }
    } else if (!place(binder, argument, defaultMask & binder.mask)) rest.push(argument);
  }
  return rest;
}

function place(
  binder: ParameterBinder,
  argument: PositionalArgument,
  defaultMask: number,
): boolean {
  const slot = nextPosition(binder);
  if (slot.length === 0) return false;
  const inDefault = slot.filter(parameter => hasPosition(parameter, defaultMask));
  const inOthers = slot.filter(parameter => hasPosition(parameter, binder.mask));
  const takes = (parameter: ParameterMetadata) => takesAsIs(binder, parameter, argument);
  const bound = inDefault.find(takes) ?? inOthers.find(takes);
  if (bound === undefined) convert(binder, [...inDefault, ...inOthers], argument);
  return true;
}

/** The unbound parameters of the lowest position that is still free. */
function nextPosition(binder: ParameterBinder): ParameterMetadata[] {
  let lowest = Number.POSITIVE_INFINITY;
  let found: ParameterMetadata[] = [];
  for (const parameter of binder.metadata.parameters) {
    if (binder.taken(parameter)) continue;
    const position = positionIn(parameter, binder.mask);
    if (position === null || position > lowest) continue;
    if (position < lowest) {
      lowest = position;
      found = [];
    }
    found.push(parameter);
  }
  return found;
}

/** Two unbound parameters at one place of one set: nobody can tell which is meant. */
function refuseTwins(binder: ParameterBinder): void {
  const seen = new Set<string>();
  for (const parameter of binder.metadata.parameters) {
    if (binder.taken(parameter)) continue;
    for (const {bit, flags} of parameter.placesIn(binder.mask)) {
      if (flags.position === null || flags.remaining) continue;
      const key = `${bit}/${flags.position}`;
      if (seen.has(key)) throw binder.error('AmbiguousPositionalParameterNoName');
      seen.add(key);
    }
  }
}

/** Without conversion: a number that was written as one is no text here. */
function takesAsIs(
  binder: ParameterBinder,
  parameter: ParameterMetadata,
  {value}: PositionalArgument,
): boolean {
  const block = asScriptBlock(value);
  if (block !== undefined && canDelay(parameter)) binder.delayed.set(parameter, block);
  else if (!binder.bindUnconverted(parameter, value)) return false;
  binder.narrow(parameter);
  return true;
}

/** With conversion: the first that takes it; when none does, the first one's error. */
function convert(
  binder: ParameterBinder,
  candidates: readonly ParameterMetadata[],
  argument: PositionalArgument,
): void {
  let failure: unknown;
  for (const parameter of candidates) {
    try {
      binder.bindValue(parameter, asWritten(argument, parameter));
      binder.narrow(parameter);
      return;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** Its place in the sets of `mask`; one that takes all that is left over has none. */
function positionIn(parameter: ParameterMetadata, mask: number): number | null {
  let lowest: number | null = null;
  for (const {position, remaining} of parameter.flagsIn(mask))
    if (position !== null && !remaining && (lowest === null || position < lowest))
      lowest = position;
  return lowest;
}

function hasPosition(parameter: ParameterMetadata, mask: number): boolean {
  return mask !== 0 && positionIn(parameter, mask) !== null;
}
