/** Parameters, attributes, hashtable keys, splats: what must be unique, constant, or elsewhere. */
import type {
  AttributeAst,
  ExpressionAst,
  FunctionDefinitionAst,
  HashtableAst,
  Node,
  ParamBlockAst,
  ParameterAst,
  UsingExpressionAst,
  VariableExpressionAst,
} from '../ast.ts';
import type {Place} from '../walk.ts';
import {isVoid, pureExpression} from './assignments.ts';
import type {Report} from './report.ts';

/** Calls `repeated` for each item whose name, in any case, was there before. */
function eachRepeated<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  repeated: (item: Item) => void,
) {
  const seen = new Set<string>();
  for (const item of items) {
    const name = nameOf(item).toLowerCase();
    if (seen.has(name)) repeated(item);
    seen.add(name);
  }
}

const pathOf = ({scope, name}: VariableExpressionAst): string =>
  scope ? `${scope}:${name}` : name;

function checkParameters(parameters: readonly ParameterAst[], report: Report): void {
  eachRepeated(
    parameters,
    parameter => pathOf(parameter.name),
    ({name}) => report('DuplicateFormalParameter', name, pathOf(name)),
  );
  for (const {attributes} of parameters) {
    const type = attributes.find(one => one.kind === 'TypeConstraintAst' && isVoid(one));
    if (type) report('VoidTypeConstraintNotAllowed', type);
  }
}

/** A type before `param` would be that of nothing. */
export function checkParamBlock({attributes, parameters}: ParamBlockAst, report: Report): void {
  for (const one of attributes)
    if (one.kind === 'TypeConstraintAst')
      report('TypeNotAllowedBeforeParam', one, one.typeName.fullName);
  checkParameters(parameters, report);
}

export function checkFunction(node: FunctionDefinitionAst, report: Report): void {
  if (!node.parameters || node.parameters.length === 0) return;
  if (node.body.paramBlock) report('OnlyOneParameterListAllowed', node.body.paramBlock);
  else checkParameters(node.parameters, report);
}

/** Keys that are words, strings or numbers are known before the script runs. */
export function checkHashtable(node: HashtableAst, report: Report): void {
  const known = node.keyValuePairs
    .map(({key}) => key)
    .filter(
      key => key.kind === 'StringConstantExpressionAst' || key.kind === 'ConstantExpressionAst',
    );
  eachRepeated(
    known,
    key => String(key.value),
    key => report('DuplicateKeyInHashLiteral', key, String(key.value)),
  );
}

const CONSTANTS = new Set(['true', 'false', 'null']);

/** Known before the script runs: literals, types, `$true`, operators on them; script blocks only in functions. */
export function isConstant(node: ExpressionAst, allowBlocks: boolean): boolean {
  const also = (inner: ExpressionAst) => isConstant(inner, allowBlocks);
  const alsoPure = (inner: ExpressionAst | null) => inner !== null && also(inner);
  switch (node.kind) {
    case 'ConstantExpressionAst':
    case 'StringConstantExpressionAst':
    case 'TypeExpressionAst':
    case 'ErrorExpressionAst':
      return true;
    case 'VariableExpressionAst':
      return node.scope === null && CONSTANTS.has(node.name.toLowerCase());
    case 'ScriptBlockExpressionAst':
      return allowBlocks;
    case 'BinaryExpressionAst':
      return also(node.left) && also(node.right);
    case 'UnaryExpressionAst':
    case 'ConvertExpressionAst':
      return also(node.child);
    case 'TernaryExpressionAst':
      return also(node.condition) && also(node.ifTrue) && also(node.ifFalse);
    case 'ArrayLiteralAst':
      return node.elements.every(also);
    case 'ArrayExpressionAst':
    case 'SubExpressionAst':
      return node.subExpression.statements.every(statement => alsoPure(pureExpression(statement)));
    case 'ParenExpressionAst':
      return alsoPure(pureExpression(node.pipeline));
    case 'HashtableAst':
      return node.keyValuePairs.every(
        ({key, value}) => also(key) && alsoPure(pureExpression(value)),
      );
    case 'MemberExpressionAst':
      return node.static && node.expression.kind === 'TypeExpressionAst' && also(node.member);
    case 'IndexExpressionAst':
      return also(node.target) && also(node.index);
    default:
      return false;
  }
}

/** `$using:` reaches variables, their properties and constant places in them. */
export function checkUsing({subExpression}: UsingExpressionAst, report: Report): void {
  let at: ExpressionAst = subExpression;
  for (;;) {
    if (at.kind === 'IndexExpressionAst') {
      if (!isConstant(at.index, false)) return report('InvalidUsingExpression', at.index);
      at = at.target;
    } else if (
      at.kind === 'MemberExpressionAst' &&
      at.member.kind === 'StringConstantExpressionAst'
    ) {
      at = at.expression;
    } else {
      if (at.kind !== 'VariableExpressionAst') report('InvalidUsingExpression', at);
      return;
    }
  }
}

/** Attributes of classes and their members take no script blocks; those of functions do. */
function isInClass(owner: Place | null): boolean {
  switch (owner?.node.kind) {
    case 'TypeDefinitionAst':
    case 'PropertyMemberAst':
    case 'FunctionMemberAst':
      return true;
    case 'ParameterAst':
      return owner.parent?.node.kind === 'FunctionMemberAst';
    default:
      return false;
  }
}

export function checkAttribute(node: AttributeAst, owner: Place | null, report: Report): void {
  const inClass = isInClass(owner);
  const id = inClass
    ? 'ParameterAttributeArgumentNeedsToBeConstant'
    : 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock';
  eachRepeated(
    node.namedArguments,
    argument => argument.argumentName,
    argument => report('DuplicateNamedArgument', argument, argument.argumentName),
  );
  const values = [...node.namedArguments.map(one => one.argument), ...node.positionalArguments];
  for (const value of values) {
    if (value && !isConstant(value, !inClass)) report(id, value);
  }
}

/** `@name` is for arguments of commands. */
export function checkSplat(
  node: VariableExpressionAst,
  around: Place | null,
  report: Report,
): void {
  if (!node.splatted) return;
  const parent = around?.node.kind === 'UsingExpressionAst' ? around.parent : around;
  if (parent?.node.kind === 'CommandAst') return;
  const inList =
    parent?.node.kind === 'ArrayLiteralAst' && parent.parent?.node.kind === 'CommandAst';
  const at: Node = node;
  report(
    inList ? 'SplattingNotPermittedInArgumentList' : 'SplattingNotPermitted',
    at,
    pathOf(node),
  );
}
