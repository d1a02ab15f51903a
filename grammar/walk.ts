/** Going through a tree: the children of a node in source order, and a walk that knows the way up. */
import type {Ast} from './ast.ts';

/** Every node of a tree. Names of types (`TypeName`) belong to the node that holds them. */
export type AnyNode = Ast;

/** A node with the nodes around it. */
export interface Place {
  readonly node: AnyNode;
  readonly parent: Place | null;
}

function add(into: AnyNode[], ...nodes: readonly (AnyNode | null)[]): void {
  for (const node of nodes) if (node) into.push(node);
}

function addAll(into: AnyNode[], nodes: readonly AnyNode[]): void {
  for (const node of nodes) into.push(node);
}

/**
 * Adds the nodes directly inside `node` to `into`, in source order. Every node of every script comes by here:
 * the frequent kinds stand first and add their children by hand.
 */
function addChildren(node: AnyNode, into: AnyNode[]): void {
  switch (node.kind) {
    case 'StringConstantExpressionAst':
    case 'VariableExpressionAst':
    case 'ConstantExpressionAst':
      return;
    case 'PipelineAst':
      return addAll(into, node.elements);
    case 'CommandExpressionAst':
      into.push(node.expression);
      return addAll(into, node.redirections);
    case 'CommandAst':
      addAll(into, node.elements);
      return addAll(into, node.redirections);
    case 'CommandParameterAst':
      if (node.argument) into.push(node.argument);
      return;
    case 'MemberExpressionAst':
      into.push(node.expression, node.member);
      return;
    case 'AssignmentStatementAst':
    case 'BinaryExpressionAst':
    case 'PipelineChainAst':
      into.push(node.left, node.right);
      return;
    case 'StatementBlockAst':
    case 'NamedBlockAst':
      addAll(into, node.traps);
      return addAll(into, node.statements);
    case 'ExpandableStringExpressionAst':
      return addAll(into, node.parts);
    case 'ParenExpressionAst':
      into.push(node.pipeline);
      return;
    case 'InvokeMemberExpressionAst':
      into.push(node.expression, node.member);
      return addAll(into, node.arguments);
    case 'ArrayLiteralAst':
      return addAll(into, node.elements);
    case 'ScriptBlockExpressionAst':
      into.push(node.scriptBlock);
      return;
    case 'TypeExpressionAst':
    case 'TypeConstraintAst':
    case 'MergingRedirectionAst':
    case 'ErrorExpressionAst':
      return;
    case 'ArrayExpressionAst':
    case 'SubExpressionAst':
    case 'UsingExpressionAst':
      into.push(node.subExpression);
      return;
    case 'HashtableAst':
      for (const {key, value} of node.keyValuePairs) into.push(key, value);
      return;
    case 'UnaryExpressionAst':
      into.push(node.child);
      return;
    case 'IndexExpressionAst':
      into.push(node.target, node.index);
      return;
    case 'ConvertExpressionAst':
      into.push(node.type, node.child);
      return;
    default:
      addParts(node, into);
  }
}

type Frequent =
  | 'StringConstantExpressionAst'
  | 'VariableExpressionAst'
  | 'ConstantExpressionAst'
  | 'PipelineAst'
  | 'CommandExpressionAst'
  | 'CommandAst'
  | 'CommandParameterAst'
  | 'MemberExpressionAst'
  | 'AssignmentStatementAst'
  | 'BinaryExpressionAst'
  | 'PipelineChainAst'
  | 'StatementBlockAst'
  | 'NamedBlockAst'
  | 'ExpandableStringExpressionAst'
  | 'ParenExpressionAst'
  | 'InvokeMemberExpressionAst'
  | 'ArrayLiteralAst'
  | 'ScriptBlockExpressionAst'
  | 'TypeExpressionAst'
  | 'TypeConstraintAst'
  | 'MergingRedirectionAst'
  | 'ErrorExpressionAst'
  | 'ArrayExpressionAst'
  | 'SubExpressionAst'
  | 'UsingExpressionAst'
  | 'HashtableAst'
  | 'UnaryExpressionAst'
  | 'IndexExpressionAst'
  | 'ConvertExpressionAst';

