/**
 * Pipelines: expressions and commands joined by `|`, with their redirections.
 *
 * A pipeline that is one command goes straight to compile-command.ts; the running is in run-pipeline.ts.
 */
import type {CommandExpressionAst, PipelineAst} from '../../grammar/ast.ts';
import {enumerate} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {compileBackground} from './compile-background.ts';
import {compileCommand, compileSingleCommand} from './compile-command.ts';
import type {CommandSite} from './compile-command.ts';
import {compileRange} from './compile-loop.ts';
import {emit} from './output.ts';
import {compileRedirections} from './redirection.ts';
import {runPipeline} from './run-pipeline.ts';
import type {Unit} from './unit.ts';
import {compileExpression} from './compile.ts';
import type {RunInto} from './compile.ts';

export function pipelineCompiler(ast: PipelineAst, unit: Unit): RunInto {
  if (ast.background) return compileBackground(ast, unit);
  const [first, ...rest] = ast.elements;
  if (first === undefined) throw new Error('a pipeline without elements');
  if (rest.length === 0) {
    return first.kind === 'CommandAst'
      ? compileSingleCommand(first, unit)
      : compileSingleExpression(first, unit);
  }
  const sites = ast.elements
    .filter(element => element.kind === 'CommandAst')
    .map((element, at, all) =>
      compileCommand(element, unit, all.length === ast.elements.length ? at : at + 1),
    );
  const length = ast.elements.length;
  if (first.kind === 'CommandAst') return (f, out) => runPipeline(f, sites, length, null, out);
  return compileFed(first, sites, length, unit);
}

/** `expression | command ...`: the expression's value is enumerated into the first command. */
function compileFed(
  first: CommandExpressionAst,
  sites: readonly CommandSite[],
  length: number,
  unit: Unit,
): RunInto {
  const range = first.redirections.length === 0 ? compileRange(first.expression, unit) : null;
  if (range !== null) return (f, out) => runPipeline(f, sites, length, () => range(f), out);
  const value = compileExpression(first.expression, unit);
  return (f, out) => runPipeline(f, sites, length, () => items(value(f)), out);
}

function items(value: Value): Iterable<Value> {
  return enumerate(value);
}

function compileSingleExpression(ast: CommandExpressionAst, unit: Unit): RunInto {
  const value = compileExpression(ast.expression, unit);
  const redirect = compileRedirections(ast.redirections, unit);
  if (redirect === null) return (f, out) => emit(value(f), out);
  return (f, out) => {
    const streams = f.streams;
    const target = redirect(f, out, streams);
    f.streams = target.streams;
    try {
      emit(value(f), target.out);
    } finally {
      f.streams = streams;
      target.close();
    }
  };
}
