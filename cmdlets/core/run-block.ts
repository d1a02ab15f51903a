/** Script blocks that cmdlets of this module run in the caller's scope, their output streamed on. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {runBlock} from '../../shell/eval/invoke-block.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import type {Value} from '../../shell/values/value.ts';

export interface BlockInput {
  readonly underscore?: Value;
  readonly args?: readonly Value[];
  readonly input?: readonly Value[];
  /** `new`: as `&` would run it. Default: as `.`. */
  readonly scope?: 'new' | 'current';
}

/** Runs `block` with its output going to the output of the cmdlet, as it comes. */
export function runBlockInto<State extends object>(
  run: Run<State>,
  block: ScriptBlock,
  input: BlockInput,
): void {
  const {runtime, context} = run;
  runBlock(
    block,
    {scope: 'current', ...input, frame: context.frame, streams: runtime.streams},
    runtime.out,
  );
}
