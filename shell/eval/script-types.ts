/**
 * The types a script defines. They are made before anything of the script runs, whatever their order.
 * Classes: script-class.ts. Language specification 15.
 */
import type {FunctionMemberAst, PropertyMemberAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import {asBigInt} from '../conversion/index.ts';
import {EnumInfo} from '../values/define-enum.ts';
import {makeType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {enumType, int32Type} from '../values/core-types.ts';
import type {NetType} from '../values/net-type.ts';
import {parseException} from '../errors/parse-exception.ts';
import {classTypeErrors, MAY_HOLD_CLASS, usesModule} from './class-types.ts';
import {typeScope} from './compile-type.ts';
import {evaluateIn} from './evaluate-in.ts';
import {fullClassName} from './class-name.ts';
import type {Frame} from './frame.ts';
import {fillClass, newClass} from './script-class.ts';
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

// ---- enums -------------------------------------------------------------------------------------

function newEnum(ast: TypeDefinitionAst, f: Frame): NetType {
  const type = makeType({fullName: fullClassName(ast.name, f), base: enumType, kind: 'enum'});
  const [underlying] = ast.baseTypes;
  const isFlags = ast.attributes.some(attribute =>
    /^flags(?:attribute)?$/i.test(attribute.typeName.name),
  );
  type.enumInfo = new EnumInfo(
    type,
    enumValues(ast.members, f),
    isFlags,
    underlying === undefined ? int32Type : requireType(underlying.typeName.fullName, typeScope(f)),
  );
  return type;
}

/** A label without a value is one more than the label before it. */
function enumValues(
  members: readonly (PropertyMemberAst | FunctionMemberAst)[],
  f: Frame,
): Record<string, number> {
  const values: Record<string, number> = {};
  let next = 0;
  for (const member of members) {
    if (member.kind !== 'PropertyMemberAst') continue;
    if (member.initialValue !== null) next = Number(asBigInt(evaluateIn(f, member.initialValue)));
    values[member.name] = next++;
  }
  return values;
}
