/** Classes and enums as text. */
import type {
  FunctionMemberAst,
  MemberAst,
  TypeDefinitionAst,
  VariableExpressionAst,
} from '../ast.ts';
import {type} from './attributes.ts';
import {list} from './expressions.ts';
import {join, type Printer} from './printer.ts';
import {variable} from './words.ts';

function member(node: MemberAst, isEnum: boolean, print: Printer): string {
  const words = [!isEnum && node.isStatic && 'static', node.isHidden && 'hidden'];
  if (node.kind === 'FunctionMemberAst')
    return join([print.attributes(node.attributes), ...words, method(node, print)]);
  const value = node.initialValue && `= ${print.expression(node.initialValue)}`;
  const name = isEnum ? node.name : variable(propertyVariable(node.name));
  return join([
    print.attributes(node.attributes),
    ...words,
    (node.propertyType ? type(node.propertyType) : '') + name,
    value,
  ]);
}

const propertyVariable = (name: string): VariableExpressionAst => ({
  kind: 'VariableExpressionAst',
  start: 0,
  end: 0,
  scope: null,
  name,
  splatted: false,
});

function method(node: FunctionMemberAst, print: Printer): string {
  const returns = node.returnType ? type(node.returnType) : '';
  const base = node.baseArguments && `: base(${list(node.baseArguments, print)})`;
  return join([
    returns + node.name + print.parameters(node.parameters),
    base,
    print.scriptBlock(node.body),
  ]);
}

export function typeDefinition(node: TypeDefinitionAst, print: Printer): string {
  const bases = node.baseTypes.map(base => base.typeName.fullName).join(', ');
  const members = node.members.map(one => member(one, node.typeKind === 'enum', print)).join('; ');
  return join([
    print.attributes(node.attributes),
    node.typeKind,
    node.name,
    bases && `: ${bases}`,
    `{${members}}`,
  ]);
}
