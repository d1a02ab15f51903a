/** Array types: `int[]` is made once for each element type and rank. */
import {arrayBaseType} from './core-types.ts';
import {makeType} from './define-type.ts';
import type {MultiArray} from './multi-array.ts';
import type {NetType} from './net-type.ts';
import type {MemberTables} from './type-spec.ts';

const made = new Map<string, NetType>();

/** `T[]`, or `T[,]` for rank 2. */
export function arrayType(element: NetType, rank = 1): NetType {
  const fullName = `${element.fullName}[${','.repeat(rank - 1)}]`;
  let type = made.get(fullName);
  if (!type) {
    const generic = ['IList', 'ICollection', 'IEnumerable', 'IReadOnlyList', 'IReadOnlyCollection'];
    type = makeType(
      {
        fullName,
        base: arrayBaseType,
        interfaces:
          rank > 1
            ? []
            : generic.map(n => `System.Collections.Generic.${n}\`1[${element.fullName}]`),
        ...(rank > 1 ? {enumerate: (self: MultiArray) => self.items} : {}),
        body: () =>
          require('../types/array.ts').arrayBody(element, rank) as MemberTables<MultiArray>,
      },
      {elementType: element, rank},
    );
    made.set(fullName, type);
  }
  return type;
}
