/** Parsing speed over the scripts of this repository, repeated to a megabyte. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseScript} from '../../grammar/parse.ts';
import {type BenchRow, timed} from './bench-row.ts';

const BUDGET = 8; // MB/s, warm

/** Scripts that parse, repeated to about a megabyte. */
function corpus(): string[] {
  const files = ['examples', 'test'].flatMap(folder =>
    readdirSync(folder, {recursive: true}).flatMap(name =>
      String(name).endsWith('.ps1') ? [path.join(folder, String(name))] : [],
    ),
  );
  const texts = files
    .map(file => readFileSync(file, 'utf8'))
    .filter(text => parseScript(text).errors.length === 0);
  const once = texts.reduce((sum, text) => sum + text.length, 0);
  return Array.from({length: Math.ceil(1e6 / once)}, () => texts).flat();
}

export async function run(): Promise<BenchRow[]> {
  const texts = corpus();
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const parse = (): number => {
    const began = performance.now();
    for (const text of texts) parseScript(text);
    return performance.now() - began;
  };
  timed(5, parse); // warm
  const timing = timed(9, parse);
  const rate = (elapsed: number): number => size / 1e3 / elapsed;
  return [
    {
      what: 'parse, warm',
      median: `${rate(timing.median).toFixed(1)} MB/s`,
      spread: `${rate(timing.highest).toFixed(1)}-${rate(timing.lowest).toFixed(1)}`,
      budget: `>= ${BUDGET} MB/s`,
      within: rate(timing.median) >= BUDGET,
    },
  ];
}
