/**
 * Sorting many texts by the rules of a culture, without asking its collator for every pair.
 *
 * Between texts of printable ASCII the rules compare character by character, and no two characters count as
 * one. So such a text has a key: its characters' ranks, which the collator is asked for once. Keys compare as
 * strings do; texts with equal keys differ in case at most.
 */

const FIRST = 0x20;
const LAST = 0x7e;

/** Ranks of the printable characters, as characters: equal ones have the same. */
export type AsciiRanks = readonly string[];

export function asciiRanks(collator: Intl.Collator): AsciiRanks {
  const characters = Array.from({length: LAST - FIRST + 1}, (_, at) =>
    String.fromCharCode(FIRST + at),
  ).sort(collator.compare);
  const ranks: string[] = [];
  let rank = 0;
  let before: string | undefined;
  for (const character of characters) {
    const folded = character.toLowerCase();
    if (folded !== before) rank++;
    before = folded;
    ranks[character.charCodeAt(0)] = String.fromCharCode(rank);
  }
  return ranks;
}

/** The key of a text; undefined when it has other characters than printable ASCII. */
export function asciiKey(text: string, ranks: AsciiRanks): string | undefined {
  let key = '';
  for (let at = 0; at < text.length; at++) {
    const rank = ranks[text.charCodeAt(at)];
    if (rank === undefined) return undefined;
    key += rank;
  }
  return key;
}
