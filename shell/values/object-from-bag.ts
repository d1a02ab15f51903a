/** `[T]@{Name = value}`: an object made without arguments, then its properties set. Specification 6.5. */
import {ConversionError} from '../conversion/conversion-error.ts';
import {construct, isDefaultConstructible} from './construct.ts';
import type {PSCustomObject} from './custom-object.ts';
import {Hashtable} from './hashtable.ts';
import {setProperty} from './members.ts';
import {NetException} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {propertiesOf} from './property-info.ts';
import type {Value} from './value.ts';

/** undefined when the type has no constructor without parameters. */
export function objectFromBag(bag: Hashtable | PSCustomObject, type: NetType): Value {
  if (!isDefaultConstructible(type)) return undefined;
  const object = construct(type, []);
  const entries =
    bag instanceof Hashtable
      ? [...bag.entries()].map(([key, value]) => [String(key), value] as const)
      : propertiesOf(bag).map(info => [info.name, info.get()] as const);
  for (const [name, value] of entries) setOne(object, name, value, type);
  return object;
}

function setOne(object: Value, name: string, value: Value, type: NetType): void {
  const settable = propertiesOf(object).filter(info => info.settable);
  if (!settable.some(info => info.name.toLowerCase() === name.toLowerCase())) {
    const names = settable.map(info => `[${info.name} <${info.typeName}>]`).join(', ');
    const why = names
      ? `The property '${name}' was not found for the '${type}' object. The settable properties are: ${names}.`
      : `The property '${name}' was not found for the '${type}' object. There is no settable property available.`;
    throw creationError(type, why);
  }
  try {
    setProperty(object, name, value);
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    throw creationError(type, (error.inner ?? error).message, error);
  }
}

function creationError(type: NetType, why: string, inner?: NetException): ConversionError {
  return new ConversionError(
    'ObjectCreationError',
    `Cannot create object of type "${type}". ${why}`,
    inner,
  );
}
