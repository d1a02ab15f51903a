/** Array types: `int[]` is made once for each element type and rank. */
import {arrayBaseType} from './core-types.ts';
import {makeType} from './define-type.ts';
import type {NetType} from './net-type.ts';

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
        interfaces: generic.map(n => `System.Collections.Generic.${n}\`1[${element.fullName}]`),
      },
      {elementType: element, rank},
    );
    made.set(fullName, type);
  }
  return type;
}
