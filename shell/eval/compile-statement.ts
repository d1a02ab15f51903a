/** Statement nodes to closures, and lists of statements: where an error ends one and the next goes on. */
import type {
  AssignmentStatementAst,
  ExpressionAst,
  FlowStatementAst,
  FunctionDefinitionAst,
  IfStatementAst,
  Node,
  PipelineAst,
  PipelineChainAst,
  StatementAst,
} from '../../grammar/ast.ts';
import {toBool} from '../conversion/to-bool.ts';
import {toText} from '../conversion/to-text.ts';
import {asNumber} from '../conversion/index.ts';
import type {Value} from '../values/value.ts';
import {compileData} from './compile-data.ts';
import {compileLoop} from './compile-loop.ts';
import {compileSwitch} from './compile-switch.ts';
import {compileAssignment} from './compile-target.ts';
import {compileTry} from './compile-try.ts';
import {BREAK, CONTINUE, ExitSignal, NORMAL, RETURN} from './flow.ts';
import type {Frame} from './frame.ts';
import {FunctionCommand} from './function-command.ts';
import {emit} from './output.ts';
import {ScriptBlock} from './script-block.ts';
import {onStatementError} from './statement-error.ts';
import {throwValue} from './throw-value.ts';
import type {Statement, Unit} from './unit.ts';
import {
  compileExpression,
  compilePipelineInto,
  compileStatement,
  compileStatements,
  compileValue,
} from './compile.ts';
import {isStep, plainExpression} from './plain-expression.ts';

export function statementCompiler(ast: StatementAst, unit: Unit): Statement {
  switch (ast.kind) {
    case 'PipelineAst':
      return compilePipelineStatement(ast, unit);
    case 'PipelineChainAst':
      return compileChain(ast, unit);
    case 'AssignmentStatementAst':
      return compileAssignmentStatement(ast, unit);
    case 'IfStatementAst':
      return compileIf(ast, unit);
    case 'SwitchStatementAst':
      return compileSwitch(ast, unit);
    case 'WhileStatementAst':
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
    case 'ForStatementAst':
    case 'ForEachStatementAst':
      return compileLoop(ast, unit);
    case 'TryStatementAst':
      return compileTry(ast, unit);
    case 'FunctionDefinitionAst':
      return compileFunction(ast, unit);
    case 'DataStatementAst':
      return compileData(ast, unit);
    case 'TrapStatementAst': // belongs to its block, see compileStatements
    case 'UsingStatementAst': // done before the script runs, see script-types.ts
    case 'TypeDefinitionAst': // so are classes and enums
      return () => NORMAL;
    default:
      return compileFlow(ast, unit);
  }
}

// ---- pipelines as statements -------------------------------------------------------------------

function compilePipelineStatement(ast: PipelineAst, unit: Unit): Statement {
  const expression = plainExpression(ast);
  if (expression === null) {
    const run = compilePipelineInto(ast, unit);
    return f => {
      f.at = ast;
      run(f, f.out);
      return NORMAL;
    };
  }
  const assignment = parenthesizedAssignment(expression);
  const value = compileExpression(expression, unit);
  const silent = assignment === null && isStep(expression);
  const pure = !runsCommand(expression);
  return f => {
    f.at = ast;
    const result = value(f);
    if (!silent) emit(result, f.out);
    if (pure) f.session.ok = true;
    return NORMAL;
  };
}

function parenthesizedAssignment(ast: ExpressionAst): AssignmentStatementAst | null {
  return ast.kind === 'ParenExpressionAst' && ast.pipeline.kind === 'AssignmentStatementAst'
    ? ast.pipeline
    : null;
}

/** Could evaluating this run a command, so that `$?` is that command's to set? */
function runsCommand(ast: Node & {readonly kind?: string}): boolean {
  if (ast.kind === 'CommandAst') return true;
  if (ast.kind === 'ScriptBlockExpressionAst') return false;
  return Object.values(ast).some(part =>
    Array.isArray(part)
      ? part.some(item => typeof item === 'object' && item !== null && runsCommand(item as Node))
      : typeof part === 'object' && part !== null && runsCommand(part as Node),
  );
}

function compileAssignmentStatement(ast: AssignmentStatementAst, unit: Unit): Statement {
  const assign = compileAssignment(ast, unit);
  const pure = !runsCommand(ast.right);
  return f => {
    f.at = ast;
    assign(f);
    if (pure) f.session.ok = true;
    return NORMAL;
  };
}

