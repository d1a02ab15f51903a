/**
 * What LINQ's methods answer: elements made when they are asked for. Methods: enumerable.ts.
 */
import {arrayBaseType, objectType} from '../values/core-types.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {makeType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {NetList} from '../values/net-list.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {typeOf} from '../values/type-of.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {Value} from '../values/value.ts';

export class Sequence {
  readonly [TYPE]: NetType;
  readonly element: NetType;
  readonly source: () => Iterable<Value>;

  constructor(type: NetType, element: NetType, source: () => Iterable<Value>) {
    this[TYPE] = type;
    this.element = element;
    this.source = source;
  }
}

export function listOf(element: NetType, items: Iterable<Value>): NetList {
  return new NetList(requireType(`System.Collections.Generic.List[${element.fullName}]`), [
    ...items,
  ]);
}

const made = new Map<string, NetType>();

/** `System.Linq.Enumerable+ListSelectIterator`2[...]`: named after the source and the method, as in .NET. */
function sequenceType(from: Value, method: string, args: readonly NetType[]): NetType {
  const type = typeOf(from);
  const kind = type.is(arrayBaseType) ? 'Array' : from instanceof NetList ? 'List' : 'IEnumerable';
  const element = args.at(-1) ?? objectType;
  const names = args.map(one => one.fullName).join(',');
  const fullName = `System.Linq.Enumerable+${kind}${method}Iterator\`${args.length}[${names}]`;
  const known = made.get(fullName);
  if (known?.genericArguments.every((one, at) => one === args[at])) return known;
  const fresh = makeType<Sequence>(
    {
      fullName,
      interfaces: [
        'System.Collections.IEnumerable',
        `System.Collections.Generic.IEnumerable\`1[${element.fullName}]`,
      ],
      enumerate: self => self.source(),
      members: {
        'object ToArray()': self => typedArray(self.element, [...self.source()]),
        'object ToList()': self => listOf(self.element, self.source()),
        'object GetEnumerator()': enumeratorOf,
      },
    },
    {genericArguments: args, genericParameters: args.map((_, at) => `T${at + 1}`)},
  );
  made.set(fullName, fresh);
  return fresh;
}

/** A sequence made of `from` by `method`; `args` are the iterator's type arguments, its element type last. */
export function sequence(
  from: Value,
  method: string,
  args: readonly NetType[],
  source: () => Iterable<Value>,
): Sequence {
  return new Sequence(sequenceType(from, method, args), args.at(-1) ?? objectType, source);
}
