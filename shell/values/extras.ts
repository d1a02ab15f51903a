/**
 * Members and type names attached to one object: by identity for reference values, in the wrapper for others.
 */
import {PSCustomObject} from './custom-object.ts';
import {MemberBag} from './member-bag.ts';
import {PSWrapper} from './ps-wrapper.ts';
import type {Value} from './value.ts';

export interface Extras {
  readonly members: MemberBag;
  typeNames: string[] | undefined;
}

const attached = new WeakMap<object, Extras>();
/** Looking into a WeakMap for every property read would cost; most sessions attach nothing. */
let anyAttached = false;

/** What was attached to `v`, or undefined. A custom object is its own extras. */
export function extrasOf(v: Value): Extras | undefined {
  if (v instanceof PSCustomObject) return v;
  if (v instanceof PSWrapper) return v.extras;
  if (!anyAttached || typeof v !== 'object' || v === null) return undefined;
  return attached.get(v);
}

export function isReference(v: Value): v is object {
  return (typeof v === 'object' && v !== null) || typeof v === 'function';
}

/**
 * The extras of `v` to write to, and the value that carries them from now on: `v` itself, or a wrapper
 * when `v` is a scalar.
 */
export function attachExtras(v: Value): {carrier: Value; extras: Extras} {
  const known = extrasOf(v);
  if (known) return {carrier: v, extras: known};
  const extras: Extras = {members: new MemberBag(), typeNames: undefined};
  if (!isReference(v)) return {carrier: new PSWrapper(v, extras), extras};
  attached.set(v, extras);
  anyAttached = true;
  return {carrier: v, extras};
}
