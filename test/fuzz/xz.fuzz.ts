/** xz: data with changed, cut or repeated bytes is unpacked or refused, by an ImageError and nothing else. */
import {ImageError} from '../../hypervisor/images/image-error.ts';
import {undoX86} from '../../hypervisor/images/xz/bcj-x86.ts';
import {Lzma2} from '../../hypervisor/images/xz/lzma2.ts';
import {unpackXz} from '../../hypervisor/images/xz/xz.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';
import {damage} from './damage.ts';

/** 1500 and some bytes of text in blocks, by xz 5.4.1. */
const SEED = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhAQAAAAA3J5fW4AXbAUtdABgOgB+tn688JNYqGBen7g+x/64NFSOThD4uBveHLRVjrxg84LXPKRyW4rOQvFvSt9wAirweRDghj87zTtV/qbwG9epW7mWgGj/0b0YoRivV61Cw30jL2yCOdsflQJIasbWpEgzFMkjEU3Q53bnVjP/v59S3JcKcB0TxOrPIpkcq3JyI7P+iShWgBvSixhcW6ufVGR9pRBmTD6NZRPUgzAH8308EOSDDrIbev9/bTP515oRISM5aYM1SVG66gbPE3TwsEcvXV5i8GhWOUMh8iDbGDuyPAU3eUJObQRi1Xxn60qkiScnEiPWzhfYV4p+6IwUSHKURNzq/8kUkgpmppL46wwH9plNOm6dtDZwagS7U9Mg/Gi5+W0SwZS5Vua/iQuNPcCMzkMGHcURV9VIXh3rWA/A+zWhVbq9gx0gDXum6hwXDyQzguHcntwAAAGPfY8VG+9GAAgAhAQAAAAA3J5fW4AKNAKpdAAUNKi/6O4M9PPEq9IKgLgc1iFnZTOr201wmL2NWTmON6gRoZUg0JZIuF4DWJ79ITehrwvoLBOXCbebNzaPVcOgDUgpjRSWc9LMiGBMiZ40m8Z4YZ6YKdv8CC642TGv/VDXadHj8XyR3jLhIh6OSBhtbd67T1NRFkAJZvJHc/auZH6OCNehfbNTS5gM9NpgW6TFVwcyJ7+Fa6BBmjOwxGJVMiM+yFFDO2xEWAAAAOIMDXFE8uecAAucC3AvGAY4FAABzoVh6FBc7MAMAAAAABFla',
  'base64',
);
const LIMIT = 2 ** 20;

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      if (runs % 3 === 0) unpackXz(damage(SEED, random), LIMIT);
      else if (runs % 3 === 1) unpackChunks(random);
      else undoX86(randomBytes(random, below(random, 64)).map(byte => (byte & 8 ? 0xe8 : byte)));
    } catch (error) {
      if (!(error instanceof ImageError)) return {runs, finding: `run ${runs}: ${String(error)}`};
    }
  }
  return {runs};
}

/** The decoder itself, which checksums keep damaged data from. */
function unpackChunks(random: () => number): void {
  const headed = Uint8Array.from([0xe0, below(random, 4), below(random, 256), 0, 60, 0x5d, 0]);
  const input = Buffer.concat([headed, randomBytes(random, 120)]);
  for (const piece of new Lzma2(input, 0, 4096).pieces())
    if (piece.length > LIMIT * 2) throw new Error('a chunk that is too long');
}
