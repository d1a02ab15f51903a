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

interface Chained {
  readonly operator: '&&' | '||';
  readonly elements: readonly (Element | null)[];
}

/** What stands after the first element of a statement: more elements, more pipelines, `&`. */
export interface PipelineRest {
  readonly tail: readonly (Element | null)[];
  readonly chain: readonly Chained[];
  readonly background: boolean;
}

const NOTHING: PipelineRest = {tail: [], chain: [], background: false};

export function pipelineRest(
  tail: PipelineRest['tail'],
  chain: readonly Chained[],
  background: boolean,
): PipelineRest {
  const isNothing = tail.length === 0 && chain.length === 0 && !background;
  return isNothing ? NOTHING : {tail, chain, background};
}

const isThere = <T>(one: T | null): one is T => one !== null;

/** The list without what is missing; most lists miss nothing and stay as they are. */
export function present<T>(list: readonly (T | null)[]): readonly T[] {
  return list.every(isThere) ? list : list.filter(isThere);
}

export function expressionElement(
  expression: ExpressionAst,
  found: Redirections,
): CommandExpressionAst {
  const redirections = present(found);
  const end = redirections.at(-1)?.end ?? expression.end;
  return {kind: 'CommandExpressionAst', start: expression.start, end, expression, redirections};
}

export function pipeline(found: readonly (Element | null)[], background: boolean): PipelineAst {
  const elements = present(found);
  const start = elements[0]?.start ?? 0;
  return {kind: 'PipelineAst', start, end: elements.at(-1)?.end ?? start, elements, background};
}

/** A pipeline, or a chain of them from left to right. The last one carries the `&`. */
export function pipelines(
  head: ExpressionAst | CommandAst | null,
  redirections: Redirections,
  {tail, chain, background}: PipelineRest,
): PipelineAst | PipelineChainAst {
  const first = head && head.kind !== 'CommandAst' ? expressionElement(head, redirections) : head;
  const elements = tail.length === 0 ? [first] : [first, ...tail];
  const whole = pipeline(elements, background && chain.length === 0);
  return chain.length === 0 ? whole : chained(whole, chain, background);
}

function chained(
  first: PipelineAst,
  chain: readonly Chained[],
  background: boolean,
): PipelineAst | PipelineChainAst {
  let left: PipelineAst | PipelineChainAst = first;
  chain.forEach(({operator, elements}, index) => {
    const right = pipeline(elements, false);
    left = {
      kind: 'PipelineChainAst',
      start: left.start,
      end: right.end,
      left,
      operator,
      right,
      background: background && index === chain.length - 1,
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

/** Sorts the parts of a command; after `--` dash words are arguments. */
class CommandParts {
  readonly elements: (CommandParameterAst | ExpressionAst)[];
  readonly redirections: RedirectionAst[] = [];
  readonly input: string;
  onlyArguments = false;

  constructor(name: ExpressionAst, input: string) {
    this.elements = [name];
    this.input = input;
  }

  add(part: CommandPart): void {
    if (!part) return;
    switch (part.kind) {
      case 'FileRedirectionAst':
      case 'MergingRedirectionAst':
        this.redirections.push(part);
        return;
      case 'CommandParameterAst':
        if (this.onlyArguments) this.elements.push(...asArguments(part, this.input));
        else this.elements.push(part);
        if (part.parameterName === '-') this.onlyArguments = true;
        return;
      default:
        this.elements.push(part);
    }
  }
}

/** A command from its name and what follows. */
export function command(
  start: number,
  end: number,
  invocationOperator: CommandAst['invocationOperator'],
  name: ExpressionAst,
  rest: readonly (CommandPart | readonly ExpressionAst[])[],
  input: string,
): CommandAst {
  const parts = new CommandParts(name, input);
  for (const part of rest) {
    if (isList(part)) for (const one of part) parts.add(one);
    else parts.add(part);
  }
  const {elements, redirections} = parts;
  return {kind: 'CommandAst', start, end, invocationOperator, elements, redirections};
}

const isList = (part: CommandPart | readonly ExpressionAst[]): part is readonly ExpressionAst[] =>
  Array.isArray(part);

function asArguments(parameter: CommandParameterAst, input: string): ExpressionAst[] {
  const {start, end, argument} = parameter;
  if (!argument) return [bareWord(start, end, input.slice(start, end))];
  const colon = input.indexOf(':', start) + 1;
  return [bareWord(start, colon, input.slice(start, colon)), argument];
}
