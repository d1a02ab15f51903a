/** Going through a tree: the children of a node in source order, and a walk that knows the way up. */
import type {Ast} from './ast.ts';

/** Every node of a tree, member names of a table below. `TypeName` is a leaf. */
export type AnyNode = Ast;

/** A node with the nodes around it. */
export interface Place {
  readonly node: AnyNode;
  readonly parent: Place | null;
}

/** The fields that hold nodes, lists of nodes, or lists of `{condition, body}` and `{key, value}`. */
const CHILDREN: Readonly<Record<AnyNode['kind'], readonly string[]>> = {
  ScriptBlockAst: [
    'usingStatements',
    'attributes',
    'paramBlock',
    'dynamicParamBlock',
    'beginBlock',
    'processBlock',
    'endBlock',
    'cleanBlock',
  ],
  NamedBlockAst: ['traps', 'statements'],
  StatementBlockAst: ['traps', 'statements'],
  ParamBlockAst: ['parameters'],
  ParameterAst: ['attributes', 'name', 'defaultValue'],
  AttributeAst: ['positionalArguments', 'namedArguments'],
  NamedAttributeArgumentAst: ['argument'],
  TypeConstraintAst: [],
  FunctionDefinitionAst: ['parameters', 'body'],
  TypeDefinitionAst: ['attributes', 'baseTypes', 'members'],
  PropertyMemberAst: ['attributes', 'propertyType', 'initialValue'],
  FunctionMemberAst: ['attributes', 'returnType', 'parameters', 'baseArguments', 'body'],
  UsingStatementAst: ['name', 'moduleSpecification'],
  DataStatementAst: ['commandsAllowed', 'body'],
  IfStatementAst: ['clauses', 'elseClause'],
  SwitchStatementAst: ['condition', 'clauses', 'default'],
  WhileStatementAst: ['condition', 'body'],
  DoWhileStatementAst: ['body', 'condition'],
  DoUntilStatementAst: ['body', 'condition'],
  ForStatementAst: ['initializer', 'condition', 'iterator', 'body'],
  ForEachStatementAst: ['variable', 'condition', 'body'],
  TryStatementAst: ['body', 'catchClauses', 'finally'],
  CatchClauseAst: ['catchTypes', 'body'],
  TrapStatementAst: ['trapType', 'body'],
  ReturnStatementAst: ['pipeline'],
  ExitStatementAst: ['pipeline'],
  ThrowStatementAst: ['pipeline'],
  BreakStatementAst: ['label'],
  ContinueStatementAst: ['label'],
  AssignmentStatementAst: ['left', 'right'],
  PipelineChainAst: ['left', 'right'],
  PipelineAst: ['elements'],
  CommandExpressionAst: ['expression', 'redirections'],
  CommandAst: ['elements', 'redirections'],
  CommandParameterAst: ['argument'],
  FileRedirectionAst: ['location'],
  MergingRedirectionAst: [],
  BinaryExpressionAst: ['left', 'right'],
  UnaryExpressionAst: ['child'],
  TernaryExpressionAst: ['condition', 'ifTrue', 'ifFalse'],
  ConvertExpressionAst: ['type', 'child'],
  AttributedExpressionAst: ['attribute', 'child'],
  MemberExpressionAst: ['expression', 'member'],
  InvokeMemberExpressionAst: ['expression', 'member', 'arguments'],
  IndexExpressionAst: ['target', 'index'],
  VariableExpressionAst: [],
  ConstantExpressionAst: [],
  StringConstantExpressionAst: [],
  ExpandableStringExpressionAst: ['parts'],
  ArrayLiteralAst: ['elements'],
  ArrayExpressionAst: ['subExpression'],
  SubExpressionAst: ['subExpression'],
  ParenExpressionAst: ['pipeline'],
  HashtableAst: ['keyValuePairs'],
  ScriptBlockExpressionAst: ['scriptBlock'],
  TypeExpressionAst: [],
  UsingExpressionAst: ['subExpression'],
  ErrorExpressionAst: [],
};

type Fields = Readonly<Record<string, unknown>>;

const isNode = (value: object): value is AnyNode => 'kind' in value;

function collect(value: object, into: AnyNode[]): void {
  if (isNode(value)) into.push(value);
  else for (const one of Object.values(value)) if (one) collect(one, into);
}

/** The nodes directly inside `node`, in source order. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const name of CHILDREN[node.kind]) {
    const value = (node as unknown as Fields)[name];
    if (value) collect(value, found);
  }
  return found;
}

/** Calls `visit` for `root` and all nodes in it, outer ones first, in source order. Depth costs no stack. */
export function walk(root: AnyNode, visit: (place: Place) => void): void {
  const waiting: Place[] = [{node: root, parent: null}];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    visit(place);
    const children = childrenOf(place.node);
    for (let index = children.length - 1; index >= 0; index--) {
      const node = children[index];
      if (node) waiting.push({node, parent: place});
    }
  }
}
