/**
 * An argument becomes the value of a parameter: conversion by the binder's own rules, then the checks.
 *
 * The binder is stricter than a cast: a list is no string, a text is no boolean, and parameters of cmdlets
 * and of scripts fail with different errors. Source: language specification 11.2, step 11.
 */
import {
  convertTo,
  enumerate,
  isEnumerable,
  isNull,
  toBool,
  toText,
  typedArray,
  typeNamesOf,
  typeOf,
  unwrap,
} from '../values/index.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';
import {asCollection} from './checked-elements.ts';
import {bindingError} from './binding-error.ts';
import type {ArgumentContext, CommandMetadata, ParameterMetadata} from './metadata.ts';

const OBJECT = new Set(['System.Object', 'System.Management.Automation.PSObject']);
const LISTS =
  /^System\.Collections\.(Generic\.(List|IList|ICollection|IEnumerable)`1|ArrayList|IList|ICollection|IEnumerable|ObjectModel\.Collection`1)/;

export function isObjectType(type: NetType): boolean {
  return OBJECT.has(type.fullName);
}

/** The type of one element when `type` is an array or a list; undefined for scalars. */
export function elementTypeOf(type: NetType): NetType | undefined {
  if (type.isArray) return type.elementType;
  return LISTS.test(type.fullName) ? (type.genericArguments[0] ?? type.elementType) : undefined;
}

function isList(type: NetType): boolean {
  return type.isArray || LISTS.test(type.fullName);
}

/** Does `value` fit `type` as it is, or as the element or elements of it? Undefined: it does not. */
export function fitUnconverted(value: Value, type: NetType): {value: Value} | undefined {
  if (isObjectType(type)) return {value};
  const bare = unwrap(value);
  if (isNull(bare)) return type.isValueType ? undefined : {value: null};
  const own = typeOf(bare);
  if (own.is(type)) return {value};
  const element = elementTypeOf(type);
  if (element === undefined) return undefined;
  if (isObjectType(element))
    return {value: isEnumerable(bare) ? value : typedArray(element, [value])};
  const isFit = Array.isArray(bare)
    ? bare.length > 0 && bare.every(item => !isNull(item) && typeOf(unwrap(item)).is(element))
    : own.is(element);
  return isFit ? {value: convertTo(Array.isArray(bare) ? bare : [value], type)} : undefined;
}

/** Converts, or throws the binding error that says why not. */
export function convertArgument(
  value: Value,
  parameter: ParameterMetadata,
  command: CommandMetadata,
): Value {
  const {type} = parameter;
  if (isObjectType(type)) return value === undefined ? null : value;
  try {
    return parameter.spec.scripted ? convertScripted(value, type) : convertDeclared(value, type);
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    throw conversionFailure(error, parameter, command);
  }
}

function conversionFailure(
  error: NetException,
  parameter: ParameterMetadata,
  command: CommandMetadata,
): NetException {
  const id = parameter.spec.scripted
    ? 'ParameterArgumentTransformationError'
    : error instanceof NotSupported
      ? 'CannotConvertArgument'
      : 'CannotConvertArgumentNoMessage';
  return bindingError(command, id, parameter.name, error.message, {inner: error, parameter});
}

/** A list for a scalar, a text for a boolean. */
class NotSupported extends NetException {
  constructor(message: string) {
    super('System.NotSupportedException', message);
  }
}

function convertScripted(value: Value, type: NetType): Value {
  const bare = unwrap(value);
  if (isFlag(type)) return flag(bare, type, true);
  if (type.fullName === 'System.String' && isEnumerable(bare)) {
    throw new NetException(
      'System.Management.Automation.PSInvalidCastException',
      'Cannot convert value to type System.String.',
    );
  }
  return convertTo(value, type);
}

function convertDeclared(value: Value, type: NetType): Value {
  const bare = unwrap(value);
  if (isFlag(type)) return flag(bare, type, false);
  if (isNull(bare)) return type.isValueType ? convertTo(null, type) : null;
  const element = elementTypeOf(type);
  if (type.isArray && element !== undefined && typeOf(bare) !== type) {
    const items = isEnumerable(bare) ? [...enumerate(bare)] : [value];
    return typedArray(
      element,
      items.map(item => (isObjectType(element) ? item : convertDeclared(item, element))),
    );
  }
  if (!isList(type) && Array.isArray(bare) && !typeOf(bare).is(type)) {
    if (type.fullName === 'System.String' || bare.length !== 1)
      throw new NotSupported(`'${typeOf(bare).fullName}' to the type '${type.fullName}'`);
    return convertDeclared(bare[0], type);
  }
  return convertTo(value, type);
}

