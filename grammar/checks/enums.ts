/** Enums: underlying types, values that fit and are constant, values of one another (specification 15). */
import type {TypeDefinitionAst} from '../ast.ts';
import {walk} from '../walk.ts';
import {isConstant} from './declarations.ts';
import type {Report} from './report.ts';

const ENUM_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  byte: [0, 255],
  sbyte: [-128, 127],
  short: [-32768, 32767],
  int16: [-32768, 32767],
  ushort: [0, 65535],
  uint16: [0, 65535],
  int: [-(2 ** 31), 2 ** 31 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint: [0, 2 ** 32 - 1],
  uint32: [0, 2 ** 32 - 1],
  long: [-(2 ** 63), 2 ** 63],
  int64: [-(2 ** 63), 2 ** 63],
  ulong: [0, 2 ** 64],
  uint64: [0, 2 ** 64],
};

/** The values of an enum are constants; literals must fit its underlying type. */
export function checkEnum(type: TypeDefinitionAst, report: Report): void {
  const base = type.baseTypes[0];
  const name = base?.typeName.fullName ?? 'int';
  const range = ENUM_RANGES[name.toLowerCase().replace(/^system\./, '')];
  if (!range) {
    if (base) report('InvalidUnderlyingType', base, name);
    return;
  }
  for (const member of type.members) {
    if (member.kind !== 'PropertyMemberAst' || !member.initialValue) continue;
    const {initialValue} = member;
    if (!isConstant(initialValue, false)) report('EnumeratorValueMustBeConstant', initialValue);
    if (initialValue.kind !== 'ConstantExpressionAst') continue;
    const value = Number(initialValue.value);
    if (value < range[0] || value > range[1])
      report('EnumeratorValueOutOfBounds', initialValue, name);
  }
}

/** The other enums among `known` whose values this one takes. */
function needed(type: TypeDefinitionAst, known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const member of type.members) {
    if (member.kind !== 'PropertyMemberAst' || !member.initialValue) continue;
    walk(member.initialValue, node => {
      if (node.kind !== 'TypeExpressionAst') return;
      const name = node.typeName.fullName.toLowerCase();
      if (known.has(name) && name !== type.name.toLowerCase()) found.add(name);
    });
  }
  return found;
}

/** Enums that need each other's values can not be made in any order. */
export function checkEnumCycles(types: readonly TypeDefinitionAst[], report: Report): void {
  const enums = types.filter(type => type.typeKind === 'enum');
  const known = new Set(enums.map(type => type.name.toLowerCase()));
  let waiting = enums.map(type => ({type, needs: needed(type, known)}));
  for (;;) {
    const open = new Set(waiting.map(one => one.type.name.toLowerCase()));
    const rest = waiting.filter(({needs}) => [...needs].some(name => open.has(name)));
    if (rest.length === waiting.length) break;
    waiting = rest;
  }
  for (const {type} of waiting) report('CycleInEnumInitializers', type);
}
