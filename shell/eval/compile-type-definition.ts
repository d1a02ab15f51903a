/** `class` and `enum` statements. The types are made when the script is prepared (script-types.ts). */
import type {TypeDefinitionAst} from '../../grammar/ast.ts';
import {NORMAL} from './flow.ts';
import {defineScriptType} from './script-types.ts';
import type {Statement, Unit} from './unit.ts';

export function compileTypeDefinition(ast: TypeDefinitionAst, _unit: Unit): Statement {
  return f => {
    defineScriptType(ast, f);
    return NORMAL;
  };
}
