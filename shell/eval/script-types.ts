/**
 * The types a script defines. They are made before anything of the script runs, whatever their order.
 * Classes: script-class.ts. Language specification 15.
 */
import type {TypeDefinitionAst} from '../../grammar/ast.ts';
import type {NetType} from '../values/net-type.ts';
import {parseException} from '../errors/parse-exception.ts';
import {classTypeErrors, MAY_HOLD_CLASS, usesModule} from './class-types.ts';
import {typeScope} from './compile-type.ts';
import type {Frame} from './frame.ts';
import {fillClass, newClass} from './script-class.ts';
import {newEnum} from './script-enum.ts';
import {definitionsIn} from './type-definitions.ts';
import {meet, useNamespacesAndModules} from './script-head.ts';
import type {ScriptBlock} from './script-block.ts';

/**
 * Does what a block asks for before its first statement: `using namespace` and `using module` (once a
 * text), its own classes and enums (visible in its scope and those below).
 */
export function prepareScript(block: ScriptBlock, f: Frame): void {
  const {source, ast} = block;
  if (!source.prepared) {
    source.prepared = true;
    if (source.file !== '') meet(block, f);
    useNamespacesAndModules(block, f);
    if (usesModule(ast) && MAY_HOLD_CLASS.test(source.text)) {
      const errors = classTypeErrors(ast, typeScope(f));
      if (errors.length > 0) throw parseException(source, errors);
    }
  }
  const definitions = definitionsIn(ast, source);
  if (definitions.length > 0) defineTypes(definitions, f);
}

const madeTypes = new WeakMap<TypeDefinitionAst, NetType>();

/**
 * Makes the types first and fills them afterwards, so that they may name each other. A base must stand before
 * the classes that derive from it.
 */
function defineTypes(definitions: readonly TypeDefinitionAst[], f: Frame): void {
  const made = new Map<TypeDefinitionAst, NetType>();
  const make = (ast: TypeDefinitionAst): NetType => {
    const old = madeTypes.get(ast);
    if (old !== undefined) {
      register(ast.name, old, f);
      return old;
    }
    const type = ast.typeKind === 'enum' ? newEnum(ast, f) : newClass(ast, f);
    made.set(ast, type);
    madeTypes.set(ast, type);
    register(ast.name, type, f);
    return type;
  };
  for (const ast of definitions) make(ast);
  for (const [ast, type] of made) if (ast.typeKind === 'class') fillClass(ast, type, f);
}

function register(name: string, type: NetType, f: Frame): void {
  f.scope.define().types.set(name.toLowerCase(), type);
}
