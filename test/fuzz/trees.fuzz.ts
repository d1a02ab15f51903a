/**
 * Fuzz target `trees`: random scripts made of the grammar's shapes (test/grammar/random-script.ts).
 *
 * Must hold: they have no errors, and printing and parsing the tree gives the same tree.
 */
import * as fc from 'fast-check';
import {parseScript} from '../../grammar/parse.ts';
import {statementText} from '../grammar/random-script.ts';
import {printingProblem} from './printed-again.ts';

const LOT = 200;

function problemOf(text: string): string | undefined {
  try {
    const {ast, errors} = parseScript(text);
    if (!ast || errors.length > 0) return `errors ${JSON.stringify(errors)}`;
    return printingProblem(ast);
  } catch (error) {
    return String(error);
  }
}

/** Runs until `deadline` (milliseconds since 1970); the same seed tries the same texts, the shortest found is told. */
export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const holds = fc.property(statementText, text => problemOf(text) === undefined);
  let runs = 0;
  while (Date.now() < deadline) {
    const {failed, counterexample} = fc.check(holds, {seed: seed + runs, numRuns: LOT});
    runs += LOT;
    const [text] = counterexample ?? [];
    if (failed && text !== undefined)
      return {runs, finding: `${problemOf(text)}\n${JSON.stringify(text)}`};
  }
  return {runs};
}
