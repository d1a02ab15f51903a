/** Good bytes made bad: some changed, sometimes cut or with a part repeated. */
import {below} from '../fixtures/random.ts';

export function damage(good: Uint8Array, random: () => number): Buffer {
  const bytes = Buffer.from(good);
  for (let i = 1 + below(random, 4); i > 0; i--)
    bytes[below(random, bytes.length)] = below(random, 256);
  const kind = random();
  if (kind < 0.2) return bytes.subarray(0, below(random, bytes.length));
  if (kind > 0.9) return Buffer.concat([bytes, bytes.subarray(below(random, bytes.length))]);
  return bytes;
}
