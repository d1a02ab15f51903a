/**
 * Parameters of simple functions and of script blocks without [CmdletBinding()] and [Parameter()]: by name,
 * then by position; the rest is `$args`. Language specification 11.2, "Simple functions".
 */
import {convertTo} from '../conversion/convert.ts';
import {bindingError} from '../cmdlet/binding-error.ts';
import type {BindingErrorId} from '../cmdlet/binding-error.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {Variable} from '../session/variable.ts';
import type {Transform} from '../session/variable.ts';
import {int32Type} from '../values/core-types.ts';
import {toNetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';
import type {CompiledBlock, CompiledParameter} from './compile-block.ts';
import type {BoundPair, Frame} from './frame.ts';
import {parameterWord} from './parameter-words.ts';
import type {CommandArgument} from './runtime.ts';
import {errorText, isConversionError} from './variable-transform.ts';

/** Positional arguments only. */
export function bindPositional(frame: Frame, compiled: CompiledBlock, args: Value[]): void {
  const {parameters} = compiled;
  if (parameters.length === 0) {
    frame.args = args;
    return;
  }
  const given: BoundPair[] = [];
  frame.given = given;
  let next = 0;
  let missing = false;
  for (let at = 0; at < parameters.length; at++) {
    const parameter = parameters[at] as CompiledParameter;
    if (next < args.length && !parameter.isSwitch) {
      setParameter(frame, parameter, args[next], given);
      next++;
    } else missing = true;
  }
  if (missing) setDefaults(frame, parameters, given);
  if (next < args.length) frame.args = args.slice(next);
}

/** Arguments as written. */
export function bindArguments(
  frame: Frame,
  compiled: CompiledBlock,
  args: readonly CommandArgument[],
): void {
  const {parameters} = compiled;
  const bound = new Map<CompiledParameter, Value>();
  const splatted = new Set<CompiledParameter>();
  const loose: Loose[] = [];
  let onlyPositional = false;
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] as CommandArgument;
    if (argument.kind === 'positional') {
      loose.push({value: argument.value, text: argument.text, fits: true});
      continue;
    }
    if (onlyPositional) {
      loose.push({value: argument.text, fits: true});
      continue;
    }
    if (argument.name === '-' && argument.text === '--') {
      onlyPositional = true;
      continue;
    }
    const parameter = findParameter(frame, parameters, argument.name);
    if (parameter === null) {
      loose.push({value: parameterWord(argument), fits: false});
      if (argument.hasValue) loose.push({value: argument.value, fits: false});
      continue;
    }
    if (bound.has(parameter)) {
      if (argument.splatted && !splatted.has(parameter)) continue;
      if (!splatted.has(parameter)) throw failed(frame, 'ParameterAlreadyBound', parameter.name);
    }
    if (argument.splatted) splatted.add(parameter);
    else splatted.delete(parameter);
    if (argument.hasValue) bound.set(parameter, argument.value);
    else if (parameter.isSwitch) bound.set(parameter, true);
    else {
      const following = args[++at];
      if (following === undefined) throw failed(frame, 'MissingArgument', parameter.name, 'Object');
      bound.set(
        parameter,
        following.kind === 'positional'
          ? spelled(frame, parameter, following.value, following.text)
          : following.text,
      );
    }
  }
  frame.args = placePositional(frame, parameters, loose, bound);
  setAll(frame, parameters, bound);
}

/** An argument no name led anywhere. A name that no parameter has, and its value, fit no position. */
interface Loose {
  readonly value: Value;
  readonly text?: string | undefined;
  readonly fits: boolean;
}

/** Fills the open parameters in order; what is left is `$args`. */
function placePositional(
  frame: Frame,
  parameters: readonly CompiledParameter[],
  loose: readonly Loose[],
  bound: Map<CompiledParameter, Value>,
): Value[] {
  const open = parameters.filter(parameter => !parameter.isSwitch && !bound.has(parameter));
  const rest: Value[] = [];
  let next = 0;
  for (const {value, text, fits} of loose) {
    const parameter = fits ? open[next++] : undefined;
    if (parameter === undefined) rest.push(value);
    else bound.set(parameter, spelled(frame, parameter, value, text));
  }
  return rest;
}

/** Numbers keep their spelling where text is wanted: `01` stays `01`. */
function spelled(
  frame: Frame,
  {type}: CompiledParameter,
  value: Value,
  text: string | undefined,
): Value {
  const isNumber = text !== undefined && typeof value !== 'string' && !Array.isArray(value);
  return isNumber && type?.(frame).fullName === 'System.String' ? text : value;
}

function setAll(
  frame: Frame,
  parameters: readonly CompiledParameter[],
  bound: ReadonlyMap<CompiledParameter, Value>,
): void {
  const given: BoundPair[] = [];
  frame.given = given;
  for (const [parameter, value] of bound) setParameter(frame, parameter, value, given);
  if (bound.size < parameters.length) setDefaults(frame, parameters, given);
}

