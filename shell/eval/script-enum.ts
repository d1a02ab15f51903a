/** Enumerations of scripts. Language specification 15. */
import type {FunctionMemberAst, PropertyMemberAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import {asBigInt} from '../conversion/index.ts';
import {enumType, int32Type} from '../values/core-types.ts';
import {EnumInfo} from '../values/define-enum.ts';
import {makeType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {fullClassName} from './class-name.ts';
import {typeScope} from './compile-type.ts';
import {evaluateIn} from './evaluate-in.ts';
import type {Frame} from './frame.ts';

export function newEnum(ast: TypeDefinitionAst, f: Frame): NetType {
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
