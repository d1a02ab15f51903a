/**
 * A string, number or other scalar that carries extra members or type names. Such extras belong to the
 * wrapped instance and are lost in arithmetic and conversion. (Reference values keep theirs in extras.ts.)
 */
import type {Extras} from './extras.ts';
import type {Value} from './value.ts';

export class PSWrapper {
  readonly base: Value;
  readonly extras: Extras;
  constructor(base: Value, extras: Extras) {
    this.base = base;
    this.extras = extras;
  }
  get members(): Extras['members'] {
    return this.extras.members;
  }
}

/** The value without a wrapper. */
export function unwrap(v: Value): Value {
  return v instanceof PSWrapper ? v.base : v;
}
