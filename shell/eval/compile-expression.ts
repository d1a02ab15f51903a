/** Expression nodes to closures: who compiles what. */
import type {ExpressionAst} from '../../grammar/ast.ts';
import {compileConvert, compileTypeExpression} from './compile-type.ts';
import {compileAttributed} from './compile-attributed.ts';
import {compileHashtable} from './compile-hashtable.ts';
import {compileIndex} from './compile-index.ts';
import {
  compileArray,
  compileConstant,
  compileExpandable,
  compileScriptBlock,
  compileString,
} from './compile-literal.ts';
import {compileInvokeMember, compileMember} from './compile-member.ts';
import {compileBinary, compileTernary, compileUnary} from './compile-operator.ts';
import {compileArrayExpression, compileSubExpression} from './compile-value.ts';
import {compileUsing, compileVariable} from './compile-variable.ts';
import type {Expression, Unit} from './unit.ts';
import {compileValue} from './compile.ts';

export function expressionCompiler(ast: ExpressionAst, unit: Unit): Expression {
  switch (ast.kind) {
    case 'ConstantExpressionAst':
      return compileConstant(ast);
    case 'StringConstantExpressionAst':
      return compileString(ast);
    case 'ExpandableStringExpressionAst':
      return compileExpandable(ast, unit);
    case 'VariableExpressionAst':
      return compileVariable(ast, unit);
    case 'UsingExpressionAst':
      return compileUsing(ast);
    case 'BinaryExpressionAst':
      return compileBinary(ast, unit);
    case 'UnaryExpressionAst':
      return compileUnary(ast, unit);
    case 'TernaryExpressionAst':
      return compileTernary(ast, unit);
    case 'ConvertExpressionAst':
      return compileConvert(ast, unit);
    case 'AttributedExpressionAst':
      return compileAttributed(ast, unit);
    case 'TypeExpressionAst':
      return compileTypeExpression(ast);
    case 'MemberExpressionAst':
      return compileMember(ast, unit);
    case 'InvokeMemberExpressionAst':
      return compileInvokeMember(ast, unit);
    case 'IndexExpressionAst':
      return compileIndex(ast, unit);
    case 'ArrayLiteralAst':
      return compileArray(ast.elements, unit);
    case 'ArrayExpressionAst':
      return compileArrayExpression(ast, unit);
    case 'SubExpressionAst':
      return compileSubExpression(ast.subExpression, unit);
    case 'ParenExpressionAst':
      return compileValue(ast.pipeline, unit);
    case 'HashtableAst':
      return compileHashtable(ast, unit);
    case 'ScriptBlockExpressionAst':
      return compileScriptBlock(ast, unit);
    case 'ErrorExpressionAst':
      throw new Error('a text with syntax errors was compiled');
  }
}
