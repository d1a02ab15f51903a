/** ObservableCollection[T]: a collection that raises CollectionChanged. */
import {declareEvents, raise} from '../events/event-source.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {arrayList, type NetList} from '../values/net-list.ts';
import type {Value} from '../values/value.ts';
import {eventArgsType} from './event-args.ts';
import {collectionMembers, genericList} from './list.ts';

const NAME = 'System.Collections.ObjectModel.ObservableCollection';
const SPECIALIZED = 'System.Collections.Specialized.';

const actionType = defineEnum({
  fullName: `${SPECIALIZED}NotifyCollectionChangedAction`,
  values: {Add: 0, Remove: 1, Replace: 2, Move: 3, Reset: 4},
});

class CollectionChange {
  readonly action: string;
  readonly added: readonly Value[];
  readonly removed: readonly Value[];
  constructor(action: string, added: readonly Value[], removed: readonly Value[]) {
    this.action = action;
    this.added = added;
    this.removed = removed;
  }
}

const listOrNull = (items: readonly Value[]): Value =>
  items.length === 0 ? null : arrayList([...items]);

defineType<CollectionChange>({
  fullName: `${SPECIALIZED}NotifyCollectionChangedEventArgs`,
  base: eventArgsType,
  instance: CollectionChange,
  properties: {
    Action: {get: self => enumValue(actionType, self.action)},
    NewItems: {get: self => listOrNull(self.added)},
    OldItems: {get: self => listOrNull(self.removed)},
  },
});

/** Members of Collection[T] that change it. */
const CHANGING = /^(?:void (?:Add|Insert|RemoveAt|Clear)|bool Remove)\(/;

type Member = (self: NetList, ...args: Value[]) => unknown;

/** The member, and what it did to the items raised as an event. */
function observed(member: Member): Member {
  return (self, ...args) => {
    const before = new Set(self.items);
    const count = self.items.length;
    const result = member(self, ...args);
    const after = new Set(self.items);
    const added = self.items.filter(item => !before.has(item));
    const removed = [...before].filter(item => !after.has(item));
    if (self.items.length === 0 && count > 0)
      raise(self, 'CollectionChanged', new CollectionChange('Reset', [], []));
    else if (self.items.length > count)
      raise(self, 'CollectionChanged', new CollectionChange('Add', added, []));
    else if (self.items.length < count)
      raise(self, 'CollectionChanged', new CollectionChange('Remove', [], removed));
    return result;
  };
}

genericList(
  NAME,
  Object.fromEntries(
    Object.entries(collectionMembers).map(([signature, member]) => [
      signature,
      CHANGING.test(signature) ? observed(member as Member) : member,
    ]),
  ) as typeof collectionMembers,
);
declareEvents(`${NAME}\`1`, ['CollectionChanged']);
