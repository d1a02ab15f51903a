/** Pipelines, chains, assignments and commands, from their parts. */
import type {
  AssignmentStatementAst,
  CommandAst,
  CommandExpressionAst,
  CommandParameterAst,
  ExpressionAst,
  PipelineAst,
  PipelineChainAst,
  RedirectionAst,
  StatementAst,
} from '../ast.ts';
import {errorExpression} from './expressions.ts';
import {bareWord} from './strings.ts';

type Element = CommandAst | CommandExpressionAst;

/** A redirection that is not supported is reported and left out. */
type Redirections = readonly (RedirectionAst | null)[];

/** What stands after the first element of a statement: more elements, more pipelines, `&`. */
export interface PipelineRest {
  readonly redirections: Redirections;
  readonly tail: readonly (Element | null)[];
  readonly chain: readonly {
    readonly operator: '&&' | '||';
    readonly elements: readonly (Element | null)[];
  }[];
  readonly background: boolean;
}

export function expressionElement(
  expression: ExpressionAst,
  found: Redirections,
): CommandExpressionAst {
  const redirections = found.filter(one => one !== null);
  const end = redirections.at(-1)?.end ?? expression.end;
  return {kind: 'CommandExpressionAst', start: expression.start, end, expression, redirections};
}

export function pipeline(found: readonly (Element | null)[], background: boolean): PipelineAst {
  const elements = found.filter(one => one !== null);
  const start = elements[0]?.start ?? 0;
  return {kind: 'PipelineAst', start, end: elements.at(-1)?.end ?? start, elements, background};
}

/** A pipeline, or a chain of them from left to right. The last one carries the `&`. */
export function pipelines(
  head: ExpressionAst | CommandAst | null,
  rest: PipelineRest,
): PipelineAst | PipelineChainAst {
  const first =
    head && head.kind !== 'CommandAst' ? expressionElement(head, rest.redirections) : head;
  const last = rest.chain.length - 1;
  let left: PipelineAst | PipelineChainAst = pipeline(
    [first, ...rest.tail],
    last < 0 && rest.background,
  );
  rest.chain.forEach(({operator, elements}, index) => {
    const right = pipeline(elements, false);
    const background = index === last && rest.background;
    left = {
      kind: 'PipelineChainAst',
      start: left.start,
      end: right.end,
      left,
      operator,
      right,
      background,
    };
  });
  return left;
}

export function assignment(
  left: ExpressionAst,
  tail: {readonly operator: AssignmentStatementAst['operator']; readonly right: StatementAst},
): AssignmentStatementAst {
  const {operator, right} = tail;
  return {kind: 'AssignmentStatementAst', start: left.start, end: right.end, left, operator, right};
}

/** Stands where a statement should be; only in the tree of a text with syntax errors. */
export function errorStatement(at: number): PipelineAst {
  return pipeline([expressionElement(errorExpression(at), [])], false);
}

type CommandPart = CommandParameterAst | ExpressionAst | RedirectionAst | null;

const isRedirection = (part: CommandPart): part is RedirectionAst =>
  part?.kind === 'FileRedirectionAst' || part?.kind === 'MergingRedirectionAst';

/** A command from its name and what follows. After `--` dash words are arguments. */
export function command(
  start: number,
  end: number,
  invocationOperator: CommandAst['invocationOperator'],
  name: ExpressionAst,
  rest: readonly (CommandPart | readonly ExpressionAst[])[],
  input: string,
): CommandAst {
  const parts = rest.flat();
  const redirections = parts.filter(isRedirection);
  const elements: (CommandParameterAst | ExpressionAst)[] = [name];
  let onlyArguments = false;
  for (const part of parts) {
    if (part === null || isRedirection(part)) continue;
    if (part.kind === 'CommandParameterAst' && onlyArguments) {
      elements.push(...asArguments(part, input));
      continue;
    }
    elements.push(part);
    if (part.kind === 'CommandParameterAst' && part.parameterName === '-') onlyArguments = true;
  }
  return {kind: 'CommandAst', start, end, invocationOperator, elements, redirections};
}

function asArguments(parameter: CommandParameterAst, input: string): ExpressionAst[] {
  const {start, end, argument} = parameter;
  if (!argument) return [bareWord(start, end, input.slice(start, end))];
  const colon = input.indexOf(':', start) + 1;
  return [bareWord(start, colon, input.slice(start, colon)), argument];
}
