/** -BeOfType (-HaveType). */
import {
  findType,
  isNull,
  NetType,
  toText,
  typeNamesOf,
  typeOf,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely} from '../format-nicely.ts';
import {typeCheck} from '../type-check.ts';
import {expected, type Operator, runtimeArgument, verdict} from './operator.ts';

export const type: readonly Operator[] = [
  {
    name: 'BeOfType',
    aliases: ['HaveType'],
    takesAll: false,
    help: "Asserts that the actual value should be an object of a specified type (or a subclass of the specified type) using PowerShell's -is operator.",
    parameters: expected('ExpectedType'),
    judge({actual, negate, because, p}) {
      const {type: wanted, has} = typeCheck(actual, p['ExpectedType']);
      const is = isNull(actual) ? '$null' : nicely(typeOf(actual));
      const got = `${because} but got ${nicely(actual)} with type ${is}`;
      const word = negate ? 'to not have' : 'to have';
      return verdict(has !== negate, () =>
        wanted instanceof NetType
          ? `Expected the value ${word} type ${nicely(wanted)} or any of its subtypes,${got}.`
          : `Expected the value ${word} type or PSTypeName [${toText(wanted)}],${got} and PSTypeNames ${namesOf(actual)}.`,
      );
    },
  },
];

const namesOf = (actual: Value): string =>
  isNull(actual)
    ? '$null'
    : typeNamesOf(actual)
        .map(name => `[${name}]`)
        .join(', ');

/** A type, or its name with or without brackets. */
export function asNetType(given: Value): NetType {
  if (given instanceof NetType) return given;
  const name = toText(given).replace(/^\[|\]$/g, '');
  const found = findType(name);
  if (found !== undefined) return found;
  throw runtimeArgument(
    `Could not find type [${name}]. Make sure that the assembly that contains that type is loaded.`,
  );
}
