/**
 * Errors that a text can have though each of its parts is well formed. They come after those of the parser.
 *
 * Not here: what needs to know types (an unknown type, an interface that is not implemented); that is found
 * when a class is made. Source: specification 22.
 */
import type {ScriptBlockAst} from '../ast.ts';
import {type Place, walk} from '../walk.ts';
import {checkAssignment, checkAttributed, checkConversion, checkIncrement} from './assignments.ts';
import {checkClasses, checkTypeDefinition} from './classes.ts';
import {checkDataSection} from './data-sections.ts';
import {
  checkAttribute,
  checkFunction,
  checkHashtable,
  checkParameters,
  checkSplat,
} from './declarations.ts';
import {checkCatches, checkJump, checkReturn} from './flow.ts';
import {checkRedirections} from './redirections.ts';
import type {Report} from './report.ts';

function checkNode(place: Place, report: Report): void {
  const {node} = place;
  switch (node.kind) {
    case 'AssignmentStatementAst':
      return checkAssignment(node, report);
    case 'UnaryExpressionAst':
      return checkIncrement(node, report);
    case 'ConvertExpressionAst':
      return checkConversion(node, place, report);
    case 'AttributedExpressionAst':
      return checkAttributed(node, report);
    case 'CommandAst':
    case 'CommandExpressionAst':
      return checkRedirections(node, report);
    case 'ParamBlockAst':
      return checkParameters(node.parameters, report);
    case 'FunctionDefinitionAst':
      return checkFunction(node, report);
    case 'HashtableAst':
      return checkHashtable(node, report);
    case 'AttributeAst':
      return checkAttribute(node, place, report);
    case 'VariableExpressionAst':
      return checkSplat(node, place, report);
    case 'BreakStatementAst':
    case 'ContinueStatementAst':
      return checkJump(node, place, report);
    case 'ReturnStatementAst':
      return checkReturn(place, report);
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
  walk(script, place => checkNode(place, report));
}
