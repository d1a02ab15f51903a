/**
 * The tree of a PowerShell text. Names are those of System.Management.Automation.Language.
 *
 * A node is a plain object: `kind` (the .NET class name), `start` and `end` (UTF-16 offsets in the text,
 * end exclusive), then its own fields in the order of .NET's properties. Lines and columns are computed
 * from offsets when somebody asks (positions.ts). Lists are never null; a missing part is null.
 */

export interface Node {
  readonly start: number;
  readonly end: number;
}

// ---- script blocks, functions, parameters ------------------------------------------------------

export interface ScriptBlockAst extends Node {
  readonly kind: 'ScriptBlockAst';
  readonly usingStatements: readonly UsingStatementAst[];
  readonly attributes: readonly AttributeAst[]; // those before param(...)
  readonly paramBlock: ParamBlockAst | null;
  readonly dynamicParamBlock: NamedBlockAst | null;
  readonly beginBlock: NamedBlockAst | null;
  readonly processBlock: NamedBlockAst | null;
  readonly endBlock: NamedBlockAst | null; // plain statements are an unnamed end block
  readonly cleanBlock: NamedBlockAst | null;
  readonly scriptRequirements: readonly ScriptRequirement[]; // in order
}

/** A line `#requires -Version 7`. */
export interface ScriptRequirement {
  readonly start: number; // of the `#`
  readonly text: string; // after `#requires`
}

export type BlockKind = 'dynamicparam' | 'begin' | 'process' | 'end' | 'clean';

