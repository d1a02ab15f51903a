/**
 * Parsing speed: the examples of this repository, and the scripts of the folders after `--scripts`, each
 * repeated to a megabyte. Beside it JSON.parse of the same tree, a parser that does nothing but read.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseScript} from '../../grammar/parse.ts';
import {type BenchRow, timed} from './bench-row.ts';

const BUDGET = 8; // MB/s, warm

/** Scripts that parse, repeated to about a megabyte. */
function corpus(folder: string): string[] {
  const texts = readdirSync(folder, {recursive: true})
    .map(String)
    .filter(name => /\.(?:ps1|psm1|psd1)$/.test(name))
    .map(name => readFileSync(path.join(folder, name), 'utf8'))
    .filter(text => parseScript(text).errors.length === 0);
  const once = texts.reduce((sum, text) => sum + text.length, 0);
  return Array.from({length: Math.ceil(1e6 / Math.max(once, 1))}, () => texts).flat();
}

/** Milliseconds of processor time, which other work on the machine disturbs less. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

function row(folder: string): BenchRow {
  const texts = corpus(folder);
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const trees = texts.map(text => JSON.stringify(parseScript(text).ast));
  const parse = (): number => processorTime(() => texts.forEach(text => parseScript(text)));
  const read = (): number => processorTime(() => trees.forEach(tree => JSON.parse(tree)));
  timed(5, parse); // warm
  const timing = timed(9, parse);
  const peer = timed(9, read);
  const rate = (elapsed: number): number => size / 1e3 / elapsed;
  return {
    what: `parse, warm: ${path.basename(folder)}`,
    median: `${rate(timing.median).toFixed(1)} MB/s`,
    spread: `${rate(timing.highest).toFixed(1)}-${rate(timing.lowest).toFixed(1)}`,
    beside: `${rate(peer.median).toFixed(1)} MB/s`,
    ratio: `${(timing.median / peer.median).toFixed(2)} x`,
    budget: `>= ${BUDGET} MB/s`,
    within: rate(timing.median) >= BUDGET,
  };
}

export async function run(scripts: readonly string[]): Promise<BenchRow[]> {
  return ['examples', ...scripts].map(row);
}
