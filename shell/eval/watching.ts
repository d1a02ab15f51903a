/**
 * Hooks in compiled code for somebody who watches it run: the debugger (../debug).
 *
 * Only code that is compiled while there is a watcher has them, so that nothing else pays; when one comes or
 * goes, blocks are compiled anew at their next call (`epoch`). Leaf.
 */
import type {CommandAst, Node, StatementAst} from '../../grammar/ast.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import type {SourceText} from './source-text.ts';
import type {Expression, Statement} from './unit.ts';

export type VariableAccess = 'Read' | 'Write';

export interface Watcher {
  /** Before the part of a statement that runs first. */
  onStatement(f: Frame, at: Node): void;
  /** Before a command that was found under that name. */
  onCommand(f: Frame, at: CommandAst, name: string): void;
  onVariable(f: Frame, at: Node, name: string, access: VariableAccess): void;
  /** What was typed, or the script, has run to its end. */
  onEnd(): void;
}

export let watcher: Watcher | null = null;
/** Changes when a watcher comes or goes. */
export let epoch = 0;

/** Runs something that nobody shall watch: the prompt function. */
export function unwatched<T>(run: () => T): T {
  const was = watcher;
  watcher = null;
  try {
    return run();
  } finally {
    watcher = was;
  }
}

/** While somebody watches; and a text that calls the debugger, whose rest it looks at. */
export function isWatched(source: SourceText): boolean {
  return watcher !== null || source.callsDebugger;
}

/** Null: nobody watches any more. */
export function setWatcher(next: Watcher | null): void {
  if (watcher === next) return;
  watcher = next;
  epoch += 1;
}

export function watchedStatement(ast: StatementAst, run: Statement): Statement {
  const at = firstPart(ast);
  if (at === null) return run;
  return f => {
    watcher?.onStatement(f, at);
    return run(f);
  };
}

/** The condition of a loop, which is judged at every turn. */
export function watchedCondition(at: Node, value: Expression): Expression {
  return f => {
    watcher?.onStatement(f, at);
    return value(f);
  };
}

export function watchedRead(at: Node, name: string, read: Expression): Expression {
  return f => {
    watcher?.onVariable(f, at, name, 'Read');
    return read(f);
  };
}

export function watchedWrite(
  at: Node,
  name: string,
  write: (f: Frame, value: Value) => void,
): (f: Frame, value: Value) => void {
  return (f, value) => {
    watcher?.onVariable(f, at, name, 'Write');
    write(f, value);
  };
}

/** Where a debugger stops for a statement; null where only the statements inside count. */
function firstPart(ast: StatementAst): Node | null {
  switch (ast.kind) {
    case 'IfStatementAst':
      return ast.clauses[0]?.condition ?? ast;
    case 'SwitchStatementAst':
    case 'ForEachStatementAst':
      return ast.condition;
    case 'ForStatementAst':
      return ast.initializer;
    case 'TryStatementAst':
    case 'WhileStatementAst':
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
    case 'DataStatementAst':
    case 'TrapStatementAst':
    case 'UsingStatementAst':
    case 'TypeDefinitionAst':
      return null;
    default:
      return ast;
  }
}
