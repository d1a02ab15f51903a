/** What a function or script says of its parameters, as the binder, help and completion read it. */
import {scriptMetadata} from '../cmdlet/script-metadata.ts';
import type {CommandMetadata} from '../cmdlet/metadata.ts';
import {attributeMaker} from './attribute-maker.ts';
import type {Frame} from './frame.ts';
import {newFrame} from './function-call.ts';
import {discard} from './output.ts';
import type {ScriptBlock} from './script-block.ts';

/**
 * The metadata of a block called `name`. Attribute arguments are evaluated where the block would run when
 * called from `caller`. Throws what bad attributes throw.
 */
export function functionMetadata(name: string, block: ScriptBlock, caller: Frame): CommandMetadata {
  const frame = newFrame(caller, block, block.compiled, discard);
  frame.caller = caller;
  return scriptMetadata({
    name,
    parameters: block.compiled.parameters.map(parameter => parameter.ast),
    attributes: [...block.ast.attributes, ...(block.ast.paramBlock?.attributes ?? [])],
    ...attributeMaker(frame),
  });
}
