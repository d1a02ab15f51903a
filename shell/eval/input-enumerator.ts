/** `$input`: an enumerator over what the pipeline brought. Reading it to the end uses it up. */
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

export class InputEnumerator {
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

defineType<InputEnumerator>({
  fullName: 'System.Collections.ArrayList+ArrayListEnumeratorSimple',
  interfaces: ['System.Collections.IEnumerator', 'System.ICloneable'],
  instance: InputEnumerator,
  enumerate: self => self.rest(),
  properties: {Current: {type: 'object', get: self => self.current}},
  methods: {
    MoveNext: {call: self => self.moveNext()},
    Reset: {call: self => self.reset()},
  },
});
