/** Arguments that are script blocks. Leaf: the engine is built on the binder, so the binder asks by a hook. */
import type {ScriptBlock} from '../eval/script-block.ts';
import {hooks, unwrap} from '../values/index.ts';
import type {Value} from '../values/value.ts';

/** The script block that `value` is, or undefined. */
export function asScriptBlock(value: Value): ScriptBlock | undefined {
  const bare = unwrap(value);
  return hooks.isScriptBlock(bare) ? (bare as ScriptBlock) : undefined;
}
