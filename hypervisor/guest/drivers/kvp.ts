/**
 * The guest's end of the key-value exchange: what hv_kvp and its daemon are together in Linux.
 *
 * Facts are asked for at each enumeration; the other pools are lists of pairs that are saved.
 */
import {HResult} from '../../root/vsp/ic/protocol.ts';
import {
  answerKvpEnumerate,
  type KvpItem,
  kvpOperation,
  KvpOperation,
  KvpPool,
  parseKvpDelete,
  parseKvpIndex,
  parseKvpSet,
} from '../../root/vsp/ic-kvp/protocol.ts';
import type {ComponentReply} from './component.ts';

/** Pairs of one pool that are kept. */
const MOST_ITEMS = 256;

export type KvpPools = Record<number, KvpItem[]>;

export class KvpDaemon {
  readonly #facts: () => readonly KvpItem[];
  readonly #pools: KvpPools;

  constructor(facts: () => readonly KvpItem[], pools: KvpPools = {}) {
    this.#facts = facts;
    this.#pools = pools;
  }

  items(pool: number): readonly KvpItem[] {
    return pool === KvpPool.Auto ? this.#facts() : (this.#pools[pool] ?? []);
  }

  /** False: the pool is full. */
  set(pool: number, item: KvpItem): boolean {
    const others = this.#pools[pool]?.filter(({name}) => name !== item.name) ?? [];
    if (others.length >= MOST_ITEMS) return false;
    this.#pools[pool] = [...others, item];
    return true;
  }

  /** False: there was none of the name. */
  delete(pool: number, name: string): boolean {
    const before = this.#pools[pool] ?? [];
    this.#pools[pool] = before.filter(item => item.name !== name);
    return before.length > this.#pools[pool].length;
  }

  save(): KvpPools {
    return {...this.#pools};
  }

  onRequest(body: Uint8Array): ComponentReply {
    const asked = kvpOperation(body);
    switch (asked?.operation) {
      case KvpOperation.Enumerate:
        return this.#enumerate(asked.pool, body);
      case KvpOperation.Set: {
        const item = parseKvpSet(body);
        return {status: item && this.set(asked.pool, item) ? HResult.Ok : HResult.Fail, body};
      }
      case KvpOperation.Delete: {
        const name = parseKvpDelete(body);
        const isGone = name !== undefined && this.delete(asked.pool, name);
        return {status: isGone ? HResult.Ok : HResult.NoMoreItems, body};
      }
      default:
        return {status: HResult.NotSupported, body};
    }
  }

  #enumerate(pool: number, body: Uint8Array): ComponentReply {
    const item = this.items(pool)[parseKvpIndex(body) ?? -1];
    if (!item) return {status: HResult.NoMoreItems, body};
    return {status: HResult.Ok, body: answerKvpEnumerate(body, item)};
  }
}
