/**
 * `$block.GetPowerShell(args)`: a block of plain commands as a hosted shell. Arguments are evaluated here and
 * now, with the block's parameters and nothing else to look at; the commands run where the shell runs.
 */
import type {CommandAst, ScriptBlockAst, StatementAst} from '../../grammar/ast.ts';
import {type AnyNode, walk} from '../../grammar/walk.ts';
import {runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {compileArguments} from './compile-command.ts';
import {newFrame, runBody} from './function-call.ts';
import {HostedShell} from './hosted-shell.ts';
import {discard} from './output.ts';
import type {ScriptBlock} from './script-block.ts';
import {bindPositional} from './simple-parameters.ts';
import {Unit} from './unit.ts';

const REFUSALS = {
  CanConvertOneClauseOnly:
    'The script block cannot be converted because it contains more than one clause. Expressions or control structures are not permitted. Verify that the script block contains exactly one pipeline or command.',
  CantConvertEmptyPipeline:
    'An empty script block cannot be converted. Verify that the script block contains exactly one pipeline or command.',
  CanOnlyConvertOnePipeline:
    'Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted. Verify that the script block contains exactly one pipeline or command.',
  CantConvertScriptBlockWithTrap:
    'A script block that contains a top-level trap statement cannot be converted.',
  CantConvertWithScriptBlocks:
    'Cannot generate a PowerShell object for a ScriptBlock that tries to pass other script blocks inside argument values.',
  CantConvertWithCommandInvocations:
    'Cannot generate a PowerShell object for a ScriptBlock which invokes pipelines, commands or functions to evaluate arguments of the main pipeline.',
  CantConvertWithDotSourcing:
    'Cannot generate a PowerShell object for a ScriptBlock that uses dot sourcing.',
  CantConvertWithScriptBlockInvocation:
    'Cannot generate a PowerShell object for a ScriptBlock that invokes other script blocks.',
  CanConvertOneOutputErrorRedir:
    'The script block cannot be converted to a PowerShell object because it contains forbidden redirection operators.',
  CantConvertPipelineStartsWithExpression:
    'Cannot generate a PowerShell object for a ScriptBlock that starts a pipeline with an expression.',
} as const;

function refusal(id: keyof typeof REFUSALS): Error {
  return notConvertible(id, REFUSALS[id]);
}

function notConvertible(id: string, text: string): Error {
  return runtimeError(id, text, {
    type: 'System.Management.Automation.ScriptBlockToPowerShellNotSupportedException',
  });
}

/** Throws ScriptBlockToPowerShellNotSupportedException for a block that is more than plain commands. */
export function shellOfBlock(block: ScriptBlock, args: readonly Value[]): HostedShell {
  const statements = plainStatements(block.ast);
  const known = new Set(block.compiled.parameters.map(parameter => parameter.lower));
  const {session} = block;
  const frame = newFrame(session.frame, block, block.compiled, discard);
  const unit = new Unit(frame.scope.layout, block.source);
  const shell = new HostedShell(session);
  runBody(frame, () => {
    bindPositional(frame, block.compiled, [...args]);
    for (const statement of statements) {
      shell.addStatement();
      for (const command of statement) {
        const [head, ...rest] = command.elements;
        refuseUnplain(rest, known);
        const evaluate = compileArguments(rest, unit);
        frame.scope.grow();
        shell.add(head?.kind === 'StringConstantExpressionAst' ? head.value : '', false);
        for (const argument of evaluate(frame)) shell.addArgument(argument);
      }
    }
  });
  return shell;
}

function plainStatements(ast: ScriptBlockAst): CommandAst[][] {
  if (ast.beginBlock || ast.processBlock || ast.dynamicParamBlock || ast.cleanBlock)
    throw refusal('CanConvertOneClauseOnly');
  const {traps = [], statements = []} = ast.endBlock ?? {};
  if (traps.length > 0) throw refusal('CantConvertScriptBlockWithTrap');
  if (statements.length === 0) throw refusal('CantConvertEmptyPipeline');
  return statements.map(commandsOf);
}

function commandsOf(statement: StatementAst): CommandAst[] {
  if (statement.kind !== 'PipelineAst') throw refusal('CanOnlyConvertOnePipeline');
  return statement.elements.map(element => {
    if (element.kind !== 'CommandAst') throw refusal('CantConvertPipelineStartsWithExpression');
    if (element.invocationOperator === '.') throw refusal('CantConvertWithDotSourcing');
    if (element.redirections.length > 0) throw refusal('CanConvertOneOutputErrorRedir');
    if (element.elements[0]?.kind !== 'StringConstantExpressionAst')
      throw refusal('CantConvertWithScriptBlockInvocation');
    return element;
  });
}

/** Arguments may be made of constants and the block's parameters. */
function refuseUnplain(elements: readonly AnyNode[], known: ReadonlySet<string>): void {
  for (const element of elements)
    walk(element, node => {
      if (node.kind === 'ScriptBlockExpressionAst') throw refusal('CantConvertWithScriptBlocks');
      if (node.kind === 'CommandAst') throw refusal('CantConvertWithCommandInvocations');
      if (node.kind !== 'VariableExpressionAst') return;
      const {name} = node;
      if (!known.has(name.toLowerCase()) && !/^(?:true|false|null)$/i.test(name))
        throw notConvertible(
          'CantConvertWithUndeclaredVariables',
          `Cannot generate a PowerShell object for a ScriptBlock dereferencing variables undeclared in the param(...) block.  Name of undeclared variable: ${name}.`,
        );
    });
}
