/** Members of a class or enum: unique, well placed, complete (specification 15). Types are not looked up here. */
import type {
  AttributeAst,
  FunctionMemberAst,
  MemberAst,
  PropertyMemberAst,
  StatementAst,
  TypeDefinitionAst,
} from '../ast.ts';
import {walk} from '../walk.ts';
import {checkEnum, checkEnumCycles} from './enums.ts';
import {checkMethodBody} from './methods.ts';
import type {Report} from './report.ts';

const sameName = (a: {readonly name: string}, b: {readonly name: string}): boolean =>
  a.name.toLowerCase() === b.name.toLowerCase();

/** The types of the parameters, to tell overloads apart. */
function signature(member: FunctionMemberAst): string {
  const types = member.parameters.map(parameter => {
    const type = parameter.attributes.find(one => one.kind === 'TypeConstraintAst');
    return type?.typeName.fullName.toLowerCase() ?? 'object';
  });
  return `${member.isStatic && member.isConstructor}(${types.join(',')})`;
}

function clashes(first: MemberAst, second: MemberAst): boolean {
  if (!sameName(first, second)) return false;
  if (first.kind !== 'FunctionMemberAst' || second.kind !== 'FunctionMemberAst') {
    return first.kind === second.kind;
  }
  return signature(first) === signature(second);
}

/** Types of one block must have different names. */
export function checkClasses(statements: readonly StatementAst[], report: Report): void {
  const types = statements.filter(one => one.kind === 'TypeDefinitionAst');
  types.forEach((type, index) => {
    if (types.slice(0, index).some(earlier => sameName(earlier, type))) {
      report('MemberAlreadyDefined', type, type.name);
    }
  });
  checkEnumCycles(types, report);
}

/** Arrays have no members to inherit. */
function checkBaseTypes({baseTypes}: TypeDefinitionAst, report: Report): void {
  for (const base of baseTypes)
    if (base.typeName.ranks.length > 0) report('SubtypeArray', base, base.typeName.fullName);
}

type Target = 'Class' | 'Enum' | 'Property' | 'Field' | 'Method' | 'Constructor' | 'Parameter';

/** Where the attributes of PowerShell itself may stand in a class. */
const ATTRIBUTE_TARGETS: Readonly<Record<string, readonly Target[]>> = {
  flags: ['Enum'],
  cmdletbinding: ['Class'],
  outputtype: ['Class'],
  dscresource: ['Class'],
  dscproperty: ['Property', 'Field'],
  parameter: ['Property', 'Field'],
  alias: ['Class', 'Property', 'Field'],
};

function checkAttributes(
  attributes: readonly AttributeAst[],
  targets: readonly Target[],
  report: Report,
): void {
  for (const attribute of attributes) {
    const name = attribute.typeName.fullName.toLowerCase().replace(/^system\./, '');
    const allowed = ATTRIBUTE_TARGETS[name];
    if (!allowed || allowed.some(one => targets.includes(one))) continue;
    const {fullName} = attribute.typeName;
    report('AttributeNotAllowedOnDeclaration', attribute, fullName, allowed.join(', '));
  }
}

/** Initialisers of static properties have no instance. */
function checkInitialValue(member: PropertyMemberAst, report: Report): void {
  if (!member.isStatic || !member.initialValue) return;
  walk(member.initialValue, node => {
    if (node.kind === 'VariableExpressionAst' && node.name.toLowerCase() === 'this') {
      report('NonStaticMemberAccessInStaticMember', node, node.name);
    }
  });
}

function checkParameters(member: FunctionMemberAst, report: Report): void {
  for (const parameter of member.parameters) {
    const types = parameter.attributes.filter(one => one.kind === 'TypeConstraintAst');
    for (const extra of types.slice(1)) report('MultipleTypeConstraintsOnMethodParam', extra);
    const attributes = parameter.attributes.filter(one => one.kind === 'AttributeAst');
    checkAttributes(attributes, ['Parameter'], report);
  }
}

function checkMethod(type: TypeDefinitionAst, member: FunctionMemberAst, report: Report): void {
  const {body, returnType} = member;
  if (body.paramBlock) report('ParamBlockNotAllowedInMethod', body.paramBlock);
  const named = [
    body.dynamicParamBlock,
    body.beginBlock,
    body.processBlock,
    body.endBlock,
    body.cleanBlock,
  ];
  const first = named.find(block => block && !block.unnamed);
  if (first) report('NamedBlockNotAllowedInMethod', first);
  if (member.isConstructor && returnType) report('ConstructorCantHaveReturnType', returnType);
  if (member.isConstructor && member.isStatic && member.parameters[0]) {
    report('StaticConstructorCantHaveParameters', member.parameters[0]);
  }
  checkParameters(member, report);
  checkMethodBody(type, member, report);
}

/** A class or enum and everything in it, but for what each expression says by itself. */
export function checkTypeDefinition(type: TypeDefinitionAst, report: Report): void {
  const isEnum = type.typeKind === 'enum';
  if (isEnum) checkEnum(type, report);
  else checkBaseTypes(type, report);
  checkAttributes(type.attributes, [isEnum ? 'Enum' : 'Class'], report);
  type.members.forEach((member, index) => {
    if (type.members.slice(0, index).some(earlier => clashes(earlier, member))) {
      report('MemberAlreadyDefined', member, member.name);
    }
    if (isEnum) return;
    const isMethod = member.kind === 'FunctionMemberAst';
    const targets: readonly Target[] = isMethod
      ? [member.isConstructor ? 'Constructor' : 'Method']
      : ['Property', 'Field'];
    checkAttributes(member.attributes, targets, report);
    if (isMethod) checkMethod(type, member, report);
    else checkInitialValue(member, report);
  });
}
