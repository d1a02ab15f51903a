/** What a function or script says of its parameters, as the binder, help and completion read it. */
import {scriptMetadata} from '../cmdlet/script-metadata.ts';
import type {CommandMetadata} from '../cmdlet/metadata.ts';
import {toText} from '../conversion/to-text.ts';
import {construct} from '../values/construct.ts';
import {requireType} from '../values/find-type.ts';
import {setProperty} from '../values/members.ts';
import {typeScope} from './compile-type.ts';
import {evaluateIn} from './evaluate-in.ts';
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
    evaluate: expression => evaluateIn(frame, expression),
    typeOf: typeName => requireType(typeName.fullName, typeScope(frame)),
    construct(type, positional, named) {
      const made = construct(type, [...positional]);
      for (const [property, value] of named) setProperty(made, toText(property), value);
      return made;
    },
  });
}
