/** The JSON reader: throws JsonError and nothing else, agrees with JSON.parse on plain JSON, and with our writer. */
import {JsonError, readJson} from '../../cmdlets/utility/json-reader.ts';
import {writeJson} from '../../cmdlets/utility/json-writer.ts';
import {seededRandom} from '../../cmdlets/utility/random-source.ts';

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  'a',
  '\\u00e9',
  '\\',
  '1',
  '-2.5e3',
  '0x1F',
  'true',
  'null',
  ' ',
  '\n',
  '/*',
  '*/',
  '//',
  'NaN',
  '2024-01-02T03:04:05Z',
];
const OPTIONS = {asHashtable: true, maxDepth: 64, dateKind: 'String'} as const;

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

function readsAnything(random: () => number): string | undefined {
  const input = Array.from({length: Math.floor(random() * 30)}, () => pick(random, PIECES)).join(
    '',
  );
  try {
    readJson(input, OPTIONS);
  } catch (error) {
    if (!(error instanceof JsonError)) return `${String(error)} for ${JSON.stringify(input)}`;
    if (error.offset < 0 || error.offset > input.length)
      return `offset ${error.offset} of ${JSON.stringify(input)}`;
  }
  return undefined;
}

/** A tree of what both sides can say: texts, Int32 numbers, booleans, null, lists. */
function tree(random: () => number, depth: number): unknown {
  const kind = Math.floor(random() * (depth > 3 ? 4 : 5));
  if (kind === 0) return pick(random, ['', 'a', 'é"\\', '\u2028\n', '2024-01-02']);
  if (kind === 1) return Math.floor(random() * 2 ** 31);
  if (kind === 2) return random() < 0.5;
  if (kind === 3) return null;
  return Array.from({length: Math.floor(random() * 4)}, () => tree(random, depth + 1));
}

const WRITE = {
  depth: 100,
  enumsAsStrings: false,
  escape: 'Default',
  onTruncated: () => {},
} as const;

/** What is written reads back, by JSON.parse and by our reader. */
function readsBack(random: () => number): string | undefined {
  const value = tree(random, 0);
  const written = writeJson(value, {...WRITE, compress: random() < 0.5});
  if (JSON.stringify(JSON.parse(written)) !== JSON.stringify(value))
    return `written wrongly: ${written}`;
  const again = writeJson(readJson(written, OPTIONS), {...WRITE, compress: true});
  return JSON.stringify(JSON.parse(again)) === JSON.stringify(value)
    ? undefined
    : `read wrongly: ${written}`;
}

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  do {
    runs++;
    const finding = readsAnything(random) ?? readsBack(random);
    if (finding) return {runs, finding};
  } while (Date.now() < deadline);
  return {runs};
}
