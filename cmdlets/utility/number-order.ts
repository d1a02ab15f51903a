/**
 * Sorting many integers without comparing them: a stable radix sort, digit by digit from the lowest. How many
 * digits there are depends on how far apart the keys lie.
 */
import {stopPoint} from '../../shell/session/stop-point.ts';

/** Bits of a digit: few enough that the places written to next stay in the processor's cache. */
const DIGIT = 10;
const RADIX = 2 ** DIGIT;

/** Keys from zero on, and the place each had at first. */
interface Rows {
  readonly keys: Uint32Array;
  readonly places: Uint32Array;
}

/** The places of `keys` in their order, -1: from high to low. Undefined: not only integers within 32 bits. */
export function placesOfIntegers(keys: Float64Array, sign: 1 | -1): Uint32Array | undefined {
  const {lowest, span} = extent(keys, sign);
  if (!(span < 2 ** 32)) return undefined;
  let rows = emptyRows(keys.length);
  let sorted = emptyRows(keys.length);
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] as number;
    if (!Number.isInteger(key)) return undefined;
    rows.keys[place] = sign * key - lowest;
    rows.places[place] = place;
  }
  for (let shift = 0; 2 ** shift <= span; shift += DIGIT) {
    sortByDigit(rows, sorted, shift);
    [rows, sorted] = [sorted, rows];
  }
  return rows.places;
}

function emptyRows(count: number): Rows {
  return {keys: new Uint32Array(count), places: new Uint32Array(count)};
}

/** The lowest of the keys times `sign`, and how far the highest is from it. */
function extent(keys: Float64Array, sign: 1 | -1): {lowest: number; span: number} {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < keys.length; place++) {
    const key = sign * (keys[place] as number);
    if (key < lowest) lowest = key;
    if (key > highest) highest = key;
  }
  return {lowest, span: keys.length === 0 ? 0 : highest - lowest};
}

function sortByDigit(from: Rows, to: Rows, shift: number): void {
  const starts = digitStarts(from.keys, shift);
  const {keys, places} = from;
  for (let at = 0; at < keys.length; at++) {
    stopPoint();
    const key = keys[at] as number;
    const digit = (key >>> shift) & (RADIX - 1);
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    to.keys[place] = key;
    to.places[place] = places[at] as number;
  }
}

/** Where the rows with each digit begin. */
function digitStarts(keys: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(RADIX + 1);
  for (let at = 0; at < keys.length; at++) {
    const next = (((keys[at] as number) >>> shift) & (RADIX - 1)) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let digit = 1; digit < RADIX; digit++)
    starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
  return starts;
}