/** The same for the other kinds, which are rarer or have many parts. */
function addParts(node: Exclude<AnyNode, {readonly kind: Frequent}>, into: AnyNode[]): void {
  switch (node.kind) {
    case 'ScriptBlockAst':
      addAll(into, node.usingStatements);
      addAll(into, node.attributes);
      add(into, node.paramBlock, node.dynamicParamBlock, node.beginBlock);
      return add(into, node.processBlock, node.endBlock, node.cleanBlock);
    case 'ParamBlockAst':
      return addAll(into, node.parameters);
    case 'ParameterAst':
      addAll(into, node.attributes);
      return add(into, node.name, node.defaultValue);
    case 'AttributeAst':
      addAll(into, node.positionalArguments);
      return addAll(into, node.namedArguments);
    case 'NamedAttributeArgumentAst':
      return add(into, node.argument);
    case 'AttributedExpressionAst':
      return add(into, node.attribute, node.child);
    case 'TernaryExpressionAst':
      return add(into, node.condition, node.ifTrue, node.ifFalse);
    case 'FileRedirectionAst':
      return add(into, node.location);
    case 'FunctionDefinitionAst':
      addAll(into, node.parameters ?? []);
      return add(into, node.body);
    case 'TypeDefinitionAst':
      addAll(into, node.attributes);
      addAll(into, node.baseTypes);
      return addAll(into, node.members);
    case 'PropertyMemberAst':
      addAll(into, node.attributes);
      return add(into, node.propertyType, node.initialValue);
    case 'FunctionMemberAst':
      addAll(into, node.attributes);
      add(into, node.returnType);
      addAll(into, node.parameters);
      addAll(into, node.baseArguments ?? []);
      return add(into, node.body);
    case 'UsingStatementAst':
      return add(into, node.name, node.moduleSpecification);
    case 'DataStatementAst':
      addAll(into, node.commandsAllowed);
      return add(into, node.body);
    case 'IfStatementAst':
      for (const {condition, body} of node.clauses) add(into, condition, body);
      return add(into, node.elseClause);
    case 'SwitchStatementAst':
      add(into, node.condition);
      for (const {condition, body} of node.clauses) add(into, condition, body);
      return add(into, node.default);
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
      return add(into, node.body, node.condition);
    case 'WhileStatementAst':
      return add(into, node.condition, node.body);
    case 'ForStatementAst':
      return add(into, node.initializer, node.condition, node.iterator, node.body);
    case 'ForEachStatementAst':
      return add(into, node.variable, node.condition, node.body);
    case 'TryStatementAst':
      add(into, node.body);
      addAll(into, node.catchClauses);
      return add(into, node.finally);
    case 'CatchClauseAst':
      addAll(into, node.catchTypes);
      return add(into, node.body);
    case 'TrapStatementAst':
      return add(into, node.trapType, node.body);
    case 'BreakStatementAst':
    case 'ContinueStatementAst':
      return add(into, node.label);
    default:
      return add(into, node.pipeline);
  }
}

/** The nodes directly inside `node`, in source order. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  addChildren(node, found);
  return found;
}

/** Calls `visit` for `root` and all nodes in it, outer ones first, in source order. Depth costs no stack. */
export function walk(root: AnyNode, visit: (node: AnyNode, parent: Place | null) => void): void {
  const waiting: AnyNode[] = [root];
  const parents: (Place | null)[] = [null]; // of those that wait
  const children: AnyNode[] = [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const parent = parents.pop() ?? null;
    visit(node, parent);
    addChildren(node, children);
    if (children.length === 0) continue;
    const place = {node, parent};
    for (let child = children.pop(); child; child = children.pop()) {
      waiting.push(child);
      parents.push(place);
    }
  }
}