function compileChain(ast: PipelineChainAst, unit: Unit): Statement {
  const left = compileStatement(ast.left, unit);
  const right = compileStatement(ast.right, unit);
  const wanted = ast.operator === '&&';
  return f => {
    try {
      const completion = left(f);
      if (completion !== NORMAL) return completion;
    } catch (error) {
      onStatementError(f, error);
    }
    return f.session.ok === wanted ? right(f) : NORMAL;
  };
}

// ---- if, flow, definitions ---------------------------------------------------------------------

function compileIf(ast: IfStatementAst, unit: Unit): Statement {
  const clauses = ast.clauses.map(clause => ({
    at: clause.condition,
    condition: compileValue(clause.condition, unit),
    body: compileStatements(clause.body, unit),
  }));
  const otherwise = ast.elseClause === null ? null : compileStatements(ast.elseClause, unit);
  const [first] = clauses;
  if (clauses.length === 1 && first) {
    const {at, condition, body} = first;
    return f => {
      f.at = at;
      if (toBool(condition(f))) return body(f);
      return otherwise === null ? NORMAL : otherwise(f);
    };
  }
  return f => {
    for (const {at, condition, body} of clauses) {
      f.at = at;
      if (toBool(condition(f))) return body(f);
    }
    return otherwise === null ? NORMAL : otherwise(f);
  };
}

function compileFlow(ast: FlowStatementAst, unit: Unit): Statement {
  switch (ast.kind) {
    case 'ReturnStatementAst':
      return compileReturn(ast.pipeline, ast, unit);
    case 'ExitStatementAst': {
      const code = ast.pipeline === null ? null : compileValue(ast.pipeline, unit);
      return f => {
        throw new ExitSignal(code === null ? lastExitCode(f) : exitCode(code(f)));
      };
    }
    case 'ThrowStatementAst': {
      const thrown = ast.pipeline === null ? null : compileValue(ast.pipeline, unit);
      return f => {
        f.at = ast;
        throw throwValue(f, ast, thrown === null ? undefined : thrown(f), thrown !== null);
      };
    }
    case 'BreakStatementAst':
    case 'ContinueStatementAst': {
      const label = ast.label === null ? null : compileExpression(ast.label, unit);
      const completion = ast.kind === 'BreakStatementAst' ? BREAK : CONTINUE;
      return f => {
        f.label = label === null ? '' : toText(label(f));
        return completion;
      };
    }
  }
}

function compileReturn(pipeline: StatementAst | null, at: Node, unit: Unit): Statement {
  if (pipeline === null) return () => RETURN;
  const expression = plainExpression(pipeline);
  if (expression !== null || unit.isMethod) {
    const value =
      expression === null ? compileValue(pipeline, unit) : compileExpression(expression, unit);
    if (unit.isMethod) {
      return f => {
        f.at = at;
        f.returned = value(f);
        return RETURN;
      };
    }
    const pure = expression !== null && !runsCommand(expression);
    return f => {
      f.at = at;
      emit(value(f), f.out);
      if (pure) f.session.ok = true;
      return RETURN;
    };
  }
  const run = compileStatement(pipeline, unit);
  return f => {
    run(f);
    return RETURN;
  };
}

function exitCode(value: Value): number {
  try {
    return Math.trunc(asNumber(value)) | 0;
  } catch {
    return 0;
  }
}

function lastExitCode(f: Frame): number {
  const code = f.session.getVariable('LASTEXITCODE', f);
  return typeof code === 'number' ? code : 0;
}

function compileFunction(ast: FunctionDefinitionAst, unit: Unit): Statement {
  const colon = /^(global|script|local|private):(?=.)/i.exec(ast.name);
  const scopeName = colon?.[1]?.toLowerCase() ?? 'local';
  const name = colon === null ? ast.name : ast.name.slice(colon[0].length);
  const {source} = unit;
  return f => {
    const {session} = f;
    const block = new ScriptBlock(ast.body, source, session, f.state, ast.isFilter, ast.parameters);
    const scope = session.scopeOf(scopeName, f) ?? f.scope;
    session.setFunction(name, FunctionCommand.of(name, block, ast.start), scope);
    session.ok = true;
    return NORMAL;
  };
}
