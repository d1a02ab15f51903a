/**
 * A mark for what a guest wrote: already copied out of shared memory, not yet checked.
 *
 * Only a parser in a protocol file turns `Untrusted<Uint8Array>` into plain values (it uses
 * `parse`, which answers undefined where the bytes are too few). hyperv-wire.md 8.1.
 */
import type {Layout, Values} from './layout.ts';

declare const untrusted: unique symbol;

/** Bytes from outside. Not assignable to Uint8Array, so they can not be used by mistake. */
export interface Untrusted<T> {
  readonly [untrusted]: T;
  readonly length: number;
}

/** Marks bytes that were copied out of shared memory. */
export function untrust(bytes: Uint8Array): Untrusted<Uint8Array> {
  return bytes as unknown as Untrusted<Uint8Array>;
}

/** The bytes themselves: for parsers, and for data that is only carried and never interpreted. */
export function rawBytes(source: Untrusted<Uint8Array>): Uint8Array {
  return source as unknown as Uint8Array;
}

/** The values of a layout at `at`, or undefined if the bytes end before it does. */
export function parse<F>(
  source: Untrusted<Uint8Array>,
  plan: Layout<F>,
  at = 0,
): Values<F> | undefined {
  if (at < 0 || plan.size > source.length - at) return undefined;
  return plan.read(rawBytes(source), at);
}
