/** Tables of scripts with the lines they show. */
import type {TestFn} from 'ava';
import type {ScriptOptions} from '../fixtures/run-script.ts';
import {runScript} from '../fixtures/run-script.ts';

export type ScriptRow = readonly [
  script: string,
  output: readonly string[],
  errors?: readonly string[],
];

/** One test a row: the script's screen must be exactly these lines. */
export function scriptTable(
  test: TestFn,
  rows: readonly ScriptRow[],
  options: () => ScriptOptions = () => ({}),
) {
  for (const [script, output, errors = []] of rows)
    test(script, t => {
      const shown = runScript(script, options());
      t.deepEqual(
        {output: shown.output, errors: shown.errors},
        {output: [...output], errors: [...errors]},
      );
    });
}
