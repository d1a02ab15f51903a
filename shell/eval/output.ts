/** Where output goes: enumeration on writing, capture, discarding. Language specification 5. */
import type {Value} from '../values/value.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import type {Sink} from './runtime.ts';

/** Writes a value as a statement's output: lists one level enumerated, AutoNull not at all. */
export function emit(value: Value, out: Sink): void {
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) out.process(value);
  } else if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (value[at] !== undefined) out.process(value[at]);
  } else if (isEnumerable(value)) {
    for (const item of enumerate(value)) if (item !== undefined) out.process(item);
  } else out.process(value);
}

export const discard: Sink = {process: () => undefined};

/** Keeps what is written. `result` by the capture rule: none AutoNull, one itself, more an object[]. */
export class Collector implements Sink {
  #count = 0;
  #first: Value = undefined;
  #items: Value[] | null = null;

  process(value: Value): void {
    if (this.#count++ === 0) this.#first = value;
    else if (this.#items === null) this.#items = [this.#first, value];
    else this.#items.push(value);
  }

  result(): Value {
    return this.#items ?? this.#first;
  }

  toArray(): Value[] {
    return this.#items ?? (this.#count === 0 ? [] : [this.#first]);
  }
}
