/** `data name { }`: constants only. Language specification 2. */
import type {DataStatementAst} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {leave} from './compile-value.ts';
import {NORMAL} from './flow.ts';
import {Collector, emit} from './output.ts';
import {requireRestricted} from './restricted-language.ts';
import type {Statement, Unit} from './unit.ts';
import {compileExpression, compileStatements} from './compile.ts';

const NONE: ReadonlySet<string> = new Set();

export function compileData(ast: DataStatementAst, unit: Unit): Statement {
  const body = compileStatements(ast.body, unit);
  const allowed = ast.commandsAllowed.map(name => compileExpression(name, unit));
  const name = ast.variable?.toLowerCase() ?? null;
  unit.hasNestedReturn = true;
  return f => {
    f.at = ast;
    const commands = new Set(['convertfrom-stringdata']);
    for (const command of allowed) commands.add(toText(command(f)).toLowerCase());
    requireRestricted(ast.body, {commands, variables: NONE, environment: false}, f.source);
    const collector = new Collector();
    const {out} = f;
    f.out = collector;
    try {
      const completion = body(f);
      if (completion !== NORMAL) leave(f, completion);
    } finally {
      f.out = out;
    }
    if (name === null) emit(collector.result(), f.out);
    else f.scope.assign(name, collector.result() ?? null);
    return NORMAL;
  };
}
