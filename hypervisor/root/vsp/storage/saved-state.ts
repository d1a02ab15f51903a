/**
 * What a storage channel must remember over save and restore.
 *
 * Requests are executed one after the other and never pending between two, so only the handshake
 * is state; requests not yet taken lie in the ring, in guest memory.
 */

/** Each step of the handshake holds only what is known by then (hyperv-wire.md 4.2). */
export type StorState =
  | {step: 'begin'}
  | {step: 'version'}
  | {step: 'properties'; version: number}
  | {step: 'end'; version: number}
  | {step: 'ready'; version: number};

const STEPS: readonly string[] = ['begin', 'version', 'properties', 'end', 'ready'];

/** State out of a file, or undefined if it is none. */
export function parseStorState(value: unknown): StorState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {step, version} = value as {step?: unknown; version?: unknown};
  if (typeof step !== 'string' || !STEPS.includes(step)) return undefined;
  const known = step === 'begin' || step === 'version' ? version === undefined : isVersion(version);
  return known ? (value as StorState) : undefined;
}

function isVersion(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 0xffff;
}