export interface NamedBlockAst extends Node {
  readonly kind: 'NamedBlockAst';
  readonly blockKind: BlockKind;
  readonly unnamed: boolean;
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

export interface StatementBlockAst extends Node {
  readonly kind: 'StatementBlockAst';
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

export interface ParamBlockAst extends Node {
  readonly kind: 'ParamBlockAst';
  readonly attributes: readonly (AttributeAst | TypeConstraintAst)[];
  readonly parameters: readonly ParameterAst[];
}

export interface ParameterAst extends Node {
  readonly kind: 'ParameterAst';
  readonly attributes: readonly (AttributeAst | TypeConstraintAst)[]; // in source order, types included
  readonly name: VariableExpressionAst;
  readonly defaultValue: ExpressionAst | null;
}

export interface AttributeAst extends Node {
  readonly kind: 'AttributeAst';
  readonly typeName: TypeName;
  readonly positionalArguments: readonly ExpressionAst[];
  readonly namedArguments: readonly NamedAttributeArgumentAst[];
}

export interface NamedAttributeArgumentAst extends Node {
  readonly kind: 'NamedAttributeArgumentAst';
  readonly argumentName: string;
  readonly argument: ExpressionAst | null; // null: `Mandatory` stands for `Mandatory = $true`
}

export interface TypeConstraintAst extends Node {
  readonly kind: 'TypeConstraintAst';
  readonly typeName: TypeName;
}

/** `int`, `int[]`, `int[,]`, `List[int]`, `Dictionary[string,int[]]`. `fullName` is the text without blanks. */
export interface TypeName extends Node {
  readonly kind: 'TypeName';
  readonly fullName: string; // with generic arguments and ranks
  readonly name: string; // without them
  readonly genericArguments: readonly TypeName[];
  readonly ranks: readonly number[]; // `int[][,]` is [1, 2]
}

export interface FunctionDefinitionAst extends Node {
  readonly kind: 'FunctionDefinitionAst';
  readonly name: string; // may carry a scope: `script:f`
  readonly isFilter: boolean;
  readonly parameters: readonly ParameterAst[] | null; // `function f($a) {}`; null when there are no parentheses
  readonly body: ScriptBlockAst;
}

// ---- classes and enums -------------------------------------------------------------------------

export interface TypeDefinitionAst extends Node {
  readonly kind: 'TypeDefinitionAst';
  readonly name: string;
  readonly typeKind: 'class' | 'enum';
  readonly attributes: readonly AttributeAst[];
  readonly baseTypes: readonly TypeConstraintAst[]; // of an enum: its underlying type
  readonly members: readonly MemberAst[];
}

export type MemberAst = PropertyMemberAst | FunctionMemberAst;

export interface PropertyMemberAst extends Node {
  readonly kind: 'PropertyMemberAst'; // also an enum's label
  readonly name: string;
  readonly propertyType: TypeConstraintAst | null;
  readonly attributes: readonly AttributeAst[];
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly initialValue: ExpressionAst | null;
}

export interface FunctionMemberAst extends Node {
  readonly kind: 'FunctionMemberAst';
  readonly name: string;
  readonly nameOffset: number; // where the name begins
  readonly isConstructor: boolean;
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly attributes: readonly AttributeAst[];
  readonly returnType: TypeConstraintAst | null;
  readonly parameters: readonly ParameterAst[];
  readonly baseArguments: readonly ExpressionAst[] | null; // `: base(...)`
  readonly body: ScriptBlockAst;
}

// ---- statements --------------------------------------------------------------------------------

export type StatementAst =
  | PipelineAst
  | PipelineChainAst
  | AssignmentStatementAst
  | IfStatementAst
  | SwitchStatementAst
  | LoopStatementAst
  | TryStatementAst
  | TrapStatementAst
  | FlowStatementAst
  | FunctionDefinitionAst
  | TypeDefinitionAst
  | UsingStatementAst
  | DataStatementAst;

export interface UsingStatementAst extends Node {
  readonly kind: 'UsingStatementAst';
  readonly usingStatementKind: 'namespace' | 'module' | 'assembly' | 'type' | 'command';
  readonly name: StringConstantExpressionAst | null;
  readonly moduleSpecification: HashtableAst | null;
}

export interface DataStatementAst extends Node {
  readonly kind: 'DataStatementAst';
  readonly variable: string | null;
  readonly commandsAllowed: readonly ExpressionAst[];
  readonly body: StatementBlockAst;
}

export interface IfStatementAst extends Node {
  readonly kind: 'IfStatementAst';
  readonly clauses: readonly {readonly condition: StatementAst; readonly body: StatementBlockAst}[];
  readonly elseClause: StatementBlockAst | null;
}

export interface SwitchStatementAst extends Node {
  readonly kind: 'SwitchStatementAst';
  readonly label: string | null;
  readonly flags: {
    readonly mode: 'exact' | 'wildcard' | 'regex';
    readonly caseSensitive: boolean;
    readonly file: boolean;
  };
  readonly condition: StatementAst; // with `file`: the file's name
  readonly clauses: readonly {
    readonly condition: ExpressionAst;
    readonly body: StatementBlockAst;
  }[];
  readonly default: StatementBlockAst | null;
}

export type LoopStatementAst =
  | WhileStatementAst
  | DoWhileStatementAst
  | DoUntilStatementAst
  | ForStatementAst
  | ForEachStatementAst;

export interface WhileStatementAst extends Node {
  readonly kind: 'WhileStatementAst';
  readonly label: string | null;
  readonly condition: StatementAst;
  readonly body: StatementBlockAst;
}

export interface DoWhileStatementAst extends Node {
  readonly kind: 'DoWhileStatementAst';
  readonly label: string | null;
  readonly condition: StatementAst;
  readonly body: StatementBlockAst;
}

export interface DoUntilStatementAst extends Node {
  readonly kind: 'DoUntilStatementAst';
  readonly label: string | null;
  readonly condition: StatementAst;
  readonly body: StatementBlockAst;
}

export interface ForStatementAst extends Node {
  readonly kind: 'ForStatementAst';
  readonly label: string | null;
  readonly initializer: StatementAst | null;
  readonly condition: StatementAst | null;
  readonly iterator: StatementAst | null;
  readonly body: StatementBlockAst;
}

export interface ForEachStatementAst extends Node {
  readonly kind: 'ForEachStatementAst';
  readonly label: string | null;
  readonly variable: VariableExpressionAst;
  readonly condition: StatementAst;
  readonly body: StatementBlockAst;
}

export interface TryStatementAst extends Node {
  readonly kind: 'TryStatementAst';
  readonly body: StatementBlockAst;
  readonly catchClauses: readonly CatchClauseAst[];
  readonly finally: StatementBlockAst | null;
}

export interface CatchClauseAst extends Node {
  readonly kind: 'CatchClauseAst';
  readonly catchTypes: readonly TypeConstraintAst[]; // empty: catches all
  readonly body: StatementBlockAst;
}

export interface TrapStatementAst extends Node {
  readonly kind: 'TrapStatementAst';
  readonly trapType: TypeConstraintAst | null;
  readonly body: StatementBlockAst;
}

export type FlowStatementAst =
  | ReturnStatementAst
  | ExitStatementAst
  | ThrowStatementAst
  | BreakStatementAst
  | ContinueStatementAst;

export interface ReturnStatementAst extends Node {
  readonly kind: 'ReturnStatementAst';
  readonly pipeline: StatementAst | null;
}
export interface ExitStatementAst extends Node {
  readonly kind: 'ExitStatementAst';
  readonly pipeline: StatementAst | null;
}
export interface ThrowStatementAst extends Node {
  readonly kind: 'ThrowStatementAst';
  readonly pipeline: StatementAst | null;
}
export interface BreakStatementAst extends Node {
  readonly kind: 'BreakStatementAst';
  readonly label: ExpressionAst | null;
}
export interface ContinueStatementAst extends Node {
  readonly kind: 'ContinueStatementAst';
  readonly label: ExpressionAst | null;
}

/** `target op value`. `left` may be an ArrayLiteralAst of targets, and may be wrapped in conversions or attributes. */
export interface AssignmentStatementAst extends Node {
  readonly kind: 'AssignmentStatementAst';
  readonly left: ExpressionAst;
  readonly operator: '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '??=';
  readonly right: StatementAst;
}

/** `a && b || c`: left-associative. */
export interface PipelineChainAst extends Node {
  readonly kind: 'PipelineChainAst';
  readonly left: PipelineAst | PipelineChainAst;
  readonly operator: '&&' | '||';
  readonly right: PipelineAst;
  readonly background: boolean;
}

export interface PipelineAst extends Node {
  readonly kind: 'PipelineAst';
  readonly elements: readonly (CommandAst | CommandExpressionAst)[]; // an expression stands only first
  readonly background: boolean;
}

export interface CommandExpressionAst extends Node {
  readonly kind: 'CommandExpressionAst';
  readonly expression: ExpressionAst;
  readonly redirections: readonly RedirectionAst[];
}

export interface CommandAst extends Node {
  readonly kind: 'CommandAst';
  readonly invocationOperator: '' | '&' | '.';
  /** The first is the command's name (StringConstantExpressionAst for a bare word) or the thing invoked. */
  readonly elements: readonly (CommandParameterAst | ExpressionAst)[];
  readonly redirections: readonly RedirectionAst[];
}

export interface CommandParameterAst extends Node {
  readonly kind: 'CommandParameterAst';
  readonly parameterName: string; // without the dash
  readonly argument: ExpressionAst | null; // `-Name:value`
}

export type StreamName =
  | 'success'
  | 'error'
  | 'warning'
  | 'verbose'
  | 'debug'
  | 'information'
  | 'all';

export type RedirectionAst = FileRedirectionAst | MergingRedirectionAst;

export interface FileRedirectionAst extends Node {
  readonly kind: 'FileRedirectionAst';
  readonly fromStream: StreamName;
  readonly location: ExpressionAst;
  readonly append: boolean;
}

export interface MergingRedirectionAst extends Node {
  readonly kind: 'MergingRedirectionAst';
  readonly fromStream: StreamName;
  readonly toStream: StreamName;
}

// ---- expressions -------------------------------------------------------------------------------

export type ExpressionAst =
  | BinaryExpressionAst
  | UnaryExpressionAst
  | TernaryExpressionAst
  | ConvertExpressionAst
  | AttributedExpressionAst
  | MemberExpressionAst
  | InvokeMemberExpressionAst
  | IndexExpressionAst
  | VariableExpressionAst
  | ConstantExpressionAst
  | StringConstantExpressionAst
  | ExpandableStringExpressionAst
  | ArrayLiteralAst
  | ArrayExpressionAst
  | SubExpressionAst
  | ParenExpressionAst
  | HashtableAst
  | ScriptBlockExpressionAst
  | TypeExpressionAst
  | UsingExpressionAst
  | ErrorExpressionAst;

/** Operators in lower case. `ieq`, `eq` are both 'ieq' here: the insensitive form is the canonical one; `ceq` keeps its c. */
export type BinaryOperator =
  | 'and'
  | 'or'
  | 'xor'
  | 'band'
  | 'bor'
  | 'bxor'
  | 'shl'
  | 'shr'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '..'
  | 'f'
  | '??'
  | 'as'
  | 'is'
  | 'isnot'
  | 'join'
  | `${'i' | 'c'}${'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'like' | 'notlike' | 'match' | 'notmatch' | 'contains' | 'notcontains' | 'in' | 'notin' | 'replace' | 'split'}`;

export interface BinaryExpressionAst extends Node {
  readonly kind: 'BinaryExpressionAst';
  readonly left: ExpressionAst;
  readonly operator: BinaryOperator;
  readonly right: ExpressionAst;
  readonly errorPosition: number; // offset of the operator
}

export interface UnaryExpressionAst extends Node {
  readonly kind: 'UnaryExpressionAst';
  readonly operator:
    | 'not'
    | 'bnot'
    | '-'
    | '+'
    | '++'
    | '--'
    | 'post++'
    | 'post--'
    | 'isplit'
    | 'csplit'
    | 'join';
  readonly child: ExpressionAst;
}

export interface TernaryExpressionAst extends Node {
  readonly kind: 'TernaryExpressionAst';
  readonly condition: ExpressionAst;
  readonly ifTrue: ExpressionAst;
  readonly ifFalse: ExpressionAst;
}

export interface ConvertExpressionAst extends Node {
  readonly kind: 'ConvertExpressionAst';
  readonly type: TypeConstraintAst;
  readonly child: ExpressionAst;
}

/** `[ValidateRange(1,5)]$x`: an attribute that is not a type, before an expression. */
export interface AttributedExpressionAst extends Node {
  readonly kind: 'AttributedExpressionAst';
  readonly attribute: AttributeAst;
  readonly child: ExpressionAst;
}

export interface MemberExpressionAst extends Node {
  readonly kind: 'MemberExpressionAst';
  readonly expression: ExpressionAst;
  readonly member: ExpressionAst; // StringConstantExpressionAst for a plain name
  readonly static: boolean;
  readonly nullConditional: boolean;
}

export interface InvokeMemberExpressionAst extends Node {
  readonly kind: 'InvokeMemberExpressionAst';
  readonly expression: ExpressionAst;
  readonly member: ExpressionAst;
  readonly arguments: readonly ExpressionAst[];
  readonly genericArguments: readonly TypeName[];
  readonly static: boolean;
  readonly nullConditional: boolean;
}

export interface IndexExpressionAst extends Node {
  readonly kind: 'IndexExpressionAst';
  readonly target: ExpressionAst;
  readonly index: ExpressionAst;
  readonly nullConditional: boolean;
}

export interface VariableExpressionAst extends Node {
  readonly kind: 'VariableExpressionAst';
  readonly scope: string | null; // `global`, `script`, ..., or a drive: `env`; as written
  readonly name: string; // escapes resolved, without scope
  readonly splatted: boolean;
}

/**
 * Numbers know their .NET type. A sign belongs to them where an operand is expected (`-5`), not in argument
 * mode. `value` of Int64, UInt64, Decimal and BigInteger is text of the exact digits in base 10. As an
 * argument a number also stands for its text: slice the script from `start` to `end`.
 */
export interface ConstantExpressionAst extends Node {
  readonly kind: 'ConstantExpressionAst';
  readonly type: NumericTypeName;
  readonly value: number | string;
}

export type NumericTypeName =
  | 'Int32'
  | 'Int64'
  | 'Double'
  | 'Decimal'
  | 'Byte'
  | 'SByte'
  | 'Int16'
  | 'UInt16'
  | 'UInt32'
  | 'UInt64'
  | 'BigInteger';

export type StringConstantType =
  | 'BareWord'
  | 'SingleQuoted'
  | 'DoubleQuoted'
  | 'SingleQuotedHereString'
  | 'DoubleQuotedHereString';

export interface StringConstantExpressionAst extends Node {
  readonly kind: 'StringConstantExpressionAst';
  readonly value: string;
  readonly stringConstantType: StringConstantType;
}

/** Parts in order: literal text, variables and sub-expressions. Literal parts are StringConstantExpressionAst. */
export interface ExpandableStringExpressionAst extends Node {
  readonly kind: 'ExpandableStringExpressionAst';
  readonly parts: readonly (
    | StringConstantExpressionAst
    | VariableExpressionAst
    | UsingExpressionAst
    | SubExpressionAst
  )[];
  readonly stringConstantType: StringConstantType; // BareWord: `$HOME/x` in argument mode
}

/** `a, b`; also `,a`, an array of one element. */
export interface ArrayLiteralAst extends Node {
  readonly kind: 'ArrayLiteralAst';
  readonly elements: readonly ExpressionAst[];
}

export interface ArrayExpressionAst extends Node {
  readonly kind: 'ArrayExpressionAst'; // @( )
  readonly subExpression: StatementBlockAst;
}

export interface SubExpressionAst extends Node {
  readonly kind: 'SubExpressionAst'; // $( )
  readonly subExpression: StatementBlockAst;
}

export interface ParenExpressionAst extends Node {
  readonly kind: 'ParenExpressionAst';
  readonly pipeline: StatementAst;
}

export interface HashtableAst extends Node {
  readonly kind: 'HashtableAst';
  readonly keyValuePairs: readonly {readonly key: ExpressionAst; readonly value: StatementAst}[];
}

export interface ScriptBlockExpressionAst extends Node {
  readonly kind: 'ScriptBlockExpressionAst';
  readonly scriptBlock: ScriptBlockAst;
}

export interface TypeExpressionAst extends Node {
  readonly kind: 'TypeExpressionAst';
  readonly typeName: TypeName;
}

/** `$using:x` */
export interface UsingExpressionAst extends Node {
  readonly kind: 'UsingExpressionAst';
  readonly subExpression: ExpressionAst;
}

/** Stands where an expression should be; only in the tree of a text with syntax errors. */
export interface ErrorExpressionAst extends Node {
  readonly kind: 'ErrorExpressionAst';
}

export type Ast =
  | ScriptBlockAst
  | NamedBlockAst
  | StatementBlockAst
  | ParamBlockAst
  | ParameterAst
  | AttributeAst
  | NamedAttributeArgumentAst
  | TypeConstraintAst
  | MemberAst
  | StatementAst
  | CatchClauseAst
  | CommandAst
  | CommandExpressionAst
  | CommandParameterAst
  | RedirectionAst
  | ExpressionAst;
