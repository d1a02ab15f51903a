/**
 * Fuzz target `parser`: scripts of the corpus, cut, joined and damaged.
 *
 * Must hold for any text: parser and tokenizer do not throw; without errors there is a tree, and printing
 * and parsing it gives the same tree.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseScript} from '../../grammar/parse.ts';
import {tokenize} from '../../grammar/tokens.ts';
import {printingProblem} from './printed-again.ts';
import {type Random, seededRandom} from './random.ts';

const CORPUS = 'test/fuzz/corpus/parser';
const PIECES = [
  '$',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  '@',
  '@"\n',
  '\n"@',
  '#',
  '<#',
  '|',
  '&',
  ';',
  ',',
  '=',
  '-',
  ' ',
  '\n',
  '$(',
  '@{',
  ':',
  '::',
  '?.',
  '..',
  '>',
  '2>&1',
  'if',
  'class',
  '\u2019',
  '\u0000',
  '1gb',
];

function damage(text: string, other: string, random: Random): string {
  const at = random.below(text.length + 1);
  const piece = random.pick(PIECES);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + random.below(20));
    case 2:
      return text.slice(0, at) + piece + text.slice(at);
    case 3:
      return text.slice(0, at) + other.slice(random.below(other.length));
    default:
      return text.slice(0, at) + piece + text.slice(at + piece.length);
  }
}

function problemOf(text: string): string | undefined {
  try {
    tokenize(text);
    const {ast, errors} = parseScript(text);
    if (errors.length > 0) return undefined;
    return ast ? printingProblem(ast) : 'no tree and no error';
  } catch (error) {
    return String(error);
  }
}

/** Runs until `deadline` (milliseconds since 1970); the same seed tries the same texts. */
export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  const corpus = readdirSync(CORPUS).map(name => readFileSync(path.join(CORPUS, name), 'utf8'));
  let runs = 0;
  while (Date.now() < deadline) {
    let text = random.pick(corpus);
    for (let count = random.below(4); count >= 0; count--)
      text = damage(text, random.pick(corpus), random);
    runs++;
    const problem = problemOf(text);
    if (problem) return {runs, finding: `${problem}\n${JSON.stringify(text)}`};
  }
  return {runs};
}
