/** A seeded source of numbers, the same on every machine: mulberry32. */
export interface Random {
  /** 0 up to 1. */
  next(): number;
  /** An integer from 0 up to `end`, which is not reached. */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    pick: items => items[below(items.length)] as (typeof items)[number],
    bytes: length => Uint8Array.from({length}, () => below(256)),
  };
}