/** By exact name or alias, else by a prefix that only one has. */
function findParameter(
  frame: Frame,
  parameters: readonly CompiledParameter[],
  name: string,
): CompiledParameter | null {
  const wanted = name.toLowerCase();
  const exact = parameters.find(
    parameter => parameter.lower === wanted || parameter.aliases.includes(wanted),
  );
  if (exact !== undefined) return exact;
  const starting = parameters.filter(parameter => parameter.lower.startsWith(wanted));
  if (starting.length > 1) {
    const names = starting.map(parameter => ` -${parameter.name}`).join('');
    throw failed(frame, 'AmbiguousParameter', name, names);
  }
  return starting[0] ?? null;
}

function setParameter(
  frame: Frame,
  parameter: CompiledParameter,
  value: Value,
  given: BoundPair[],
): void {
  if (parameter.type === null && parameter.checks.length === 0) {
    frame.slots[parameter.slot] = value;
    given.push([parameter.name, value]);
    return;
  }
  const variable = declare(frame, parameter);
  try {
    variable.assign(value);
  } catch (error) {
    const id = isConversionError(error)
      ? 'ParameterArgumentTransformationError'
      : 'ParameterArgumentValidationError';
    throw failed(frame, id, parameter.name, errorText(error), error);
  }
  given.push([parameter.name, variable.value]);
}

/** The variable of a parameter that keeps its type and checks. */
export function declare(frame: Frame, parameter: CompiledParameter): Variable {
  const variable = new Variable(parameter.name);
  const convert = conversionOf(frame, parameter);
  if (parameter.checks.length === 0) variable.transform = convert;
  else {
    const checks = parameter.checks.map(check => check(frame, parameter.name));
    variable.transform = value => checks.reduce((checked, check) => check(checked), convert(value));
  }
  frame.slots[parameter.slot] = variable;
  return variable;
}

const conversions = new WeakMap<NetType, Transform>();

/** The conversion to a parameter's type, made once a type. */
function conversionOf(frame: Frame, parameter: CompiledParameter): Transform {
  if (parameter.type === null) return asIs;
  const type = parameter.type(frame);
  let conversion = conversions.get(type);
  if (conversion === undefined) {
    conversion =
      type === int32Type
        ? value =>
            typeof value === 'number' && (value | 0) === value ? value : convertTo(value, type)
        : value => convertTo(value, type);
    conversions.set(type, conversion);
  }
  return conversion;
}

function asIs(value: Value): Value {
  return value;
}

/** Default values of what was not given, in order; a typed parameter without one starts as its type's zero. */
export function setDefaults(
  frame: Frame,
  parameters: readonly CompiledParameter[],
  given: readonly BoundPair[],
): void {
  for (const parameter of parameters) {
    if (given.some(([name]) => name === parameter.name)) continue;
    setDefault(frame, parameter);
  }
}

export function setDefault(frame: Frame, parameter: CompiledParameter): void {
  const {defaultValue, type} = parameter;
  if (type === null && parameter.checks.length === 0) {
    frame.slots[parameter.slot] = null;
    if (defaultValue !== null) frame.slots[parameter.slot] = defaultValue(frame);
    return;
  }
  const variable = declare(frame, parameter);
  const netType = type === null ? null : type(frame);
  if (defaultValue === null) {
    variable.force(parameter.isSwitch ? new SwitchParameter(false) : zeroOf(netType));
    return;
  }
  const value = defaultValue(frame);
  try {
    variable.force(netType === null ? value : convertTo(value, netType));
  } catch (error) {
    throw failed(
      frame,
      'ParameterArgumentTransformationError',
      parameter.name,
      errorText(error),
      error,
    );
  }
}

const zeros = new WeakMap<NetType, {value: Value}>();

/** What an unbound parameter of a type holds: 0, '', $false, or $null. */
export function zeroOf(type: NetType | null): Value {
  if (type === null) return null;
  let zero = zeros.get(type);
  if (zero === undefined) {
    zero = {value: null};
    try {
      zero.value = convertTo(null, type) ?? null;
    } catch {
      // A type that $null does not convert to: the parameter is $null.
    }
    zeros.set(type, zero);
  }
  return zero.value;
}

function failed(
  frame: Frame,
  id: BindingErrorId,
  a: string,
  b = '',
  inner: unknown = undefined,
): Error {
  const name = frame.command?.name ?? '';
  const error = bindingError({name, spec: {name, errorName: name, parameters: []}}, id, a, b, {
    inner: inner === undefined ? null : toNetException(inner),
  });
  const {command, call} = frame;
  if (command !== null && call !== null && error.record instanceof ErrorRecord)
    error.record.invocationInfo = InvocationInfo.ofCall(command, call);
  return error;
}
