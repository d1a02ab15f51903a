/** try/catch/finally and trap. Language specification 2 and 12. */
import type {
  CatchClauseAst,
  StatementBlockAst,
  TrapStatementAst,
  TryStatementAst,
  TypeConstraintAst,
} from '../../grammar/ast.ts';
import {locate, Raised, raisedOf} from '../errors/raise.ts';
import type {ErrorRecord} from '../errors/error-record.ts';
import {isStopped, isUnwatched, lowerStop, setStop} from '../session/stop-word.ts';
import {watchNow} from '../session/watch.ts';
import type {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {typeOf} from '../values/type-of.ts';
import {compileStatement, compileStatements} from './compile.ts';
import {compileTypeName} from './compile-type.ts';
import type {Completion} from './flow.ts';
import {BREAK, CONTINUE, isFlow, NORMAL, RETURN} from './flow.ts';
import type {Frame} from './frame.ts';
import {errorAction} from './statement-error.ts';
import type {Statement, Unit} from './unit.ts';

export function compileTry(ast: TryStatementAst, unit: Unit): Statement {
  const body = compileStatements(ast.body, unit);
  const guarded = ast.catchClauses.length === 0 ? body : compileCatch(ast, body, unit);
  if (ast.finally === null) return guarded;
  const last = compileStatements(ast.finally, unit);
  return f => {
    let completion: Completion;
    if (isUnwatched(f.session.stop)) watchNow();
    try {
      completion = guarded(f);
    } finally {
      runFinally(f, last);
    }
    return completion;
  };
}

/** Runs even after Ctrl-C: the stop word is put aside meanwhile. */
function runFinally(f: Frame, last: Statement): void {
  const {session} = f;
  const {out, label} = f;
  const stopped = isStopped(session.stop);
  lowerStop(session.stop);
  try {
    last(f);
  } finally {
    if (stopped) setStop(session.stop);
    f.out = out;
    f.label = label;
  }
}

// ---- catch -------------------------------------------------------------------------------------

interface Handler {
  readonly types: readonly ((f: Frame) => NetType)[];
  readonly body: Statement;
}

function compileCatch(ast: TryStatementAst, body: Statement, unit: Unit): Statement {
  const handlers = ast.catchClauses.map(clause => compileHandler(clause, unit));
  return f => {
    const {session} = f;
    const {out, streams} = f;
    const saved = session.propagateErrors;
    session.propagateErrors = true;
    let raised: Raised;
    try {
      return body(f);
    } catch (thrown) {
      if (isFlow(thrown)) throw thrown;
      raised = raisedOf(thrown, f);
    } finally {
      session.propagateErrors = saved;
    }
    f.out = out;
    f.streams = streams;
    const handler = closest(handlers, raised, f);
    session.recordError(raised.record);
    f.streams.error.collect?.(raised.record);
    f.streams.error.collect?.(raised.record);
    if (handler === null) throw raised;
    return handle(f, handler.body, raised.record);
  };
}

function compileHandler(clause: CatchClauseAst, unit: Unit): Handler {
  return {
    types: clause.catchTypes.map(type => compileTypeName(type.typeName)),
    body: compileStatements(clause.body, unit),
  };
}

/** Runs a handler with `$_` the error. */
function handle(f: Frame, body: Statement, record: ErrorRecord): Completion {
  const {underscore} = f.scope;
  const {caught} = f;
  f.scope.underscore = record;
  f.caught = record;
  try {
    return body(f);
  } finally {
    f.scope.underscore = underscore;
    f.caught = caught;
  }
}

/**
 * The handler for an error: the first of its exceptions that some handler names decides, the nearest type
 * of several; handlers without types come last.
 */
function closest(handlers: readonly Handler[], raised: Raised, f: Frame): Handler | null {
  for (const exception of exceptionsOf(raised)) {
    const found = nearest(handlers, typeOf(exception), f);
    if (found !== null) return found;
  }
  return handlers.find(handler => handler.types.length === 0) ?? null;
}

function nearest(handlers: readonly Handler[], type: NetType, f: Frame): Handler | null {
  let best: Handler | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const handler of handlers) {
    for (const resolve of handler.types) {
      const distance = distanceTo(resolve(f), type);
      if (distance >= lowest) continue;
      lowest = distance;
      best = handler;
    }
  }
  return best;
}

