/**
 * What an expression gives, told without running a command or a method: a value where only variables, constants,
 * members and indexes are read, else the types that are declared.
 */
import type {
  CommandAst,
  ExpressionAst,
  InvokeMemberExpressionAst,
  MemberExpressionAst,
  StatementAst,
} from '../../grammar/ast.ts';
import {parseScript} from '../../grammar/parse.ts';
import {CmdletCommand} from '../cmdlet/cmdlet-command.ts';
import type {Session} from '../session/session.ts';
import {
  findType,
  getIndex,
  isNull,
  NetException,
  NetList,
  type NetType,
  readMember,
  readStatic,
  staticOwner,
  typeOf,
  unwrap,
  type Value,
} from '../values/index.ts';
import type {Method, Property} from '../values/member-table.ts';

export interface Inferred {
  /** What is there now; undefined: it is not known. */
  readonly value?: Value;
  readonly types: readonly NetType[];
}

/** The text around an expression: where `$_` comes from. */
export interface Place {
  readonly session: Session;
  /** The commands before the block that the expression stands in. */
  readonly block: string | null;
}

const UNKNOWN: Inferred = {types: []};

/** What the last statement of `text` gives. Errors of getters count as not known. */
export function inferText(text: string, place: Place): Inferred {
  const statement = parseScript(text).ast?.endBlock?.statements.at(-1);
  try {
    return statement ? inferStatement(statement, place) : UNKNOWN;
  } catch (error) {
    if (error instanceof NetException) return UNKNOWN;
    throw error;
  }
}

function inferStatement(ast: StatementAst, place: Place): Inferred {
  if (ast.kind === 'AssignmentStatementAst') return inferStatement(ast.right, place);
  if (ast.kind !== 'PipelineAst') return UNKNOWN;
  let given = UNKNOWN;
  for (const element of ast.elements)
    given =
      element.kind === 'CommandAst'
        ? {types: outputTypes(element, given, place)}
        : infer(element.expression, place);
  return given;
}

/** Commands that write the objects they get. */
const PASSING: ReadonlySet<string> = new Set([
  'where-object',
  'sort-object',
  'select-object',
  'tee-object',
  'get-unique',
]);

function outputTypes(ast: CommandAst, given: Inferred, {session}: Place): readonly NetType[] {
  const [head, ...rest] = ast.elements;
  if (head?.kind !== 'StringConstantExpressionAst') return [];
  const command = session.resolveCommand(head.value);
  if (!(command instanceof CmdletCommand)) return [];
  const name = command.cmdlet.name.toLowerCase();
  if (PASSING.has(name)) return name === 'select-object' && reshapes(rest) ? [] : typesOf(given);
  if (name === 'new-object') return typesNamed(rest.flatMap(constantText).slice(0, 1));
  return typesNamed(command.cmdlet.outputTypes ?? []);
}

/** Select-Object that picks properties: anything but a count or a switch. */
function reshapes(elements: CommandAst['elements']): boolean {
  return !elements.every(
    element =>
      element.kind === 'ConstantExpressionAst' ||
      (element.kind === 'CommandParameterAst' && !/^(?:p|exp|exc)/i.test(element.parameterName)),
  );
}

function constantText(element: CommandAst['elements'][number]): string[] {
  return element.kind === 'StringConstantExpressionAst' ? [element.value] : [];
}

function typesNamed(names: readonly string[]): NetType[] {
  return names.flatMap(name => findType(name) ?? []);
}

/** Types of the objects that a pipeline hands on. */
function typesOf({value, types}: Inferred): readonly NetType[] {
  const first = firstElement(value);
  return isNull(first) ? types : [typeOf(first)];
}

/** The first object of a list that is there; a value that is no list itself. */
export function firstElement(value: Value): Value {
  const bare = unwrap(value);
  if (Array.isArray(bare)) return bare[0];
  return bare instanceof NetList ? bare.items[0] : value;
}

function known(value: Value): Inferred {
  return isNull(value) ? UNKNOWN : {value, types: []};
}

function infer(ast: ExpressionAst, place: Place): Inferred {
  switch (ast.kind) {
    case 'StringConstantExpressionAst':
      return known(ast.value);
    case 'ExpandableStringExpressionAst':
      return {types: typesNamed(['string'])};
    case 'ConstantExpressionAst':
      return ast.type === 'Int32'
        ? known(Number(ast.value))
        : {types: typesNamed([`System.${ast.type}`])};
    case 'HashtableAst':
      return {types: typesNamed(['hashtable'])};
    case 'ArrayExpressionAst':
    case 'ArrayLiteralAst':
      return {types: typesNamed(['object[]'])};
    case 'ScriptBlockExpressionAst':
      return {types: typesNamed(['scriptblock'])};
    case 'TypeExpressionAst':
      return known(findType(ast.typeName.fullName));
    case 'ConvertExpressionAst':
      return {types: typesNamed([ast.type.typeName.fullName])};
    case 'VariableExpressionAst':
      return variableOf(ast.scope, ast.name, place);
    case 'ParenExpressionAst':
      return inferStatement(ast.pipeline, place);
    case 'MemberExpressionAst':
    case 'InvokeMemberExpressionAst':
      return memberOf(ast, place);
    case 'IndexExpressionAst':
      return elementOf(infer(ast.target, place), infer(ast.index, place));
    default:
      return UNKNOWN;
  }
}

function variableOf(scope: string | null, name: string, {session, block}: Place): Inferred {
  if (block !== null && /^(?:_|psitem)$/i.test(name)) {
    const given = inferText(block, {session, block: null});
    return {types: typesOf(given)};
  }
  const drive = session.variableDrives.get((scope ?? '').toLowerCase());
  return known(
    drive ? drive.get(name, session.topFrame) : session.getVariable(name, session.topFrame),
  );
}

function memberOf(ast: MemberExpressionAst | InvokeMemberExpressionAst, place: Place): Inferred {
  if (ast.member.kind !== 'StringConstantExpressionAst') return UNKNOWN;
  const {value: name} = ast.member;
  const owner = infer(ast.expression, place);
  const isCall = ast.kind === 'InvokeMemberExpressionAst';
  if (ast.static) {
    const type = isNull(owner.value) ? undefined : staticOwner(unwrap(owner.value));
    if (type === undefined) return UNKNOWN;
    if (isCall && name.toLowerCase() === 'new') return {types: [type]};
    return isCall ? results(type.staticMember(name)) : known(readStatic(type, name));
  }
  if (!isCall && !isNull(owner.value)) return known(readMember(owner.value, name));
  const found = typesOfObject(owner).map(type => results(type.member(name)));
  return {types: found.flatMap(({types}) => types)};
}

/** Types of the object itself, be it a list or not. */
function typesOfObject({value, types}: Inferred): readonly NetType[] {
  return isNull(value) ? types : [typeOf(unwrap(value))];
}

/** What reading a property or calling a method gives, as it is declared. */
function results(found: Property | Method | undefined): Inferred {
  if (found === undefined) return UNKNOWN;
  if (found.kind === 'property') return {types: typesNamed([found.type])};
  const names = found.overloads.flatMap(({signature}) => signature?.returnType ?? []);
  return {types: typesNamed([...new Set(names)])};
}

/** `target[index]`; a command's output is one object or a list of them. */
function elementOf(target: Inferred, index: Inferred): Inferred {
  if (isNull(target.value)) return {types: target.types.map(type => type.elementType ?? type)};
  return isNull(index.value) ? UNKNOWN : known(getIndex(target.value, index.value));
}
