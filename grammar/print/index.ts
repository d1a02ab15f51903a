/**
 * A tree as text. The text parses to the same tree; blanks, comments, aliases of operators and the ways to
 * escape are not kept. Everything goes on one line, joined by `;`, except here-strings and #requires.
 *
 * Used by tests (print, parse, compare) and to show code that has no text of its own. One file for each part
 * of the grammar; what prints nodes inside nodes is handed the printer.
 */
import type {ScriptBlockAst} from '../ast.ts';
import {attributes, parameters} from './attributes.ts';
import {block, body, scriptBlock, statements} from './blocks.ts';
import {expression} from './expressions.ts';
import type {Printer} from './printer.ts';
import {statement} from './statements.ts';

const printer: Printer = {
  expression: node => expression(node, printer),
  statement: node => statement(node, printer),
  statements: node => statements(node, printer),
  block: node => block(node, printer),
  scriptBlock: node => scriptBlock(node, printer),
  attributes: nodes => attributes(nodes, printer),
  parameters: nodes => parameters(nodes, printer),
};

/** The text of a script. */
export function printScript(node: ScriptBlockAst): string {
  const requirements = node.scriptRequirements.map(({text}) => `#requires ${text}\n`).join('');
  return requirements + body(node, printer);
}
