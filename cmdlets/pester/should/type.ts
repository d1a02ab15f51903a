/** -BeOfType (-HaveType). */
import {isType} from '../../../shell/operators/index.ts';
import {findType, isNull, NetType, toText, typeOf} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely} from '../format-nicely.ts';
import {expected, type Operator, runtimeArgument, verdict} from './operator.ts';

export const type: readonly Operator[] = [
  {
    name: 'BeOfType',
    aliases: ['HaveType'],
    takesAll: false,
    help: "Asserts that the actual value should be an object of a specified type (or a subclass of the specified type) using PowerShell's -is operator.",
    parameters: expected('ExpectedType'),
    judge({actual, negate, because, p}) {
      const wanted = asNetType(p['ExpectedType']);
      const word = negate ? 'to not have' : 'to have';
      return verdict(
        (!isNull(actual) && isType(actual, wanted)) !== negate,
        () =>
          `Expected the value ${word} type ${nicely(wanted)} or any of its subtypes,${because} but got ${nicely(actual)} with type ${isNull(actual) ? '$null' : nicely(typeOf(actual))}.`,
      );
    },
  },
];

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
