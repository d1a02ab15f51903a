/** A test file that is run like a script: its first Describe hands the whole file to Invoke-Pester. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {SourceText} from '../../shell/eval/source-text.ts';
import {runtimeError} from '../../shell/values/index.ts';

const done = new WeakSet<SourceText>();

export function runInteractively(run: Run, command: string): void {
  const {source} = run.context;
  if (source.file === '')
    throw runtimeError(
      'RuntimeException',
      `${command} can only be used in a saved file or inside of Invoke-Pester.`,
    );
  if (done.has(source)) return;
  done.add(source);
  run.call('Invoke-Pester', '-Path', source.file);
}
