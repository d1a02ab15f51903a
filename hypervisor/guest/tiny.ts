/** Boots the guest of the image `tiny`: new, or going on from where it was saved. */
import {Kernel, type TinyOptions} from './kernel.ts';
import type {Guest, Processor} from './processor.ts';
import {GUEST_STATE_VERSION, type GuestState} from './saved-state.ts';

/**
 * `settings`: `hostName` (text), `seed` (a number; the same seed, the same run) and `memoryBytes`
 * (there at the start; absent: all). Throws a
 * RangeError for saved state that is not this guest's.
 */
export function bootTiny(
  processor: Processor,
  settings: Record<string, unknown>,
  state: unknown,
): Guest {
  const {hostName, seed, memoryBytes} = settings;
  const options: TinyOptions = {
    hostName: typeof hostName === 'string' ? hostName : 'tiny',
    seed: typeof seed === 'number' ? seed : 1,
    ...(typeof memoryBytes === 'number' ? {memoryBytes} : {}),
  };
  return new Kernel(processor, options, state === undefined ? undefined : checkState(state));
}

/** Saved by `save`, of this version: the content is as trusted as the machine's other files. */
function checkState(state: unknown): GuestState {
  if ((state as GuestState | null)?.version === GUEST_STATE_VERSION) return state as GuestState;
  throw new RangeError('tiny can not go on from this saved state');
}
