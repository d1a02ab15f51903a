/** Fills the table of compile.ts. Imported by the session, before anything is compiled. */
import {setCompilers} from './compile.ts';
import {expressionCompiler} from './compile-expression.ts';
import {pipelineCompiler} from './compile-pipeline.ts';
import {statementCompiler} from './compile-statement.ts';
import {statementListCompiler} from './compile-statement-list.ts';
import {valueCompiler} from './compile-value.ts';

export function installCompilers(): void {
  setCompilers({
    expression: expressionCompiler,
    value: valueCompiler,
    statement: statementCompiler,
    statements: statementListCompiler,
    pipelineInto: pipelineCompiler,
  });
}
