/** Pipelines, commands, redirections as text. */
import type {CommandAst, ExpressionAst, PipelineAst, RedirectionAst, StreamName} from '../ast.ts';
import {join, type Printer} from './printer.ts';
import {hexadecimal} from './words.ts';

const STREAMS: Readonly<Record<StreamName, string>> = {
  success: '',
  error: '2',
  warning: '3',
  verbose: '4',
  debug: '5',
  information: '6',
  all: '*',
};

function redirection(node: RedirectionAst, print: Printer): string {
  if (node.kind === 'MergingRedirectionAst') {
    return `${STREAMS[node.fromStream]}>&${STREAMS[node.toStream] || 1}`;
  }
  return `${STREAMS[node.fromStream]}${node.append ? '>>' : '>'} ${print.expression(node.location)}`;
}

/** A sign is not part of a number here, but a hexadecimal number may be negative. */
function commandArgument(node: ExpressionAst, print: Printer): string {
  if (node.kind === 'ArrayLiteralAst')
    return node.elements.map(one => commandArgument(one, print)).join(', ');
  if (node.kind !== 'ConstantExpressionAst' || !(Number(node.value) < 0))
    return print.expression(node);
  return hexadecimal(node);
}

/** After `--%` the rest of the line is taken as it stands. */
function command(node: CommandAst, print: Printer): string {
  let verbatim = false;
  const [name = '', ...rest] = node.elements.map((element, index) => {
    if (element.kind === 'CommandParameterAst') {
      const {parameterName, argument} = element;
      return `-${parameterName}${argument ? `:${print.expression(argument)}` : ''}`;
    }
    const isWord =
      element.kind === 'StringConstantExpressionAst' && element.stringConstantType === 'BareWord';
    if (isWord && verbatim) return element.value;
    if (isWord && index > 0 && element.value === '--%') {
      // Written with an escape it is a word like others.
      verbatim = element.end - element.start <= '--%'.length;
      return verbatim ? '--%' : '--`%';
    }
    return commandArgument(element, print);
  });
  const text = join([
    node.invocationOperator,
    name,
    ...node.redirections.map(one => redirection(one, print)),
    ...rest,
  ]);
  return verbatim ? `${text}\n` : text;
}

export function pipeline(node: PipelineAst, print: Printer): string {
  const elements = node.elements.map(element =>
    element.kind === 'CommandAst'
      ? command(element, print)
      : join([
          print.expression(element.expression),
          ...element.redirections.map(one => redirection(one, print)),
        ]),
  );
  return join([elements.join(' | '), node.background && '&']);
}
