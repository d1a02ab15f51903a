/**
 * Fuzz target `cuts`: whole scripts, each cut at 200 places. `--scripts` names folders of scripts; without it
 * the examples and the corpus of `parser` are cut.
 *
 * Must hold: parser and tokenizer do not throw, answer with a tree or an error, and within a second.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseScript} from '../../grammar/parse.ts';
import {tokenize} from '../../grammar/tokens.ts';
import {seededRandom} from './random.ts';

const CUTS = 200;
const LONGEST_MS = 1000;
const OWN = ['examples', 'test/fuzz/corpus/parser'];

const scriptsIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true})
    .map(name => path.join(folder, String(name)))
    .filter(name => /\.(?:ps1|psm1|psd1)$/.test(name));

function problemOf(text: string): string | undefined {
  try {
    const began = performance.now();
    tokenize(text);
    const {ast, errors} = parseScript(text);
    const took = performance.now() - began;
    if (!ast && errors.length === 0) return 'no tree and no error';
    if (errors.some(({start, end}) => start < 0 || start > end || start > text.length + 1))
      return `an error lies outside the text: ${JSON.stringify(errors)}`;
    return took > LONGEST_MS ? `${took.toFixed(0)} ms` : undefined;
  } catch (error) {
    return String(error);
  }
}

/** Cuts every file once through, or until `deadline` (milliseconds since 1970). */
export function fuzz(
  seed: number,
  deadline: number,
  folders: readonly string[],
): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (const file of (folders.length > 0 ? folders : OWN).flatMap(scriptsIn)) {
    const text = readFileSync(file, 'utf8');
    for (let count = 0; count < CUTS && Date.now() < deadline; count++, runs++) {
      const at = random.below(text.length + 1);
      const problem = problemOf(text.slice(0, at));
      if (problem) return {runs, finding: `${file} up to ${at}: ${problem}`};
    }
  }
  return {runs};
}
