/**
 * A failed conversion: PSInvalidCastException with PowerShell's error id and text.
 *
 * Texts: PowerShell's ExtendedTypeSystem resources. Source: language specification 6.
 */
import {isEnumerable} from '../values/enumerate.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';
import {toText} from './to-text.ts';

export class ConversionError extends NetException {
  /** `id` such as `InvalidCastFromStringToInteger`. */
  constructor(id: string, message: string, inner?: NetException) {
    super('System.Management.Automation.PSInvalidCastException', message, {
      errorId: id,
      category: 'InvalidArgument',
      inner,
    });
  }
  get id(): string {
    return this.errorId ?? '';
  }
}

/** How error texts show a value: lists by their type's name. */
function shown(v: Value): string {
  return isEnumerable(v) ? typeOf(v).fullName : toText(v);
}

/** Types whose failed casts do not show the value: it may be a secret. */
const SECRET = /^System\.(?:Security\.SecureString|Management\.Automation\.PSCredential)$/;

/** The last word when nothing applies: `Cannot convert the "x" value of type "A" to type "B".` */
export function cannotConvert(
  v: Value,
  type: NetType,
  id = 'ConvertToFinalInvalidCastException',
): ConversionError {
  if (isNull(v)) {
    return new ConversionError('nullToObjectInvalidCast', `Cannot convert null to type "${type}".`);
  }
  const what = SECRET.test(type.fullName) ? 'value' : `"${shown(v)}" value`;
  return new ConversionError(
    id,
    `Cannot convert the ${what} of type "${typeOf(v)}" to type "${type}".`,
  );
}

/** `Cannot convert value "x" to type "T". Error: "why"` */
export function conversionFailed(
  id: string,
  v: Value,
  type: NetType,
  inner: NetException,
): ConversionError {
  return new ConversionError(
    id,
    `Cannot convert value "${shown(v)}" to type "${type}". Error: "${inner.message}"`,
    inner,
  );
}
