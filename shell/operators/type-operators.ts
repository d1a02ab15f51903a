/** `-is` and `-as`. Source: language specification 3.3. */
import {tryConvert} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {customObjectType, PSCustomObject, psObjectType} from '../values/custom-object.ts';
import {extrasOf} from '../values/extras.ts';
import type {TypeScope} from '../values/find-type.ts';
import {findType} from '../values/find-type.ts';
import {runtimeError} from '../values/net-exception.ts';
import {NetType} from '../values/net-type.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';

function rightType(right: Value, operator: '-is' | '-as', scope: TypeScope | undefined): NetType {
  const bare = unwrap(right);
  if (bare instanceof NetType) return bare;
  const found = findType(toText(bare), scope);
  if (found) return found;
  if (typeof bare === 'string')
    throw runtimeError(
      'RuntimeException',
      `Cannot convert the "${bare}" value of type "System.String" to type "System.Type".`,
    );
  throw runtimeError(
    operator === '-is' ? 'IsOperatorRequiresType' : 'AsOperatorRequiresType',
    `The right operand of '${operator}' must be a type.`,
  );
}

/** `v -is right`; `right` is a type or its name. */
export function isType(v: Value, right: Value, scope?: TypeScope): boolean {
  const type = rightType(right, '-is', scope);
  if (isNull(v)) return false;
  if (type === psObjectType) return v instanceof PSCustomObject || extrasOf(v) !== undefined;
  if (type === customObjectType) return v instanceof PSCustomObject;
  return typeOf(unwrap(v)).is(type);
}

/** `v -as right`: null when it can not be converted. */
export function asType(v: Value, right: Value, scope?: TypeScope): Value {
  return tryConvert(v, rightType(right, '-as', scope))?.value ?? null;
}
