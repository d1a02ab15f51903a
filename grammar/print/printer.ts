/** What the parts of the printer ask of one another: a node's text from whatever file prints it. */
import type {
  AttributeAst,
  ExpressionAst,
  NamedBlockAst,
  ParamBlockAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  TypeConstraintAst,
} from '../ast.ts';

export interface Printer {
  readonly expression: (node: ExpressionAst) => string;
  readonly statement: (node: StatementAst) => string;
  /** The statements of a block, without its braces. */
  readonly statements: (node: StatementBlockAst | NamedBlockAst) => string;
  readonly block: (node: StatementBlockAst) => string;
  readonly scriptBlock: (node: ScriptBlockAst) => string;
  readonly attributes: (nodes: readonly (AttributeAst | TypeConstraintAst)[]) => string;
  readonly parameters: (nodes: ParamBlockAst['parameters']) => string;
}

/** The parts that there are, with blanks between. */
export const join = (parts: readonly (string | null | false)[], separator = ' '): string =>
  parts.filter(part => typeof part === 'string' && part !== '').join(separator);
