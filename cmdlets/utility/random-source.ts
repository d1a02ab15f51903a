/** Sources of random numbers: the system's, and one that repeats from a seed. */
import {randomFillSync} from 'node:crypto';

/** A number from 0, included, to 1, excluded. */
export type Random = () => number;

const buffer = new Uint32Array(2);

export const systemRandom: Random = () => {
  randomFillSync(buffer);
  // 53 bits: as many as a double holds.
  return ((buffer[0] as number) * 2 ** 21 + ((buffer[1] as number) >>> 11)) / 2 ** 53;
};

/** The same numbers for the same seed (SplitMix32). */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  return () => next() / 2 ** 32;
}
