/** Blocks of statements, and script blocks with their parameters and named blocks. */
import type {NamedBlockAst, ScriptBlockAst, StatementBlockAst} from '../ast.ts';
import {join, type Printer} from './printer.ts';

export const statements = (node: StatementBlockAst | NamedBlockAst, print: Printer): string =>
  [...node.traps, ...node.statements].map(print.statement).join('; ');

export const block = (node: StatementBlockAst, print: Printer): string =>
  `{${statements(node, print)}}`;

function namedBlock(node: NamedBlockAst | null, print: Printer): string | null {
  if (!node) return null;
  const inner = statements(node, print);
  return node.unnamed ? inner : `${node.blockKind} {${inner}}`;
}

/** A script block without its braces. */
export function body(node: ScriptBlockAst, print: Printer): string {
  const before = node.paramBlock && print.attributes(node.paramBlock.attributes);
  return join(
    [
      ...node.usingStatements.map(print.statement),
      node.paramBlock && `${before}param${print.parameters(node.paramBlock.parameters)}`,
      namedBlock(node.dynamicParamBlock, print),
      namedBlock(node.beginBlock, print),
      namedBlock(node.processBlock, print),
      namedBlock(node.endBlock, print),
      namedBlock(node.cleanBlock, print),
    ],
    '; ',
  );
}

export const scriptBlock = (node: ScriptBlockAst, print: Printer): string =>
  `{${body(node, print)}}`;
