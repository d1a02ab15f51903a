/** The CSV reader: never throws, ends, and reads back what the quoting of the writer wrote. */
import {csvRows} from '../../cmdlets/utility/csv-reader.ts';
import {seededRandom} from '../../cmdlets/utility/random-source.ts';

const PIECES = [
  'a',
  'b1',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  'é',
  '#TYPE x',
  '\ufeff',
];

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

function text(random: () => number, longest: number): string {
  return Array.from({length: Math.floor(random() * longest)}, () => pick(random, PIECES)).join('');
}

/** Any text: every row ends, and no row is longer than the text. */
function readsAnything(random: () => number): string | undefined {
  const input = text(random, 40);
  const rows = [...csvRows(input, pick(random, [',', ';', '\t']))];
  return rows.length > input.length + 1
    ? `more rows than characters: ${JSON.stringify(input)}`
    : undefined;
}

/** Quoted fields come back as they were. */
function readsBack(random: () => number): string | undefined {
  const rows = Array.from({length: 1 + Math.floor(random() * 4)}, () =>
    Array.from({length: 2 + Math.floor(random() * 3)}, () => text(random, 6)),
  );
  const quoted = rows
    .map(row => row.map(field => `"${field.replace(/"/g, '""')}"`).join(','))
    .join('\n');
  const back = [...csvRows(quoted, ',')];
  return JSON.stringify(back) === JSON.stringify(rows)
    ? undefined
    : `not read back: ${JSON.stringify(rows)}`;
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
