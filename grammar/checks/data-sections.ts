/** What a data section may hold (specification 2, 22): literals, allowed commands, `if`; nothing that runs code. */
import type {CommandAst, DataStatementAst} from '../ast.ts';
import type {ParseErrorId} from '../errors.ts';
import {type AnyNode, walk} from '../walk.ts';
import type {Report} from './report.ts';

const REFUSED: Partial<Readonly<Record<AnyNode['kind'], ParseErrorId>>> = {
  ScriptBlockAst: 'ScriptBlockNotSupportedInDataSection',
  ParamBlockAst: 'ParameterDeclarationNotSupportedInDataSection',
  AttributeAst: 'AttributeNotSupportedInDataSection',
  FunctionDefinitionAst: 'FunctionDeclarationNotSupportedInDataSection',
  TrapStatementAst: 'TrapStatementNotSupportedInDataSection',
  SwitchStatementAst: 'SwitchStatementNotSupportedInDataSection',
  DataStatementAst: 'DataSectionStatementNotSupportedInDataSection',
  ForEachStatementAst: 'ForeachStatementNotSupportedInDataSection',
  DoWhileStatementAst: 'DoWhileStatementNotSupportedInDataSection',
  DoUntilStatementAst: 'DoWhileStatementNotSupportedInDataSection',
  ForStatementAst: 'ForWhileStatementNotSupportedInDataSection',
  WhileStatementAst: 'ForWhileStatementNotSupportedInDataSection',
  TryStatementAst: 'TryStatementNotSupportedInDataSection',
  BreakStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ContinueStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ReturnStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ExitStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  ThrowStatementAst: 'FlowControlStatementNotSupportedInDataSection',
  AssignmentStatementAst: 'AssignmentStatementNotSupportedInDataSection',
  MergingRedirectionAst: 'RedirectionNotSupportedInDataSection',
  FileRedirectionAst: 'RedirectionNotSupportedInDataSection',
  MemberExpressionAst: 'PropertyReferenceNotSupportedInDataSection',
  InvokeMemberExpressionAst: 'MethodCallNotSupportedInDataSection',
  IndexExpressionAst: 'ArrayReferenceNotSupportedInDataSection',
  ExpandableStringExpressionAst: 'ExpandableStringNotSupportedInDataSection',
};

/** These could build very large values, or run code. */
const OPERATORS = /^(\.\.|f|join|as|[ic]?(match|notmatch|replace|split)|(post)?(\+\+|--))$/;

const VARIABLES = new Set(['psculture', 'psuiculture', 'true', 'false', 'null']);
const VARIABLES_TEXT = '$PSCulture, $PSUICulture, $true, $false, $null';

function commandName(node: CommandAst): string | null {
  const first = node.elements[0];
  return first?.kind === 'StringConstantExpressionAst' ? first.value : null;
}

function checkCommand(node: CommandAst, allowed: ReadonlySet<string>, report: Report): void {
  const name = commandName(node);
  if (node.invocationOperator === '.') report('DotSourcingNotSupportedInDataSection', node);
  else if (name === null && node.invocationOperator === '&') {
    report('OperatorNotSupportedInDataSection', node, '&');
  } else if (name === null || !allowed.has(name.toLowerCase())) {
    report('CmdletNotInAllowedListForDataSection', node, name ?? '');
  }
}

function checkNode(node: AnyNode, allowed: ReadonlySet<string>, report: Report): void {
  const refused = REFUSED[node.kind];
  if (refused) report(refused, node);
  switch (node.kind) {
    case 'CommandAst':
      return checkCommand(node, allowed, report);
    case 'BinaryExpressionAst':
    case 'UnaryExpressionAst':
      if (OPERATORS.test(node.operator)) {
        report('OperatorNotSupportedInDataSection', node, node.operator.replace('post', ''));
      }
      return;
    case 'VariableExpressionAst':
      if (node.scope || !VARIABLES.has(node.name.toLowerCase())) {
        report('VariableReferenceNotSupportedInDataSection', node, VARIABLES_TEXT);
      }
      return;
    default:
  }
}

export function checkDataSection(node: DataStatementAst, report: Report): void {
  const commands = node.commandsAllowed.map(one =>
    one.kind === 'StringConstantExpressionAst' ? one.value : '',
  );
  const allowed = new Set(['convertfrom-stringdata', ...commands.map(name => name.toLowerCase())]);
  walk(node.body, inner => checkNode(inner, allowed, report));
}
