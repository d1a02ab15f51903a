/** Is a value of a type, given as a type, by its name, or as one of the names of PSTypeNames? */
import {isType} from '../../shell/operators/index.ts';
import {findType, isNull, NetType, toText, typeNamesOf, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export interface TypeCheck {
  /** The type, or the name when there is no type of that name. */
  readonly type: Value;
  readonly has: boolean;
}

export function typeCheck(actual: Value, wanted: Value): TypeCheck {
  const bare = unwrap(wanted);
  const name = toText(wanted).replace(/^\[(.*)\]$/s, '$1');
  const type = bare instanceof NetType ? bare : findType(name);
  if (type !== undefined) return {type, has: isType(actual, type)};
  const names = isNull(actual) ? [] : typeNamesOf(actual);
  return {type: name, has: names.some(each => each.toLowerCase() === name.toLowerCase())};
}