/** The exceptions a `catch [T]` may mean: what the error's own one wraps, that one, and what wraps it. */
function exceptionsOf({record, wrapper}: Raised): NetException[] {
  const inner: NetException[] = [];
  for (
    let exception: NetException | null = record.exception;
    exception !== null && WRAPPERS.has(exception.typeName) && exception.inner !== null;
    exception = exception.inner
  ) {
    inner.unshift(exception.inner);
  }
  return [...inner, record.exception, ...(wrapper === null ? [] : [wrapper])];
}

const WRAPPERS = new Set([
  'RuntimeException',
  'MethodInvocationException',
  'GetValueInvocationException',
  'SetValueInvocationException',
  'ActionPreferenceStopException',
  'CmdletInvocationException',
]);

/** Steps from a type up to a base of it; infinite when it is none. */
function distanceTo(wanted: NetType, from: NetType): number {
  let steps = 0;
  for (let type: NetType | null = from; type !== null; type = type.base, steps++) {
    if (type === wanted) return steps;
  }
  return Number.POSITIVE_INFINITY;
}

// ---- trap --------------------------------------------------------------------------------------

interface Trap {
  readonly type: ((f: Frame) => NetType) | null;
  readonly body: Statement;
}

/** Statements of a block with traps: each error goes to the trap of the most specific type. */
export function compileTrapped(
  block: Pick<StatementBlockAst, 'statements' | 'traps'>,
  unit: Unit,
): Statement {
  const statements = block.statements.map(statement => compileStatement(statement, unit));
  const traps = block.traps.map(trap => compileTrap(trap, unit));
  return f => {
    for (const statement of statements) {
      const completion = runTrapped(f, statement, traps);
      if (completion !== NORMAL) return completion;
    }
    return NORMAL;
  };
}

function compileTrap(trap: TrapStatementAst, unit: Unit): Trap {
  const {trapType} = trap;
  return {
    type: trapType === null ? null : typeOfConstraint(trapType),
    body: compileStatements(trap.body, unit),
  };
}

function typeOfConstraint(constraint: TypeConstraintAst): (f: Frame) => NetType {
  return compileTypeName(constraint.typeName);
}

function runTrapped(f: Frame, statement: Statement, traps: readonly Trap[]): Completion {
  const {session, out} = f;
  const saved = session.propagateErrors;
  session.propagateErrors = true;
  let raised: Raised;
  try {
    return statement(f);
  } catch (thrown) {
    if (isFlow(thrown)) throw thrown;
    raised = raisedOf(thrown, f);
  } finally {
    session.propagateErrors = saved;
  }
  f.out = out;
  session.ok = false;
  const trap = closestTrap(traps, raised, f);
  if (trap === null) throw raised;
  return runTrap(f, trap, raised);
}

function closestTrap(traps: readonly Trap[], raised: Raised, f: Frame): Trap | null {
  const handlers: Handler[] = traps.map(({type, body}) => ({
    types: type === null ? [] : [type],
    body,
  }));
  const found = closest(handlers, raised, f);
  return found === null ? null : (traps[handlers.indexOf(found)] ?? null);
}

/** `continue` swallows the error, `break` throws it on, `return` leaves, nothing reports and goes on. */
function runTrap(f: Frame, trap: Trap, raised: Raised): Completion {
  const {session} = f;
  session.recordError(raised.record);
  f.streams.error.collect?.(raised.record);
  const completion = handle(f, trap.body, raised.record);
  if (completion === CONTINUE) return NORMAL;
  if (completion === BREAK) throw new Raised(raised.record, 'script', raised.wrapper);
  if (completion === RETURN) return RETURN;
  locate(raised.record, f);
  const action = errorAction(f);
  if (action === 'stop') throw new Raised(raised.record, 'stop', raised.wrapper);
  if (action !== 'silentlycontinue' && action !== 'ignore') f.streams.error.process(raised.record);
  session.ok = false;
  return NORMAL;
}
