/**
 * What a network channel must remember over save and restore.
 *
 * Before a save all that lies in the ring of the guest is sent. Left is what was agreed on, which
 * parts of the receive buffer the guest still holds, and what the guest had no room for.
 */
import type {TransferRange} from '../../vmbus/packet.ts';

/** An answer on its way to the guest. */
export interface Answer {
  readonly transactionId: bigint;
  readonly payload: Uint8Array;
}

/** Parts of the receive buffer that make one packet to the guest, named by the first. */
export interface Batch {
  channelType: number;
  /** Numbers of the sub-allocations. */
  parts: readonly number[];
  ranges: readonly TransferRange[];
}

/** Structured-cloneable. */
export interface NetState {
  /** 0: not agreed yet. */
  version: number;
  /** Undefined: not told. The Ethernet header is included in `mtu`. */
  config: {mtu: number; capabilities: number} | undefined;
  hasNdisVersion: boolean;
  /** Ids of the GPADLs. */
  receiveBuffer: number | undefined;
  sendBuffer: number | undefined;
  /** A buffer was named and not answered yet. */
  awaited:
    | {kind: 'receive' | 'send'; gpadl: number; transactionId: bigint; length: number}
    | undefined;
  isInitialized: boolean;
  filter: number;
  /** What the guest was told of its link. */
  toldConnected: boolean;
  /** Sent and not given back. */
  outstanding: readonly Batch[];
  /** Not sent yet: the ring was full. */
  ready: readonly Batch[];
  unsent: readonly Answer[];
}

export const NEW_STATE: NetState = {
  version: 0,
  config: undefined,
  hasNdisVersion: false,
  receiveBuffer: undefined,
  sendBuffer: undefined,
  awaited: undefined,
  isInitialized: false,
  filter: 0,
  toldConnected: true,
  outstanding: [],
  ready: [],
  unsent: [],
};

/** State out of a file, or undefined if it is none. */
export function parseNetState(value: unknown): NetState | undefined {
  const state = (value ?? {}) as Partial<Record<keyof NetState, unknown>>;
  const numbers = [state.version, state.filter];
  const flags = [state.hasNdisVersion, state.isInitialized, state.toldConnected];
  const lists = [state.outstanding, state.ready];
  const isWhole =
    numbers.every(isCount) &&
    flags.every(flag => typeof flag === 'boolean') &&
    [state.receiveBuffer, state.sendBuffer].every(id => id === undefined || isCount(id)) &&
    lists.every(list => Array.isArray(list) && list.every(isBatch)) &&
    Array.isArray(state.unsent) &&
    state.unsent.every(isAnswer) &&
    (state.config === undefined || isConfig(state.config)) &&
    (state.awaited === undefined || isAwaited(state.awaited));
  return isWhole ? (state as NetState) : undefined;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isBatch(value: unknown): boolean {
  const {channelType, parts, ranges} = (value ?? {}) as Partial<Record<keyof Batch, unknown>>;
  return (
    isCount(channelType) &&
    Array.isArray(parts) &&
    parts.length > 0 &&
    parts.every(isCount) &&
    Array.isArray(ranges) &&
    ranges.every(({byteCount, byteOffset}) => isCount(byteCount) && isCount(byteOffset))
  );
}

function isAnswer(value: unknown): boolean {
  const {transactionId, payload} = (value ?? {}) as {transactionId?: unknown; payload?: unknown};
  return typeof transactionId === 'bigint' && payload instanceof Uint8Array;
}

function isConfig(value: unknown): boolean {
  const {mtu, capabilities} = value as {mtu?: unknown; capabilities?: unknown};
  return isCount(mtu) && isCount(capabilities);
}

function isAwaited(value: unknown): boolean {
  const {kind, gpadl, transactionId, length} = value as Record<string, unknown>;
  return (
    (kind === 'receive' || kind === 'send') &&
    isCount(gpadl) &&
    typeof transactionId === 'bigint' &&
    isCount(length)
  );
}
