/**
 * List[T], ArrayList, Collection[T], Queue, Stack, HashSet: growing collections over one array.
 *
 * Members visible to scripts: shell/types/list.ts, queue-stack.ts, hash-set.ts.
 */
import {defineType} from './define-type.ts';
import type {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';
import type {MemberTables} from './type-spec.ts';
import type {Value} from './value.ts';

export class NetList {
  readonly [TYPE]: NetType;
  items: Value[];
  constructor(type: NetType, items: Value[] = []) {
    this[TYPE] = type;
    this.items = items;
  }
  /** T, or undefined when anything goes (ArrayList). */
  get elementType(): NetType | undefined {
    return this[TYPE].genericArguments[0];
  }
}

export const listInterfaces = [
  'System.Collections.IList',
  'System.Collections.ICollection',
  'System.Collections.IEnumerable',
] as const;

/** The behaviour all of these share: pipelines see the items. */
export const listBehaviour = {
  enumerate: (self: NetList) => self.items,
};

export const arrayListType = defineType<NetList>({
  fullName: 'System.Collections.ArrayList',
  interfaces: [...listInterfaces, 'System.ICloneable'],
  ...listBehaviour,
  create: () => arrayList([]),
  body: () => require('../types/list.ts').arrayListMembers as MemberTables<NetList>,
});

/** `[System.Collections.ArrayList]` of these items (the array itself is used). */
export function arrayList(items: Value[]): NetList {
  return new NetList(arrayListType, items);
}
