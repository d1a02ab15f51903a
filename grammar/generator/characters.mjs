/**
 * Sets of characters, and JavaScript that tests a character code against one.
 *
 * A set is a sorted list of ranges `[low, high]` of UTF-16 units; END stands for the end of the text, where
 * `charCodeAt` gives NaN. Knows nothing of rules.
 */

export const MAX = 0xffff;
/** The end of the text, as a member of a set. */
export const END = 0x10000;
/** Every unit, and the end. */
export const ALL = [[0, END]];
export const NONE = [];

/** Sorted, with neighbours joined. */
function normal(ranges) {
  const result = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}

export const union = (a, b) => normal([...a, ...b]);

/** All that is not in `set`. */
export function complement(set) {
  const result = [];
  let from = 0;
  for (const [low, high] of set) {
    if (low > from) result.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= END) result.push([from, END]);
  return result;
}

export const without = (a, b) => complement(union(complement(a), b));
export const intersection = (a, b) => without(a, complement(b));
export const isAll = set => set.length === 1 && set[0][0] === 0 && set[0][1] === END;

/** The letters of ASCII in `set` in both cases: all that the grammars ask of `i`. */
function inBothCases(set) {
  const upper = intersection(set, [[65, 90]]);
  const lower = intersection(set, [[97, 122]]);
  const moved = (ranges, by) => ranges.map(([low, high]) => [low + by, high + by]);
  return normal([...set, ...moved(upper, 32), ...moved(lower, -32)]);
}

export function ofText(text, ignoreCase) {
  const set = [[text.charCodeAt(0), text.charCodeAt(0)]];
  return ignoreCase ? inBothCases(set) : set;
}

/** The set of a class of Peggy's. */
export function ofClass({parts, inverted, ignoreCase}) {
  const range = part => (Array.isArray(part) ? part : [part, part]).map(one => one.charCodeAt(0));
  const listed = normal(parts.map(range));
  const set = ignoreCase ? inBothCases(listed) : listed;
  return inverted ? without(complement(set), [[END, END]]) : set;
}

function testOfRange([low, high], code) {
  if (low === high) return low === END ? `${code} !== ${code}` : `${code} === ${low}`;
  if (high === END) return `!(${code} < ${low})`;
  if (low === 0) return `${code} <= ${high}`;
  return high === MAX ? `${code} >= ${low}` : `${code} >= ${low} && ${code} <= ${high}`;
}

const comparisons = (set, code) => set.map(range => testOfRange(range, code)).join(' || ');

/** Sets of more ranges than this are looked up. */
const FEW = 4;

/** Writes tests; the tables they look into are declared once, in `declarations`. */
export class CharacterTests {
  #names = new Map();
  declarations = [];

  /** An expression that is true when the character of `code`, a variable's name, is in `set`. */
  test(set, code) {
    if (isAll(set)) return 'true';
    if (set.length === 0) return 'false';
    if (set.length <= FEW) return `(${comparisons(set, code)})`;
    const missing = complement(set);
    if (missing.length <= FEW) return `!(${comparisons(missing, code)})`;
    const name = this.#table(set);
    const beyond = intersection(set, [[128, END]]);
    if (isAll(union(beyond, [[0, 127]]))) return `!(${code} < 128 && ${name}[${code}] === 0)`;
    const rest = beyond.length === 0 ? 'false' : this.#beyond(name, beyond, code);
    return `(${code} < 128 ? ${name}[${code}] === 1 : ${rest})`;
  }

  #beyond(name, beyond, code) {
    if (beyond.length <= FEW) return comparisons(beyond, code);
    const made = `const ${name}beyond = code => ${comparisons(beyond, 'code')};`;
    if (!this.declarations.includes(made)) this.declarations.push(made);
    return `${name}beyond(${code})`;
  }

  #table(set) {
    const key = JSON.stringify(set);
    let name = this.#names.get(key);
    if (!name) {
      name = `peg$set${this.#names.size}`;
      this.#names.set(key, name);
      const inAscii = intersection(set, [[0, 127]]);
      this.declarations.push(`const ${name} = peg$table(${JSON.stringify(inAscii)});`);
    }
    return name;
  }
}
