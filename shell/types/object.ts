/** System.Object: what every value answers. */
import {toCurrentText} from '../conversion/to-text.ts';
import {looseEquals} from '../operators/compare.ts';
import {typeOf} from '../values/type-of.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

/** `[object]::new()` */
class PlainObject {}

let next = 1;
const identities = new WeakMap<object, number>();

/** Equal values of value types have equal codes; other objects have one each. */
export function hashCode(v: Value): number {
  if (typeof v === 'number' && Number.isInteger(v)) return v;
  const type = typeOf(v);
  if (typeof v !== 'object' || v === null || type.isValueType) return textHash(toCurrentText(v));
  const hash = type.behaviour.hashKey as ((self: Value) => string) | undefined;
  if (hash) return textHash(hash(v));
  let id = identities.get(v);
  if (id === undefined) {
    id = next++;
    identities.set(v, id);
  }
  return id;
}

function textHash(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (hash * 33 + text.charCodeAt(i)) | 0;
  return hash;
}

/** `.Equals`: same type and equal, text by case. */
export function exactEquals(a: Value, b: Value): boolean {
  if (a === null || a === undefined || b === null || b === undefined)
    return (a ?? null) === (b ?? null);
  return a === b || (typeOf(a) === typeOf(b) && looseEquals(a, b, {ignoreCase: false}));
}

export const objectMembers: MemberTables = {
  members: {
    'type GetType()': (self: Value) => typeOf(self),
    'string ToString()': (self: Value) => toCurrentText(self),
    'bool Equals(object obj)': (self: Value, other: Value) => exactEquals(self, other),
    'int GetHashCode()': (self: Value) => hashCode(self),
  },
  statics: {
    'bool Equals(object objA, object objB)': exactEquals,
    'bool ReferenceEquals(object objA, object objB)': (a: Value, b: Value) => a === b,
  },
  constructors: {'()': () => new PlainObject()},
};
