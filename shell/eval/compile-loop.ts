/** while, do, for, foreach. Each turn looks at the stop word. Language specification 2. */
import type {
  DoUntilStatementAst,
  DoWhileStatementAst,
  ExpressionAst,
  ForEachStatementAst,
  ForStatementAst,
  LoopStatementAst,
  StatementAst,
  WhileStatementAst,
} from '../../grammar/ast.ts';
import {toBool} from '../conversion/to-bool.ts';
import {rangeItems} from '../operators/index.ts';
import {UNSET} from '../session/scope.ts';
import {collectionModified} from '../values/collection-modified.ts';
import {enumerate} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {compileAssignVariable} from './compile-variable.ts';
import type {Completion} from './flow.ts';
import {BREAK, CONTINUE, LoopSignal, NORMAL} from './flow.ts';
import type {Frame} from './frame.ts';
import {Enumerator} from '../values/enumerator.ts';
import type {Expression, Statement, Unit} from './unit.ts';
import {watchedCondition} from './watching.ts';
import {compileExpression, compileStatements, compileValue} from './compile.ts';
import {plainExpression} from './plain-expression.ts';

export function compileLoop(ast: LoopStatementAst, unit: Unit): Statement {
  switch (ast.kind) {
    case 'WhileStatementAst':
      return compileWhile(ast, unit);
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
      return compileDo(ast, unit);
    case 'ForStatementAst':
      return compileFor(ast, unit);
    case 'ForEachStatementAst':
      return compileForEach(ast, unit);
  }
}

/** What a loop does about a completion or signal: go on, end normally, or hand it on to its parent. */
export function settle(
  f: Frame,
  completion: Exclude<Completion, typeof NORMAL>,
  label: string,
): 'next' | 'end' | 'leave' {
  if (completion !== BREAK && completion !== CONTINUE) return 'leave';
  if (f.label !== '' && f.label.toLowerCase() !== label) return 'leave';
  f.label = '';
  return completion === BREAK ? 'end' : 'next';
}

/** As `settle`, for a break or continue that was thrown by something the body called. */
export function settleSignal(thrown: unknown, label: string): 'next' | 'end' {
  if (!(thrown instanceof LoopSignal)) throw thrown;
  if (thrown.label !== '' && thrown.label.toLowerCase() !== label) throw thrown;
  return thrown.completion === BREAK ? 'end' : 'next';
}

function condition(ast: StatementAst, unit: Unit): (f: Frame) => boolean {
  const plain = compileValue(ast, unit);
  const value = unit.isWatched ? watchedCondition(ast, plain) : plain;
  return f => {
    f.at = ast;
    return toBool(value(f));
  };
}

/** The turns of a loop: `test` first (unless absent), `body`, `step`. */
function turns(
  test: ((f: Frame) => boolean) | null,
  body: Statement,
  step: ((f: Frame) => unknown) | null,
  label: string,
): Statement {
  const run = (f: Frame): Completion => {
    const {stop} = f.session;
    while (test === null || test(f)) {
      const completion = body(f);
      if (completion !== NORMAL) {
        const verdict = settle(f, completion, label);
        if (verdict === 'end') return NORMAL;
        if (verdict === 'leave') return completion;
      }
      if (step !== null) step(f);
      if (stop[0] !== 0) f.session.checkStop();
    }
    return NORMAL;
  };
  return f => {
    for (;;) {
      try {
        return run(f);
      } catch (thrown) {
        if (settleSignal(thrown, label) === 'end') return NORMAL;
        if (step !== null) step(f);
      }
    }
  };
}

function compileWhile(ast: WhileStatementAst, unit: Unit): Statement {
  return turns(
    condition(ast.condition, unit),
    compileStatements(ast.body, unit),
    null,
    labelOf(ast.label),
  );
}

function compileFor(ast: ForStatementAst, unit: Unit): Statement {
  const start = ast.initializer === null ? null : compileSilent(ast.initializer, unit);
  const loop = turns(
    ast.condition === null ? null : condition(ast.condition, unit),
    compileStatements(ast.body, unit),
    ast.iterator === null ? null : compileSilent(ast.iterator, unit),
    labelOf(ast.label),
  );
  if (start === null) return loop;
  return f => {
    start(f);
    return loop(f);
  };
}

