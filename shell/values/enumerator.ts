/** IEnumerator: `$input`, `$foreach`, `$list.GetEnumerator()`. Reading it to the end uses it up. */
import {defineType} from './define-type.ts';
import {enumerate} from './enumerate.ts';
import type {Value} from './value.ts';

export class Enumerator {
  readonly items: Value[];
  /** Index of the current item; -1 before the first. */
  index = -1;

  constructor(items: Value[]) {
    this.items = items;
  }

  moveNext(): boolean {
    if (this.index < this.items.length) this.index++;
    return this.index < this.items.length;
  }

  get current(): Value {
    return this.items[this.index] ?? null;
  }

  reset(): void {
    this.index = -1;
  }

  *rest(): Iterable<Value> {
    while (this.moveNext()) yield this.current;
  }
}

/** An enumerator over the elements a collection has now. */
export function enumeratorOf(collection: Value): Enumerator {
  return new Enumerator([...enumerate(collection)]);
}

defineType<Enumerator>({
  fullName: 'System.Collections.ArrayList+ArrayListEnumeratorSimple',
  interfaces: ['System.Collections.IEnumerator', 'System.ICloneable'],
  instance: Enumerator,
  enumerate: self => self.rest(),
  properties: {Current: {type: 'object', get: self => self.current}},
  methods: {
    MoveNext: {call: self => self.moveNext()},
    Reset: {call: self => self.reset()},
  },
});
