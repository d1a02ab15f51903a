/** Script blocks that assertions run. */
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {argumentError} from './assertion.ts';

/** Throws for what is no block, and for one that belongs nowhere. */
export function boundBlock(value: unknown): ScriptBlock {
  if (!(value instanceof ScriptBlock)) throw argumentError('A script block is expected.');
  refuseUnbound(value);
  return value;
}

/** A block made of a text belongs to no session state: which variables it would see is anybody's guess. */
export function refuseUnbound(block: ScriptBlock): void {
  if (block.state !== null) return;
  const text = block.text.trim().replace(/\s+/g, ' ');
  throw argumentError(
    `Unbound scriptblock is not allowed, because it would run inside of Pester session state and produce unexpected results. See https://github.com/pester/Pester/issues/2411 for more details and workarounds. ScriptBlock: '${text}'`,
  );
}