/** Initialisers and steps of `for` have no output. */
function compileSilent(ast: StatementAst, unit: Unit): Expression {
  const value = compileValue(ast, unit);
  return f => {
    f.at = ast;
    return value(f);
  };
}

function labelOf(label: string | null): string {
  return label === null ? '' : label.toLowerCase();
}

/** The condition is judged after each turn, also after one that ended by `continue`. */
function compileDo(ast: DoWhileStatementAst | DoUntilStatementAst, unit: Unit): Statement {
  const judge = condition(ast.condition, unit);
  const body = compileStatements(ast.body, unit);
  const label = labelOf(ast.label);
  const goOn = ast.kind === 'DoWhileStatementAst';
  return f => {
    const {stop} = f.session;
    do {
      try {
        const completion = body(f);
        if (completion !== NORMAL) {
          const verdict = settle(f, completion, label);
          if (verdict === 'end') return NORMAL;
          if (verdict === 'leave') return completion;
        }
      } catch (thrown) {
        if (settleSignal(thrown, label) === 'end') return NORMAL;
      }
      if (stop[0] !== 0) f.session.checkStop();
    } while (judge(f) === goOn);
    return NORMAL;
  };
}

// ---- foreach -----------------------------------------------------------------------------------

function compileForEach(ast: ForEachStatementAst, unit: Unit): Statement {
  const items = compileItems(ast, unit);
  const assign = compileAssignVariable(ast.variable, unit);
  const body = compileStatements(ast.body, unit);
  const label = labelOf(ast.label);
  const enumerator = unit.layout.find('foreach');
  const turn = (f: Frame, item: Value): Completion => {
    assign(f, item ?? null);
    let completion: Completion;
    try {
      completion = body(f);
    } catch (thrown) {
      return settleSignal(thrown, label) === 'end' ? BREAK : NORMAL;
    }
    if (completion === NORMAL) return NORMAL;
    const verdict = settle(f, completion, label);
    if (verdict === 'next') return NORMAL;
    f.left = verdict === 'end' ? NORMAL : completion;
    return BREAK;
  };
  if (enumerator >= 0) return enumerated(items, turn, enumerator);
  return f => {
    const {stop} = f.session;
    f.at = ast.condition;
    f.left = NORMAL;
    const source = items(f);
    // The array behind a list is the list's own: its body may change it.
    const count = Array.isArray(source) ? source.length : -1;
    for (const item of source) {
      if (turn(f, item) === BREAK) return takeLeft(f);
      if (count >= 0 && (source as Value[]).length !== count) throw collectionModified();
      if (stop[0] !== 0) f.session.checkStop();
    }
    return NORMAL;
  };
}

function takeLeft(f: Frame): Completion {
  const {left} = f;
  f.left = NORMAL;
  return left;
}

/** The block reads `$foreach`: the items go through an enumerator that the body can move. */
function enumerated(
  items: (f: Frame) => Iterable<Value>,
  turn: (f: Frame, item: Value) => Completion,
  slot: number,
): Statement {
  return f => {
    const all = new Enumerator([...items(f)]);
    const outer = f.slots[slot];
    f.slots[slot] = all;
    try {
      while (all.moveNext()) {
        if (turn(f, all.current) === BREAK) return takeLeft(f);
        f.session.checkStop();
      }
      return NORMAL;
    } finally {
      f.slots[slot] = outer ?? UNSET;
    }
  };
}

/** What foreach goes over: a range is not made as a list. */
function compileItems(ast: ForEachStatementAst, unit: Unit): (f: Frame) => Iterable<Value> {
  const expression = plainExpression(ast.condition);
  const range = expression === null ? null : compileRange(expression, unit);
  if (range !== null) return range;
  const value = compileValue(ast.condition, unit);
  return f => {
    const list = value(f);
    return list === null ? [] : enumerate(list);
  };
}

/** `a..b` as an iterable that makes its numbers one by one; null for other expressions. */
export function compileRange(
  ast: ExpressionAst,
  unit: Unit,
): ((f: Frame) => Iterable<Value>) | null {
  if (ast.kind === 'ParenExpressionAst') {
    const inner = plainExpression(ast.pipeline);
    return inner === null ? null : compileRange(inner, unit);
  }
  if (ast.kind !== 'BinaryExpressionAst' || ast.operator !== '..') return null;
  const left = compileExpression(ast.left, unit);
  const right = compileExpression(ast.right, unit);
  return f => rangeItems(left(f), right(f));
}