function isFlag(type: NetType): boolean {
  return (
    type.fullName === 'System.Boolean' ||
    type.fullName === 'System.Management.Automation.SwitchParameter'
  );
}

const NUMERIC = /^System\.(S?Byte|U?Int(16|32|64)|Double|Single|Decimal)$/;

/** Boolean parameters take booleans, switches and numbers only. */
function flag(bare: Value, type: NetType, scripted: boolean): Value {
  const isSwitch = type.fullName !== 'System.Boolean';
  if (bare instanceof SwitchParameter) return isSwitch ? bare : bare.isPresent;
  if (typeof bare === 'boolean' || (!isNull(bare) && NUMERIC.test(typeOf(bare).fullName)))
    return isSwitch ? new SwitchParameter(toBool(bare)) : toBool(bare);
  if (isNull(bare) && isSwitch) return new SwitchParameter(!scripted);
  const found = isNull(bare) ? '' : typeOf(bare).fullName;
  if (!scripted) throw new NotSupported(`'${found}' to the type '${type.fullName}'`);
  throw new NetException(
    'System.Management.Automation.PSInvalidCastException',
    `Cannot convert value "${found}" to type "${type.fullName}". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.`,
  );
}

/** Null and emptiness, as far as the parameter forbids them, then its validation attributes. */
export function checkArgument(
  value: Value,
  parameter: ParameterMetadata,
  command: CommandMetadata,
  mask: number,
  context: ArgumentContext,
): void {
  const {spec} = parameter;
  if (parameter.some(mask, flags => flags.mandatory)) checkMandatory(value, parameter, command);
  if (spec.psTypeName) checkTypeName(value, spec.psTypeName, parameter, command);
  for (const validate of spec.validators ?? []) {
    try {
      validate(value, context);
    } catch (error) {
      if (!(error instanceof NetException) || error.typeName !== 'ValidationMetadataException')
        throw error;
      throw bindingError(
        command,
        'ParameterArgumentValidationError',
        parameter.name,
        error.message,
        {
          inner: error,
          parameter,
        },
      );
    }
  }
}

function checkMandatory(
  value: Value,
  parameter: ParameterMetadata,
  command: CommandMetadata,
): void {
  const {spec} = parameter;
  const refuse = (kind: 'Null' | 'EmptyString' | 'EmptyArray' | 'EmptyCollection') =>
    bindingError(command, `ParameterArgumentValidationError${kind}NotAllowed`, parameter.name, '', {
      parameter,
    });
  if (isNull(value)) {
    if (!spec.allowNull) throw refuse('Null');
    return;
  }
  const bare = unwrap(value);
  const isText = (v: Value) => typeof v === 'string' && v === '';
  if (isText(bare)) {
    if (!spec.allowEmptyString) throw refuse('EmptyString');
    return;
  }
  const collection = isEnumerable(bare) ? asCollection(bare) : null;
  if (collection === null) return;
  if (collection.isEmpty && !spec.allowEmptyCollection)
    throw refuse(
      Array.isArray(bare) || bare instanceof Uint8Array ? 'EmptyArray' : 'EmptyCollection',
    );
  for (const item of collection.elements) {
    if (isNull(item) && !spec.allowNull) throw refuse('Null');
    if (isText(item) && !spec.allowEmptyString) throw refuse('EmptyString');
  }
}

function checkTypeName(
  value: Value,
  wanted: string,
  parameter: ParameterMetadata,
  command: CommandMetadata,
): void {
  if (isNull(value)) return;
  const values = isEnumerable(value) ? [...enumerate(value)] : [value];
  const has = (v: Value) =>
    typeNamesOf(v).some(name => name.toLowerCase() === wanted.toLowerCase());
  if (!values.every(has))
    throw bindingError(command, 'MismatchedPSTypeName', parameter.name, wanted, {parameter});
}

/** For messages: what an argument looks like. */
export function argumentText(value: Value): string {
  return isNull(value) ? '' : toText(value);
}
