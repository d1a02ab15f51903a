/** Lists of statements: where an error ends one and the next goes on. Language specification 12.1. */
import type {StatementBlockAst} from '../../grammar/ast.ts';
import {compileTrapped} from './compile-try.ts';
import {compileStatement} from './compile.ts';
import {NORMAL} from './flow.ts';
import {onStatementError} from './statement-error.ts';
import type {Statement, Unit} from './unit.ts';

/**
 * A list of statements. An error ends its statement; what then happens (go on, unwind) is decided in
 * statement-error.ts. Completions other than NORMAL end the list.
 */
export function statementListCompiler(
  block: Pick<StatementBlockAst, 'statements' | 'traps'>,
  unit: Unit,
): Statement {
  if (block.traps.length > 0) return compileTrapped(block, unit);
  const statements = block.statements.map(statement => compileStatement(statement, unit));
  const [only] = statements;
  if (unit.isMethod) return sequence(statements);
  if (statements.length === 1 && only !== undefined) {
    return f => {
      try {
        return only(f);
      } catch (error) {
        onStatementError(f, error);
        return NORMAL;
      }
    };
  }
  return f => {
    let at = 0;
    for (;;) {
      try {
        for (; at < statements.length; at++) {
          const completion = (statements[at] as Statement)(f);
          if (completion !== NORMAL) return completion;
        }
        return NORMAL;
      } catch (error) {
        onStatementError(f, error);
        at++;
      }
    }
  };
}

/** Statements in a row whose errors are nobody's business here. */
function sequence(statements: readonly Statement[]): Statement {
  return f => {
    for (let at = 0; at < statements.length; at++) {
      const completion = (statements[at] as Statement)(f);
      if (completion !== NORMAL) return completion;
    }
    return NORMAL;
  };
}
