/** Expressions as text. The tree holds every bracket, so operators need no more of them. */
import type {ExpressionAst} from '../ast.ts';
import {expandable, using} from './expandable-strings.ts';
import type {Printer} from './printer.ts';
import {hexadecimal, number, stringConstant, variable} from './words.ts';

export const list = (items: readonly ExpressionAst[], print: Printer): string =>
  items.map(print.expression).join(', ');

const operatorText = (operator: string): string =>
  /^[a-z]/.test(operator) ? `-${operator}` : operator;

/** A name after a dot, or a key: plain when it can be. */
export function memberName(name: ExpressionAst, print: Printer): string {
  const isPlain =
    name.kind === 'StringConstantExpressionAst' && name.stringConstantType === 'BareWord';
  if (isPlain) return name.value;
  return name.kind === 'VariableExpressionAst' ? variable(name, true) : print.expression(name);
}

export function expression(node: ExpressionAst, print: Printer): string {
  switch (node.kind) {
    case 'BinaryExpressionAst':
      return `${print.expression(node.left)} ${operatorText(node.operator)} ${print.expression(node.right)}`;
    case 'UnaryExpressionAst':
      if (node.operator === 'post++' || node.operator === 'post--') {
        return print.expression(node.child) + node.operator.slice(4);
      }
      return `${operatorText(node.operator)} ${print.expression(node.child)}`;
    case 'TernaryExpressionAst':
      return `${print.expression(node.condition)} ? ${print.expression(node.ifTrue)} : ${print.expression(node.ifFalse)}`;
    case 'ConvertExpressionAst':
      return print.attributes([node.type]) + print.expression(node.child);
    case 'AttributedExpressionAst':
      return print.attributes([node.attribute]) + print.expression(node.child);
    case 'MemberExpressionAst':
    case 'InvokeMemberExpressionAst': {
      const dot = node.static ? '::' : node.nullConditional ? '?.' : '.';
      const path = `${target(node.expression, node.nullConditional, print)}${dot}${memberName(node.member, print)}`;
      if (node.kind === 'MemberExpressionAst') return path;
      const types = node.genericArguments.map(one => one.fullName).join(',');
      return `${path}${types && `[${types}]`}(${list(node.arguments, print)})`;
    }
    case 'IndexExpressionAst':
      return `${target(node.target, node.nullConditional, print)}${node.nullConditional ? '?' : ''}[${print.expression(node.index)}]`;
    case 'VariableExpressionAst':
      return variable(node);
    case 'ConstantExpressionAst':
      return number(node);
    case 'StringConstantExpressionAst':
      return stringConstant(node);
    case 'ExpandableStringExpressionAst':
      return expandable(node, print);
    case 'ArrayLiteralAst':
      return node.elements.length === 1
        ? `,${list(node.elements, print)}`
        : list(node.elements, print);
    case 'ArrayExpressionAst':
      return `@(${print.statements(node.subExpression)})`;
    case 'SubExpressionAst':
      return `$(${print.statements(node.subExpression)})`;
    case 'ParenExpressionAst':
      return `(${print.statement(node.pipeline)})`;
    case 'HashtableAst':
      return `@{${node.keyValuePairs.map(({key, value}) => `${memberName(key, print)} = ${print.statement(value)}`).join('; ')}}`;
    case 'ScriptBlockExpressionAst':
      return print.scriptBlock(node.scriptBlock);
    case 'TypeExpressionAst':
      return `[${node.typeName.fullName}]`;
    case 'UsingExpressionAst':
      return using(node.subExpression, print);
    case 'ErrorExpressionAst':
      return '';
  }
}

/** What a member is taken of. A question mark after a variable needs braces. */
function target(node: ExpressionAst, nullConditional: boolean, print: Printer): string {
  if (nullConditional && node.kind === 'VariableExpressionAst') return variable(node, true);
  // After decimal digits a point would belong to the number.
  const isInteger = node.kind === 'ConstantExpressionAst' && node.type === 'Int32';
  return isInteger ? hexadecimal(node) : print.expression(node);
}
