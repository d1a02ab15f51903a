/** Jumps that leave a finally block, and catch clauses that can never run (specification 2). */
import type {
  BreakStatementAst,
  ContinueStatementAst,
  Node,
  TryStatementAst,
  TypeName,
} from '../ast.ts';
import type {Place} from '../walk.ts';
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
function checkLeavingFinally(node: Node, place: Place, label: string | null, report: Report): void {
  for (let at: Place | null = place; at?.parent; at = at.parent) {
    const {node: parent} = at.parent;
    if (parent.kind === 'NamedBlockAst' || parent.kind === 'TrapStatementAst') return;
    if (label !== null && catches(at.parent, label)) return;
    if (parent.kind === 'TryStatementAst' && parent.finally === at.node) {
      report('ControlLeavingFinally', node);
      return;
    }
  }
}

/** In a method a label must be there; elsewhere it is looked for when the script runs. */
function checkLabel(node: Node, place: Place, label: string, report: Report): void {
  for (let at = place.parent; at; at = at.parent) {
    if (catches(at, label) || at.node.kind === 'FunctionDefinitionAst') return;
    if (at.node.kind === 'FunctionMemberAst') {
      report('LabelNotFound', node, label);
      return;
    }
  }
}

export function checkJump(
  node: BreakStatementAst | ContinueStatementAst,
  place: Place,
  report: Report,
): void {
  const label = labelOf(node);
  checkLeavingFinally(node, place, label, report);
  if (label) checkLabel(node, place, label, report);
}

export function checkReturn(place: Place, report: Report): void {
  checkLeavingFinally(place.node, place, null, report);
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
