/** Is a value of a type, given as a type, by its name, or as one of the names of PSTypeNames? */
import {isType} from '../../shell/operators/index.ts';
import {
  findType,
  isNull,
  NetType,
  toText,
  typeNamesOf,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';
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
  const names = isNull(actual) ? [] : [...typeNamesOf(actual), ...shortNames(typeOf(actual))];
  return {type: name, has: names.some(each => each.toLowerCase() === name.toLowerCase())};
}

/** Names without namespaces of a type and all it derives from. */
function shortNames(type: NetType): string[] {
  const names: string[] = [];
  for (let one: NetType | null = type; one !== null; one = one.base) names.push(one.name);
  return names;
}
