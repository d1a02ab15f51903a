/** Jumps that leave a finally block, and catch clauses that can never run (specification 2). */
import type {
  BreakStatementAst,
  ContinueStatementAst,
  Node,
  ReturnStatementAst,
  TryStatementAst,
  TypeName,
} from '../ast.ts';
import type {AnyNode, Place} from '../walk.ts';
import type {Report} from './report.ts';

/** The label of a jump: '' for none, null when it is known only at run time. */
function labelOf(node: BreakStatementAst | ContinueStatementAst): string | null {
  if (!node.label) return '';
  return node.label.kind === 'StringConstantExpressionAst' ? node.label.value.toLowerCase() : null;
}

/** Is this a loop or switch that a jump with `label` ends in? */
function catches(place: Place, label: string): boolean {
  const {node} = place;
  if (!('label' in node) || !('condition' in node)) return false;
  return label === '' || node.label?.toLowerCase() === label;
}

/** `label` null: nothing but the end of the block around stops the jump (return). */
function checkLeavingFinally(
  node: AnyNode,
  parent: Place | null,
  label: string | null,
  report: Report,
): void {
  let inner = node;
  for (let at = parent; at; at = at.parent) {
    const {node: outer} = at;
    if (outer.kind === 'NamedBlockAst' || outer.kind === 'TrapStatementAst') return;
    if (label !== null && catches(at, label)) return;
    if (outer.kind === 'TryStatementAst' && outer.finally === inner) {
      report('ControlLeavingFinally', node);
      return;
    }
    inner = outer;
  }
}

/** In a method a label must be there; elsewhere it is looked for when the script runs. */
function checkLabel(node: Node, parent: Place | null, label: string, report: Report): void {
  for (let at = parent; at; at = at.parent) {
    if (catches(at, label) || at.node.kind === 'FunctionDefinitionAst') return;
    if (at.node.kind === 'FunctionMemberAst') {
      report('LabelNotFound', node, label);
      return;
    }
  }
}

export function checkJump(
  node: BreakStatementAst | ContinueStatementAst,
  parent: Place | null,
  report: Report,
): void {
  const label = labelOf(node);
  checkLeavingFinally(node, parent, label, report);
  if (label) checkLabel(node, parent, label, report);
}

export function checkReturn(node: ReturnStatementAst, parent: Place | null, report: Report): void {
  checkLeavingFinally(node, parent, null, report);
}

const typeKey = (type: TypeName): string => type.fullName.toLowerCase().replace(/^system\./, '');

/** Without type information: the same name, or anything named an exception after Exception itself. */
function covers(first: TypeName, second: TypeName): boolean {
  if (typeKey(first) === typeKey(second)) return true;
  return typeKey(first) === 'exception' && typeKey(second).endsWith('exception');
}

export function checkCatches({catchClauses}: TryStatementAst, report: Report): void {
  catchClauses.forEach((clause, index) => {
    const later = catchClauses.slice(index + 1);
    const next = later[0];
    if (clause.catchTypes.length === 0 && next) {
      report('EmptyCatchNotLast', {start: next.start, end: next.start});
      return;
    }
    const earlierTypes = clause.catchTypes.map(type => type.typeName);
    for (const type of later.flatMap(one => one.catchTypes)) {
      if (!earlierTypes.some(earlier => covers(earlier, type.typeName))) continue;
      report('ExceptionTypeAlreadyCaught', type, type.typeName.fullName);
    }
  });
}
