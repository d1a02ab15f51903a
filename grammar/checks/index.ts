/**
 * Errors that a text can have though each of its parts is well formed. They come after those of the parser.
 *
 * Not here: what needs to know types (an unknown type, an interface that is not implemented); that is found
 * when a class is made. Source: specification 22.
 */
import type {ScriptBlockAst} from '../ast.ts';
import {type AnyNode, type Place, walk} from '../walk.ts';
import {checkAssignment, checkAttributed, checkConversion, checkIncrement} from './assignments.ts';
import {checkClasses, checkTypeDefinition} from './classes.ts';
import {checkDataSection} from './data-sections.ts';
import {
  checkAttribute,
  checkFunction,
  checkHashtable,
  checkParamBlock,
  checkSplat,
  checkUsing,
} from './declarations.ts';
import {checkCatches, checkJump, checkReturn} from './flow.ts';
import {checkRedirections} from './redirections.ts';
import type {Report} from './report.ts';

function checkNode(node: AnyNode, parent: Place | null, report: Report): void {
  switch (node.kind) {
    case 'VariableExpressionAst':
      return checkSplat(node, parent, report);
    case 'CommandAst':
    case 'CommandExpressionAst':
      return checkRedirections(node, report);
    case 'AssignmentStatementAst':
      return checkAssignment(node, report);
    case 'UnaryExpressionAst':
      return checkIncrement(node, report);
    case 'ConvertExpressionAst':
      return checkConversion(node, parent, report);
    case 'AttributedExpressionAst':
      return checkAttributed(node, report);
    case 'ParamBlockAst':
      return checkParamBlock(node, report);
    case 'UsingExpressionAst':
      return checkUsing(node, report);
    case 'FunctionDefinitionAst':
      return checkFunction(node, report);
    case 'HashtableAst':
      return checkHashtable(node, report);
    case 'AttributeAst':
      return checkAttribute(node, parent, report);
    case 'BreakStatementAst':
    case 'ContinueStatementAst':
      return checkJump(node, parent, report);
    case 'ReturnStatementAst':
      return checkReturn(node, parent, report);
    case 'TryStatementAst':
      return checkCatches(node, report);
    case 'DataStatementAst':
      return checkDataSection(node, report);
    case 'TypeDefinitionAst':
      return checkTypeDefinition(node, report);
    case 'NamedBlockAst':
      return checkClasses(node.statements, report);
    default:
  }
}

/** Reports what is wrong with a whole tree, in the order of the text. */
export function checkScript(script: ScriptBlockAst, report: Report): void {
  walk(script, (node, parent) => checkNode(node, parent, report));
}
