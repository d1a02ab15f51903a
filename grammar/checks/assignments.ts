/** What may be assigned to, and where conversions and attributes may stand (specification 3.5). */
import type {
  AssignmentStatementAst,
  AttributedExpressionAst,
  ConvertExpressionAst,
  ExpressionAst,
  Node,
  StatementAst,
  TypeConstraintAst,
  UnaryExpressionAst,
} from '../ast.ts';
import type {AnyNode, Place} from '../walk.ts';
import type {Report} from './report.ts';

/** The expression that a statement is, when it is nothing else. */
export function pureExpression(statement: StatementAst): ExpressionAst | null {
  if (statement.kind !== 'PipelineAst' || statement.elements.length !== 1) return null;
  const only = statement.elements[0];
  if (only?.kind !== 'CommandExpressionAst' || only.redirections.length > 0) return null;
  return only.expression;
}

const isReference = (node: ConvertExpressionAst): boolean =>
  /^(ref|(System\.)?Management\.Automation\.PSReference)$/i.test(node.type.typeName.fullName);

/** Finds in a target what can not be assigned to. `simple`: the operator is `=`, so lists are allowed. */
function checkTarget(target: ExpressionAst, simple: boolean, refuse: (node: Node) => void): void {
  switch (target.kind) {
    case 'ArrayLiteralAst':
      if (!simple) refuse(target);
      else for (const element of target.elements) checkTarget(element, true, refuse);
      return;
    case 'ParenExpressionAst': {
      const inner = pureExpression(target.pipeline);
      if (inner) checkTarget(inner, simple, refuse);
      else refuse(target.pipeline);
      return;
    }
    case 'ConvertExpressionAst':
    case 'AttributedExpressionAst':
      checkTarget(target.child, simple, refuse);
      return;
    case 'MemberExpressionAst':
    case 'IndexExpressionAst':
      if (target.nullConditional) refuse(target);
      return;
    case 'VariableExpressionAst':
    case 'InvokeMemberExpressionAst':
      return;
    default:
      refuse(target);
  }
}

export const isVoid = ({typeName}: TypeConstraintAst): boolean =>
  /^(?:System\.)?void$/i.test(typeName.fullName);

/** `[int][ref]$x = 1`: a reference stands alone; and nothing is void. */
function checkTypesOfTarget(target: ExpressionAst, report: Report): void {
  let count = 0;
  let reference: ConvertExpressionAst | null = null;
  let at = target;
  while (at.kind === 'ConvertExpressionAst' || at.kind === 'AttributedExpressionAst') {
    if (at.kind === 'ConvertExpressionAst') {
      count++;
      if (isReference(at)) reference = at;
      if (isVoid(at.type)) report('VoidTypeConstraintNotAllowed', at.type);
    }
    at = at.child;
  }
  if (reference && count > 1) report('ReferenceNeedsToBeByItselfInTypeConstraint', reference.type);
}

export function checkAssignment(node: AssignmentStatementAst, report: Report): void {
  checkTarget(node.left, node.operator === '=', at => report('InvalidLeftHandSide', at));
  checkTypesOfTarget(node.left, report);
}

export function checkIncrement(node: UnaryExpressionAst, report: Report): void {
  const sign = node.operator.replace('post', '');
  if (sign !== '++' && sign !== '--') return;
  checkTarget(node.child, false, at => report('OperatorRequiresVariableOrProperty', at, sign));
}

/** Is this the target of an assignment, perhaps inside lists and conversions? */
function isTarget(node: AnyNode, parent: Place | null): boolean {
  let inner = node;
  for (let at = parent; at; at = at.parent) {
    if (at.node.kind === 'AssignmentStatementAst') return at.node.left === inner;
    if (at.node.kind === 'CommandExpressionAst') return false;
    inner = at.node;
  }
  return false;
}

export function checkConversion(
  node: ConvertExpressionAst,
  parent: Place | null,
  report: Report,
): void {
  const {fullName} = node.type.typeName;
  if (fullName.toLowerCase() === 'ordered' && node.child.kind !== 'HashtableAst') {
    report('OrderedAttributeOnlyOnHashLiteralNode', node, fullName);
  }
  if (!isReference(node)) return;
  const outer = parent?.node;
  if (outer?.kind === 'ConvertExpressionAst') {
    if (isReference(outer)) report('ReferenceNeedsToBeByItselfInTypeSequence', node.type);
    else if (!isTarget(node, parent))
      report('ReferenceNeedsToBeLastTypeInTypeConversion', node.type);
  }
}

/** An attribute may stand before a variable only, with types in between. */
export function checkAttributed(node: AttributedExpressionAst, report: Report): void {
  let at = node.child;
  while (at.kind === 'AttributedExpressionAst' || at.kind === 'ConvertExpressionAst') at = at.child;
  if (at.kind !== 'VariableExpressionAst' && at.kind !== 'ErrorExpressionAst') {
    report('UnexpectedAttribute', node.attribute, node.attribute.typeName.fullName);
  }
}
