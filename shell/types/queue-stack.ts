/** Queue, Stack and their generic forms. A stack enumerates from its top. */
import {looseEquals} from '../operators/compare.ts';
import {objectType} from '../values/core-types.ts';
import {convertTo} from '../conversion/convert.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {NetException} from '../values/net-exception.ts';
import {NetList} from '../values/net-list.ts';
import type {NetType} from '../values/net-type.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {typedArray} from '../values/typed-array.ts';
import type {TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

type Spec = Omit<TypeSpec<NetList>, 'fullName'>;

/** The next to come out is the first item of both: a stack adds at the front. */
function take(self: NetList, remove: boolean, what: string): Value {
  if (self.items.length === 0)
    throw new NetException('System.InvalidOperationException', `${what} empty.`);
  return remove ? self.items.shift() : self.items[0];
}

function tryTake(self: NetList, remove: boolean, result: PSReference): boolean {
  const any = self.items.length > 0;
  result.value = any ? take(self, remove, '') : null;
  return any;
}

function specOf(kind: 'Queue' | 'Stack', own: () => NetType, element: NetType): Spec {
  const isQueue = kind === 'Queue';
  const [put, get] = isQueue ? ['Enqueue', 'Dequeue'] : ['Push', 'Pop'];
  const insert = (self: NetList, item: Value) => {
    if (isQueue) self.items.push(item);
    else self.items.unshift(item);
  };
  const make = (from: Value) => {
    const list = new NetList(own(), []);
    for (const item of enumerate(from)) insert(list, convertTo(item, element));
    return list;
  };
  return {
    interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'],
    enumerate: self => self.items,
    create: () => make([]),
    members: {
      'int Count': self => self.items.length,
      [`void ${put}(T item)`]: insert,
      [`object ${get}()`]: (self: NetList) => take(self, true, kind),
      'object Peek()': self => take(self, false, kind),
      [`bool Try${get}(ref object result)`]: (self: NetList, result: PSReference) =>
        tryTake(self, true, result),
      'bool TryPeek(ref object result)': (self, result: PSReference) =>
        tryTake(self, false, result),
      'void Clear()': self => {
        self.items.length = 0;
      },
      'bool Contains(T item)': (self, item: Value) =>
        self.items.some(one => looseEquals(one, item, {ignoreCase: false})),
      'object ToArray()': self => typedArray(element, [...self.items]),
      'object GetEnumerator()': enumeratorOf,
    },
    constructors: {
      '()': () => make([]),
      '(int capacity)': () => make([]),
      '(System.Collections.IEnumerable collection)': make,
    },
  };
}

for (const kind of ['Queue', 'Stack'] as const) {
  const plain = `System.Collections.${kind}`;
  const type: NetType = defineType({
    ...untyped(specOf(kind, () => type, objectType)),
    fullName: plain,
  });
  const generic = `System.Collections.Generic.${kind}`;
  defineGeneric(`${generic}\`1`, ['T'], ([element = objectType], own) => {
    const spec = specOf(kind, own, element);
    return spec as unknown as Omit<TypeSpec<object>, 'fullName'>;
  });
}

/** The plain forms take any object where the generic ones take T. */
function untyped(spec: Spec): Spec {
  const members = Object.fromEntries(
    Object.entries(spec.members ?? {}).map(([text, run]) => [
      text.replace('(T item)', '(object obj)'),
      run,
    ]),
  );
  return {...spec, members};
}
