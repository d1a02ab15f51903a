/** Statements as text, each on its own: what joins them is the block's. */
import type {StatementAst, SwitchStatementAst, TrapStatementAst} from '../ast.ts';
import {type} from './attributes.ts';
import {typeDefinition} from './classes.ts';
import {pipeline} from './commands.ts';
import {list, memberName} from './expressions.ts';
import {join, type Printer} from './printer.ts';
import {stringConstant, variable, word} from './words.ts';

const trap = (node: TrapStatementAst, print: Printer): string =>
  join(['trap', node.trapType && type(node.trapType), print.block(node.body)]);

function switchStatement(node: SwitchStatementAst, print: Printer): string {
  const {mode, caseSensitive, file} = node.flags;
  const flags = join([mode !== 'exact' && `-${mode}`, caseSensitive && '-casesensitive']);
  const subject = file
    ? `-file ${print.statement(node.condition)}`
    : `(${print.statement(node.condition)})`;
  const clauses = node.clauses.map(
    clause => `${print.expression(clause.condition)} ${print.block(clause.body)}`,
  );
  if (node.default) clauses.push(`default ${print.block(node.default)}`);
  return `switch ${flags} ${subject} {${clauses.join('; ')}}`;
}

function labelled(label: string | null, text: string): string {
  return label === null ? text : `:${label} ${text}`;
}

export function statement(node: StatementAst, print: Printer): string {
  switch (node.kind) {
    case 'PipelineAst':
      return pipeline(node, print);
    case 'PipelineChainAst': {
      const {left, operator, right} = node;
      // Words after `--%` reach to the bar, blanks included, so neither a line end nor a blank may be added.
      const before = print.statement(left);
      const joint = before.endsWith('\n')
        ? `${before.slice(0, -1)}${operator}`
        : `${before} ${operator}`;
      return join([`${joint} ${print.statement(right)}`, node.background && '&']);
    }
    case 'AssignmentStatementAst':
      return `${print.expression(node.left)} ${node.operator} ${print.statement(node.right)}`;
    case 'IfStatementAst': {
      const clauses = node.clauses.map(
        clause => `if (${print.statement(clause.condition)}) ${print.block(clause.body)}`,
      );
      return join([
        clauses.join(' else'),
        node.elseClause && `else ${print.block(node.elseClause)}`,
      ]);
    }
    case 'SwitchStatementAst':
      return labelled(node.label, switchStatement(node, print));
    case 'WhileStatementAst':
      return labelled(
        node.label,
        `while (${print.statement(node.condition)}) ${print.block(node.body)}`,
      );
    case 'DoWhileStatementAst':
      return labelled(
        node.label,
        `do ${print.block(node.body)} while (${print.statement(node.condition)})`,
      );
    case 'DoUntilStatementAst':
      return labelled(
        node.label,
        `do ${print.block(node.body)} until (${print.statement(node.condition)})`,
      );
    case 'ForStatementAst': {
      const header = [node.initializer, node.condition, node.iterator].map(part =>
        part ? print.statement(part) : '',
      );
      return labelled(node.label, `for (${header.join('; ')}) ${print.block(node.body)}`);
    }
    case 'ForEachStatementAst': {
      const header = `${variable(node.variable)} in ${print.statement(node.condition)}`;
      return labelled(node.label, `foreach (${header}) ${print.block(node.body)}`);
    }
    case 'TryStatementAst': {
      const catches = node.catchClauses.map(clause =>
        join(['catch', clause.catchTypes.map(type).join(', '), print.block(clause.body)]),
      );
      return join([
        'try',
        print.block(node.body),
        ...catches,
        node.finally && `finally ${print.block(node.finally)}`,
      ]);
    }
    case 'TrapStatementAst':
      return trap(node, print);
    case 'ReturnStatementAst':
    case 'ExitStatementAst':
    case 'ThrowStatementAst': {
      const keyword = node.kind.slice(0, -'StatementAst'.length).toLowerCase();
      return join([keyword, node.pipeline && print.statement(node.pipeline)]);
    }
    case 'BreakStatementAst':
    case 'ContinueStatementAst':
      return join([
        node.kind === 'BreakStatementAst' ? 'break' : 'continue',
        node.label && memberName(node.label, print),
      ]);
    case 'FunctionDefinitionAst':
      return join([
        node.isFilter ? 'filter' : 'function',
        word(node.name) + (node.parameters ? print.parameters(node.parameters) : ''),
        print.scriptBlock(node.body),
      ]);
    case 'TypeDefinitionAst':
      return typeDefinition(node, print);
    case 'UsingStatementAst':
      return join([
        'using',
        node.usingStatementKind,
        node.name && stringConstant(node.name),
        node.moduleSpecification && print.expression(node.moduleSpecification),
      ]);
    case 'DataStatementAst': {
      const allowed =
        node.commandsAllowed.length > 0 && `-supportedcommand ${list(node.commandsAllowed, print)}`;
      return join(['data', node.variable, allowed, print.block(node.body)]);
    }
  }
}
