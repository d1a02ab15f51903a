/**
 * PSDataCollection: one stream of a job, as `$job.ChildJobs[0].Output` shows it, or of a hosted shell. Holds
 * what came and nobody received yet.
 *
 * Entries carry a number that tells their order among all streams of the session's jobs.
 */
import {convertTo} from '../conversion/convert.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {requireType} from '../values/find-type.ts';
import {enumerate} from '../values/enumerate.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {MemberTables, TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

export interface Entry {
  readonly order: number;
  readonly value: Value;
}

let orders = 0;

export class DataCollection {
  readonly #type: NetType | null;
  entries: Entry[] = [];

  /** Of PSObject unless a type is given. */
  constructor(type: NetType | null = null) {
    this.#type = type;
  }

  get [TYPE](): NetType {
    return this.#type ?? requireType(`${NAME}[psobject]`);
  }

  add(value: Value): void {
    this.entries.push({order: ++orders, value});
  }

  get values(): Value[] {
    return this.entries.map(entry => entry.value);
  }

  /** All there is; with `keep` it stays. */
  take(keep = false): Entry[] {
    const {entries} = this;
    if (!keep) this.entries = [];
    return entries;
  }
}

const NAME = 'System.Management.Automation.PSDataCollection';

const members: MemberTables<DataCollection>['members'] = {
  'int Count': self => self.entries.length,
  'bool IsOpen': () => true,
  'object Item(int index)': (self, index: number) => self.entries.at(index)?.value ?? null,
  'void Add(T item)': (self, item: Value) => self.add(item),
  'void Clear()': self => void self.take(),
  'void Complete()': () => undefined,
  'object ReadAll()': self => self.take().map(entry => entry.value),
};

defineGeneric(`${NAME}\`1`, ['T'], ([element], own) => {
  const filled = (from: Value) => {
    const made = new DataCollection(own());
    for (const item of enumerate(from)) made.add(element ? convertTo(item, element) : item);
    return made;
  };
  return {
    interfaces: ['IList', 'ICollection', 'IEnumerable'].map(name => `System.Collections.${name}`),
    enumerate: (self: DataCollection) => self.values,
    create: () => filled([]),
    members,
    constructors: {
      '()': () => filled([]),
      '(System.Collections.IEnumerable items)': filled,
    },
  } as unknown as Omit<TypeSpec<object>, 'fullName'>;
});
