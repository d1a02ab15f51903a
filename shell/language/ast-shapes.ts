/**
 * Nodes of grammar/ast.ts as classes of System.Management.Automation.Language: base class and properties.
 *
 * A property is a field with a capital first letter, or `field=Name` where .NET calls it otherwise.
 */
import type {AnyNode} from '../../grammar/walk.ts';

export interface AstShape {
  readonly base: string;
  /** Fields, parted by blanks. */
  readonly fields: string;
}

/** Classes without nodes of their own, outer ones first. */
export const ABSTRACT: readonly (readonly [name: string, base: string])[] = [
  ['StatementAst', 'Ast'],
  ['PipelineBaseAst', 'StatementAst'],
  ['ErrorStatementAst', 'PipelineBaseAst'],
  ['ChainableAst', 'PipelineBaseAst'],
  ['LabeledStatementAst', 'StatementAst'],
  ['LoopStatementAst', 'LabeledStatementAst'],
  ['CommandBaseAst', 'StatementAst'],
  ['CommandElementAst', 'Ast'],
  ['ExpressionAst', 'CommandElementAst'],
  ['AttributeBaseAst', 'Ast'],
  ['MemberAst', 'Ast'],
  ['RedirectionAst', 'Ast'],
  ['BaseCtorInvokeMemberExpressionAst', 'ExpressionAst'],
];

/** A base class stands before those that derive from it. */
export const SHAPES: Readonly<Record<AnyNode['kind'], AstShape>> = {
  ScriptBlockAst: {
    base: 'Ast',
    fields:
      'usingStatements attributes paramBlock dynamicParamBlock beginBlock processBlock endBlock cleanBlock',
  },
  NamedBlockAst: {base: 'Ast', fields: 'blockKind unnamed statements traps'},
  StatementBlockAst: {base: 'Ast', fields: 'statements traps'},
  ParamBlockAst: {base: 'Ast', fields: 'attributes parameters'},
  ParameterAst: {base: 'Ast', fields: 'attributes name defaultValue'},
  AttributeAst: {base: 'AttributeBaseAst', fields: 'typeName positionalArguments namedArguments'},
  NamedAttributeArgumentAst: {base: 'Ast', fields: 'argumentName argument'},
  TypeConstraintAst: {base: 'AttributeBaseAst', fields: 'typeName'},
  FunctionDefinitionAst: {base: 'StatementAst', fields: 'name isFilter parameters body'},
  TypeDefinitionAst: {base: 'StatementAst', fields: 'name attributes baseTypes members'},
  PropertyMemberAst: {
    base: 'MemberAst',
    fields: 'name propertyType attributes isStatic isHidden initialValue',
  },
  FunctionMemberAst: {
    base: 'MemberAst',
    fields: 'name isConstructor isStatic isHidden attributes returnType parameters body',
  },
  UsingStatementAst: {base: 'StatementAst', fields: 'name moduleSpecification'},
  DataStatementAst: {base: 'StatementAst', fields: 'variable commandsAllowed body'},
  IfStatementAst: {base: 'StatementAst', fields: 'clauses elseClause'},
  SwitchStatementAst: {base: 'LabeledStatementAst', fields: 'label condition clauses default'},
  WhileStatementAst: {base: 'LoopStatementAst', fields: 'label condition body'},
  DoWhileStatementAst: {base: 'LoopStatementAst', fields: 'label condition body'},
  DoUntilStatementAst: {base: 'LoopStatementAst', fields: 'label condition body'},
  ForStatementAst: {base: 'LoopStatementAst', fields: 'label initializer condition iterator body'},
  ForEachStatementAst: {base: 'LoopStatementAst', fields: 'label variable condition body'},
  TryStatementAst: {base: 'StatementAst', fields: 'body catchClauses finally'},
  CatchClauseAst: {base: 'Ast', fields: 'catchTypes body'},
  TrapStatementAst: {base: 'StatementAst', fields: 'trapType body'},
  ReturnStatementAst: {base: 'StatementAst', fields: 'pipeline'},
  ExitStatementAst: {base: 'StatementAst', fields: 'pipeline'},
  ThrowStatementAst: {base: 'StatementAst', fields: 'pipeline'},
  BreakStatementAst: {base: 'StatementAst', fields: 'label'},
  ContinueStatementAst: {base: 'StatementAst', fields: 'label'},
  AssignmentStatementAst: {base: 'PipelineBaseAst', fields: 'left operator right'},
  PipelineChainAst: {
    base: 'ChainableAst',
    fields: 'left=LhsPipelineChain operator right=RhsPipeline background',
  },
  PipelineAst: {base: 'ChainableAst', fields: 'elements=PipelineElements background'},
  CommandExpressionAst: {base: 'CommandBaseAst', fields: 'expression redirections'},
  CommandAst: {base: 'CommandBaseAst', fields: 'elements=CommandElements redirections'},
  CommandParameterAst: {base: 'CommandElementAst', fields: 'parameterName argument'},
  FileRedirectionAst: {base: 'RedirectionAst', fields: 'fromStream location append'},
  MergingRedirectionAst: {base: 'RedirectionAst', fields: 'fromStream toStream'},
  BinaryExpressionAst: {base: 'ExpressionAst', fields: 'left operator right'},
  UnaryExpressionAst: {base: 'ExpressionAst', fields: 'operator=TokenKind child'},
  TernaryExpressionAst: {base: 'ExpressionAst', fields: 'condition ifTrue ifFalse'},
  AttributedExpressionAst: {base: 'ExpressionAst', fields: 'attribute child'},
  ConvertExpressionAst: {base: 'AttributedExpressionAst', fields: 'type child'},
  MemberExpressionAst: {base: 'ExpressionAst', fields: 'expression member static nullConditional'},
  InvokeMemberExpressionAst: {
    base: 'MemberExpressionAst',
    fields: 'arguments genericArguments=GenericTypeArguments',
  },
  IndexExpressionAst: {base: 'ExpressionAst', fields: 'target index nullConditional'},
  VariableExpressionAst: {base: 'ExpressionAst', fields: 'splatted'},
  ConstantExpressionAst: {base: 'ExpressionAst', fields: ''},
  StringConstantExpressionAst: {base: 'ConstantExpressionAst', fields: ''},
  ExpandableStringExpressionAst: {base: 'ExpressionAst', fields: 'stringConstantType'},
  ArrayLiteralAst: {base: 'ExpressionAst', fields: 'elements'},
  ArrayExpressionAst: {base: 'ExpressionAst', fields: 'subExpression'},
  SubExpressionAst: {base: 'ExpressionAst', fields: 'subExpression'},
  ParenExpressionAst: {base: 'ExpressionAst', fields: 'pipeline'},
  HashtableAst: {base: 'ExpressionAst', fields: 'keyValuePairs'},
  ScriptBlockExpressionAst: {base: 'ExpressionAst', fields: 'scriptBlock'},
  TypeExpressionAst: {base: 'ExpressionAst', fields: 'typeName'},
  UsingExpressionAst: {base: 'ExpressionAst', fields: 'subExpression'},
  ErrorExpressionAst: {base: 'ExpressionAst', fields: ''},
};
