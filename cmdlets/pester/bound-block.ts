/** Script blocks that assertions run. */
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {argumentError} from './assertion.ts';

/** Throws for what is no block. */
export function boundBlock(value: unknown): ScriptBlock {
  if (value instanceof ScriptBlock) return value;
  throw argumentError('A script block is expected.');
}
