/**
 * What a storage channel must remember over save and restore.
 *
 * Requests are executed one after the other, and before a save all that lie in the ring are: the
 * handshake is left, and answers that the guest had no room for.
 */

/** Each step of the handshake holds only what is known by then (hyperv-wire.md 4.2). */
export type Handshake =
  | {step: 'begin'}
  | {step: 'version'}
  | {step: 'properties'; version: number}
  | {step: 'end'; version: number}
  | {step: 'ready'; version: number};

/** An answer on its way to the guest. */
export interface Answer {
  readonly transactionId: bigint;
  readonly payload: Uint8Array;
}

/** Structured-cloneable. */
export interface StorState {
  handshake: Handshake;
  unsent: readonly Answer[];
  /** The guest has not been told yet that the units changed. */
  rescan: boolean;
}

export const NEW_STATE: StorState = {handshake: {step: 'begin'}, unsent: [], rescan: false};

const STEPS: readonly unknown[] = ['begin', 'version', 'properties', 'end', 'ready'];

/** State out of a file, or undefined if it is none. */
export function parseStorState(value: unknown): StorState | undefined {
  const {handshake, unsent, rescan} = (value ?? {}) as Partial<Record<keyof StorState, unknown>>;
  if (!isHandshake(handshake) || typeof rescan !== 'boolean') return undefined;
  return Array.isArray(unsent) && unsent.every(isAnswer) ? {handshake, unsent, rescan} : undefined;
}

function isHandshake(value: unknown): value is Handshake {
  const {step, version} = (value ?? {}) as {step?: unknown; version?: unknown};
  if (!STEPS.includes(step)) return false;
  return step === 'begin' || step === 'version' ? version === undefined : isVersion(version);
}

function isVersion(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 0xffff;
}

function isAnswer(value: unknown): value is Answer {
  const {transactionId, payload} = (value ?? {}) as {transactionId?: unknown; payload?: unknown};
  return typeof transactionId === 'bigint' && payload instanceof Uint8Array;
}
