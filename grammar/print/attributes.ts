/** Types, attributes and the parameters that they stand before. */
import type {AttributeAst, ParamBlockAst, TypeConstraintAst} from '../ast.ts';
import {join, type Printer} from './printer.ts';
import {variable} from './words.ts';

export const type = (node: TypeConstraintAst): string => `[${node.typeName.fullName}]`;

function attribute(node: AttributeAst | TypeConstraintAst, print: Printer): string {
  if (node.kind === 'TypeConstraintAst') return type(node);
  const named = node.namedArguments.map(({argumentName, argument: value}) =>
    value ? `${argumentName} = ${print.expression(value)}` : argumentName,
  );
  const positional = node.positionalArguments.map(print.expression);
  return `[${node.typeName.fullName}(${[...positional, ...named].join(', ')})]`;
}

export const attributes = (
  nodes: readonly (AttributeAst | TypeConstraintAst)[],
  print: Printer,
): string => nodes.map(node => attribute(node, print)).join('');

export function parameters(nodes: ParamBlockAst['parameters'], print: Printer): string {
  const texts = nodes.map(({attributes: before, name, defaultValue}) =>
    join([
      attributes(before, print),
      variable(name),
      defaultValue && `= ${print.expression(defaultValue)}`,
    ]),
  );
  return `(${texts.join(', ')})`;
}
