/** Makes the guest of the image `tiny`: new, or going on from where it was saved. */
import {Kernel, type TinyOptions} from './kernel.ts';
import type {Guest, Processor} from './processor.ts';
import {GUEST_STATE_VERSION, type GuestState} from './saved-state.ts';

export type {TinyOptions} from './kernel.ts';

/** Throws a RangeError for the saved state of another version. */
export function createTiny(processor: Processor, options: TinyOptions, state?: GuestState): Guest {
  if (state && state.version !== GUEST_STATE_VERSION) {
    throw new RangeError(`tiny can not go on from a saved state of version ${state.version}`);
  }
  return new Kernel(processor, options, state);
}
