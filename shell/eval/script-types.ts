/** Types a script defines. */
import type {TypeDefinitionAst} from '../../grammar/ast.ts';
import type {Frame} from './frame.ts';

export function defineScriptType(_ast: TypeDefinitionAst, _f: Frame): void {
  throw new Error('classes come next');
}
