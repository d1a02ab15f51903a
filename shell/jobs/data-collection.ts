/**
 * One stream of a job, as `$job.ChildJobs[0].Output` shows it: what came and nobody received yet.
 *
 * Entries carry a number that tells their order among all streams of the session's jobs.
 */
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

export interface Entry {
  readonly order: number;
  readonly value: Value;
}

let orders = 0;

export class DataCollection {
  entries: Entry[] = [];

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

defineType<DataCollection>({
  fullName:
    'System.Management.Automation.PSDataCollection`1[System.Management.Automation.PSObject]',
  instance: DataCollection,
  interfaces: [
    'System.Collections.IList',
    'System.Collections.ICollection',
    'System.Collections.IEnumerable',
  ],
  enumerate: self => self.values,
  getIndex: (self, index) => self.entries.at(Number(index))?.value ?? null,
  members: {
    'int Count': self => self.entries.length,
    'bool IsOpen': () => true,
    'object Item(int index)': (self, index: number) => self.entries[index]?.value ?? null,
    'void Add(object item)': (self, item: Value) => self.add(item),
    'void Clear()': self => void self.take(),
  },
  methods: {
    ReadAll: {call: self => self.take().map(entry => entry.value)},
  },
});
