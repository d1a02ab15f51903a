/** What data sections and CheckRestrictedLanguage() refuse. Language specification 2. */
import type {Node} from '../../grammar/ast.ts';
import {NetException} from '../values/net-exception.ts';
import type {SourceText} from './source-text.ts';

export interface Allowed {
  /** Lower-case command names; `*` allows all. */
  readonly commands: ReadonlySet<string>;
  /** Lower-case names beside the constant ones; `*` allows all. */
  readonly variables: ReadonlySet<string>;
  readonly environment: boolean;
}

interface AnyNode extends Node {
  readonly kind?: string;
  readonly name?: unknown;
  readonly scope?: unknown;
}

const ALWAYS = new Set(['true', 'false', 'null', 'psculture', 'psuiculture']);

/** Throws for the first thing in the tree that restricted language may not hold. */
export function requireRestricted(node: AnyNode, allowed: Allowed, source: SourceText): void {
  const refusal = refusalOf(node, allowed, source);
  if (refusal !== null) throw refusal;
  for (const part of Object.values(node)) {
    for (const item of Array.isArray(part) ? part : [part]) {
      if (typeof item === 'object' && item !== null)
        requireRestricted(item as AnyNode, allowed, source);
    }
  }
}

function refusalOf(node: AnyNode, allowed: Allowed, source: SourceText): NetException | null {
  switch (node.kind) {
    case 'CommandAst': {
      const name = source.textOf(node).split(/\s/, 1)[0] ?? '';
      if (allowed.commands.has('*') || allowed.commands.has(name.toLowerCase())) return null;
      return refuse(
        'CmdletNotInAllowedListForDataSection',
        `The command '${name}' is not allowed in restricted language mode or a Data section.`,
      );
    }
    case 'VariableExpressionAst':
      return isAllowed(node, allowed)
        ? null
        : refuse(
            'VariableReferenceNotSupportedInDataSection',
            'A variable that cannot be referenced in restricted language mode or a Data section is being referenced.',
          );
    default:
      return node.kind !== undefined && Object.hasOwn(REFUSED, node.kind)
        ? refuse(...(REFUSED[node.kind] as [string, string]))
        : null;
  }
}

function isAllowed({name, scope}: AnyNode, {variables, environment}: Allowed): boolean {
  if (typeof scope === 'string' && scope.toLowerCase() === 'env') return environment;
  const lower = String(name).toLowerCase();
  return ALWAYS.has(lower) || variables.has('*') || variables.has(lower);
}

const REFUSED: Readonly<Record<string, readonly [id: string, message: string]>> = {
  AssignmentStatementAst: [
    'AssignmentStatementNotSupportedInDataSection',
    'Assignment statements are not allowed in restricted language mode or a Data section.',
  ],
  InvokeMemberExpressionAst: [
    'MethodCallNotSupportedInDataSection',
    'Method calls are not allowed in restricted language mode or a Data section.',
  ],
  MemberExpressionAst: [
    'PropertyReferenceNotSupportedInDataSection',
    'Property references are not allowed in restricted language mode or a Data section.',
  ],
  ScriptBlockExpressionAst: [
    'ScriptBlockNotSupportedInDataSection',
    'Script block literals are not allowed in restricted language mode or a Data section.',
  ],
  ForStatementAst: ['ForLoopNotSupportedInDataSection', 'Loops are not allowed in a Data section.'],
  ForEachStatementAst: [
    'ForeachStatementNotSupportedInDataSection',
    'Loops are not allowed in a Data section.',
  ],
  WhileStatementAst: [
    'WhileStatementNotSupportedInDataSection',
    'Loops are not allowed in a Data section.',
  ],
  FunctionDefinitionAst: [
    'FunctionDeclarationNotSupportedInDataSection',
    'Functions are not allowed in a Data section.',
  ],
  TryStatementAst: [
    'TryStatementNotSupportedInDataSection',
    'Try statements are not allowed in a Data section.',
  ],
};

function refuse(errorId: string, message: string): NetException {
  return new NetException('System.Management.Automation.ParseException', message, {
    errorId,
    category: 'ParserError',
  });
}
