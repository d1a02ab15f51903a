/** What an argument as written means to the parameter that takes it. */
import type {CommandArgument} from '../eval/runtime.ts';
import type {Value} from '../values/value.ts';
import {elementTypeOf, isObjectType} from './coerce.ts';
import {ALL_SETS, type ParameterMetadata} from './metadata.ts';

export type PositionalArgument = Extract<CommandArgument, {kind: 'positional'}>;

/** A script block for a parameter that takes input is run per object, unless it may hold a block itself. */
export function canDelay(parameter: ParameterMetadata): boolean {
  const element = elementTypeOf(parameter.type) ?? parameter.type;
  return (
    !isObjectType(element) &&
    element.fullName !== 'System.Management.Automation.ScriptBlock' &&
    parameter.takesPipeline(ALL_SETS)
  );
}

/** Types that a number as written says more to than its value: `01`, `2.0`. */
const AS_WRITTEN = /^System\.(?:String|Version|Management\.Automation\.SemanticVersion)$/;

/** Numbers keep their spelling where text is wanted: `01` stays `01`. */
export function asWritten(argument: PositionalArgument, parameter: ParameterMetadata): Value {
  const {text, value} = argument;
  if (text === undefined || typeof value === 'string' || Array.isArray(value)) return value;
  const element = elementTypeOf(parameter.type) ?? parameter.type;
  return AS_WRITTEN.test(element.fullName) ? text : value;
}

/** As elements of the list that takes all that is left over: dash words as text. */
export function asRemaining(argument: CommandArgument, parameter: ParameterMetadata): Value[] {
  if (argument.kind === 'positional') return [asWritten(argument, parameter)];
  return argument.hasValue ? [argument.text, argument.value] : [argument.text];
}
