/** What the grammar's actions need beyond a literal: nodes that several rules build, and nodes built from lists. */
import type {
  ArrayLiteralAst,
  AssignmentStatementAst,
  AttributeAst,
  BlockKind,
  CommandAst,
  CommandExpressionAst,
  CommandParameterAst,
  ErrorExpressionAst,
  ExpandableStringExpressionAst,
  ExpressionAst,
  FlowStatementAst,
  FunctionDefinitionAst,
  FunctionMemberAst,
  IndexExpressionAst,
  InvokeMemberExpressionAst,
  MemberExpressionAst,
  NamedAttributeArgumentAst,
  NamedBlockAst,
  ParamBlockAst,
  ParameterAst,
  PipelineAst,
  PipelineChainAst,
  PropertyMemberAst,
  RedirectionAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  StreamName,
  StringConstantExpressionAst,
  StringConstantType,
  SubExpressionAst,
  SwitchStatementAst,
  TernaryExpressionAst,
  TrapStatementAst,
  TypeConstraintAst,
  TypeDefinitionAst,
  TypeName,
  UsingExpressionAst,
  UsingStatementAst,
  VariableExpressionAst,
} from './ast.ts';
import type {ParseErrorId} from './errors.ts';

/** Words that begin a statement. The others of specification 1.5 count only inside one. */
export const statementKeywords: ReadonlySet<string> = new Set(
  (
    'if foreach return function try throw switch for while do break continue exit trap filter class enum ' +
    'using data param begin process end clean dynamicparam define from var'
  ).split(' '),
);

/** Backtick and letter (specification 1.2). */
export const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `return`, `exit` and `throw` differ in kind only. */
export const flowKinds: ReadonlyMap<string, FlowStatementAst['kind']> = new Map([
  ['return', 'ReturnStatementAst'],
  ['exit', 'ExitStatementAst'],
  ['throw', 'ThrowStatementAst'],
]);

export const usingKinds: ReadonlySet<string> = new Set([
  'namespace',
  'module',
  'assembly',
  'type',
  'command',
]);

export const noRequirements: ReadonlyMap<number, string> = new Map();

/** What the parser calls to note an error at a range. */
type Report = (id: ParseErrorId, start: number, end: number, ...args: string[]) => boolean;

export function errorExpression(at: number): ErrorExpressionAst {
  return {kind: 'ErrorExpressionAst', start: at, end: at};
}

/** Stands where a statement should be; only in the tree of a text with syntax errors. */
export function errorStatement(at: number): PipelineAst {
  return pipeline([expressionElement(errorExpression(at), [])], false);
}

/** A variable from its path: `a`, `script:a`, `env:PATH`. `using:` wraps it. */
export function variable(
  start: number,
  end: number,
  path: string,
  splatted: boolean,
): VariableExpressionAst | UsingExpressionAst {
  const colon = path.indexOf(':');
  const scope = colon > 0 ? path.slice(0, colon) : null;
  const name = scope === null ? path : path.slice(colon + 1);
  if (scope?.toLowerCase() !== 'using') {
    return {kind: 'VariableExpressionAst', start, end, scope, name, splatted};
  }
  return {
    kind: 'UsingExpressionAst',
    start,
    end,
    subExpression: variable(start, end, name, splatted),
  };
}

type StringPart = string | VariableExpressionAst | UsingExpressionAst | SubExpressionAst;

/** A string whose parts are text and things that expand: constant when all is text. */
export function expandable(
  start: number,
  end: number,
  nested: readonly (StringPart | readonly StringPart[])[],
  stringConstantType: StringConstantType,
): StringConstantExpressionAst | ExpandableStringExpressionAst {
  const parts = nested.flat();
  if (parts.every(part => typeof part === 'string')) {
    return {
      kind: 'StringConstantExpressionAst',
      start,
      end,
      value: parts.join(''),
      stringConstantType,
    };
  }
  return {
    kind: 'ExpandableStringExpressionAst',
    start,
    end,
    parts: joinText(start, parts, stringConstantType),
    stringConstantType,
  };
}

export function bareWord(start: number, end: number, value: string): StringConstantExpressionAst {
  return {kind: 'StringConstantExpressionAst', start, end, value, stringConstantType: 'BareWord'};
}

/** A word in which quotes and escapes count but variables stay text: the name of a command or function. */
export function literalWord(
  start: number,
  end: number,
  parts: readonly (StringPart | readonly StringPart[])[],
  input: string,
): StringConstantExpressionAst {
  const texts = parts
    .flat()
    .map(part => (typeof part === 'string' ? part : input.slice(part.start, part.end)));
  return bareWord(start, end, texts.join(''));
}

/** Neighbouring texts become one part. Its offsets are the gap between the parts around it. */
function joinText(
  start: number,
  parts: readonly StringPart[],
  stringConstantType: StringConstantType,
) {
  const joined: ExpandableStringExpressionAst['parts'][number][] = [];
  let from = start;
  let text = '';
  const flush = (to: number) => {
    if (text === '') return;
    joined.push({
      kind: 'StringConstantExpressionAst',
      start: from,
      end: to,
      value: text,
      stringConstantType,
    });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    flush(part.start);
    joined.push(part);
    from = part.end;
  }
  flush(from);
  return joined;
}

// ---- expressions -------------------------------------------------------------------------------

/** What follows a value without a blank: `.name`, `::name`, `.name(...)`, `[index]`. */
export type Suffix =
  | {
      readonly kind: 'member';
      readonly end: number;
      readonly member: ExpressionAst;
      readonly static: boolean;
      readonly nullConditional: boolean;
      readonly call: {
        readonly arguments: readonly ExpressionAst[];
        readonly genericArguments: readonly TypeName[];
      } | null;
    }
  | {
      readonly kind: 'index';
      readonly end: number;
      readonly index: ExpressionAst;
      readonly nullConditional: boolean;
    };

function withSuffix(
  start: number,
  expression: ExpressionAst,
  suffix: Suffix,
): MemberExpressionAst | InvokeMemberExpressionAst | IndexExpressionAst {
  const {end, nullConditional} = suffix;
  if (suffix.kind === 'index') {
    return {
      kind: 'IndexExpressionAst',
      start,
      end,
      target: expression,
      index: suffix.index,
      nullConditional,
    };
  }
  const {member, call} = suffix;
  if (!call) {
    return {
      kind: 'MemberExpressionAst',
      start,
      end,
      expression,
      member,
      static: suffix.static,
      nullConditional,
    };
  }
  return {
    kind: 'InvokeMemberExpressionAst',
    start,
    end,
    expression,
    member,
    arguments: call.arguments,
    genericArguments: call.genericArguments,
    static: suffix.static,
    nullConditional,
  };
}

/** `$using:a.b` is `using` of `a.b`; elsewhere suffixes wrap from left to right. */
export function withSuffixes(head: ExpressionAst, suffixes: readonly Suffix[]): ExpressionAst {
  if (suffixes.length === 0) return head;
  if (head.kind === 'UsingExpressionAst') {
    const inner = withSuffixes(head.subExpression, suffixes);
    return {kind: 'UsingExpressionAst', start: head.start, end: inner.end, subExpression: inner};
  }
  let expression = head;
  for (const suffix of suffixes) expression = withSuffix(head.start, expression, suffix);
  return expression;
}

/** `a, b`: an array when there is more than one. */
export function arrayLiteral(head: ExpressionAst, tail: readonly ExpressionAst[]): ExpressionAst {
  if (tail.length === 0) return head;
  const elements = [head, ...tail];
  const end = tail.at(-1)?.end ?? head.end;
  return {kind: 'ArrayLiteralAst', start: head.start, end, elements} satisfies ArrayLiteralAst;
}

export function subExpression(
  start: number,
  end: number,
  block: StatementBlockAst,
): SubExpressionAst {
  return {kind: 'SubExpressionAst', start, end, subExpression: block};
}

/** `c ? a : b` */
export function ternary(
  condition: ExpressionAst,
  branches: {readonly ifTrue: ExpressionAst; readonly ifFalse: ExpressionAst},
): TernaryExpressionAst {
  const {ifTrue, ifFalse} = branches;
  return {
    kind: 'TernaryExpressionAst',
    start: condition.start,
    end: ifFalse.end,
    condition,
    ifTrue,
    ifFalse,
  };
}

export function typeName(
  start: number,
  end: number,
  name: string,
  genericArguments: readonly TypeName[],
  ranks: readonly number[],
): TypeName {
  const generics =
    genericArguments.length > 0 ? `[${genericArguments.map(one => one.fullName).join(',')}]` : '';
  const arrays = ranks.map(rank => `[${','.repeat(rank - 1)}]`).join('');
  return {
    kind: 'TypeName',
    start,
    end,
    fullName: name + generics + arrays,
    name,
    genericArguments,
    ranks,
  };
}

export function typeConstraint(start: number, end: number, type: TypeName): TypeConstraintAst {
  return {kind: 'TypeConstraintAst', start, end, typeName: type};
}

/** `[Name]` is a type; with a list of arguments an attribute. */
export function attribute(
  start: number,
  end: number,
  type: TypeName,
  list: readonly (ExpressionAst | NamedAttributeArgumentAst)[] | null,
): AttributeAst | TypeConstraintAst {
  if (!list) return typeConstraint(start, end, type);
  const isNamed = (
    one: ExpressionAst | NamedAttributeArgumentAst,
  ): one is NamedAttributeArgumentAst => one.kind === 'NamedAttributeArgumentAst';
  return {
    kind: 'AttributeAst',
    start,
    end,
    typeName: type,
    positionalArguments: list.filter(one => !isNamed(one)),
    namedArguments: list.filter(isNamed),
  };
}

/** What stands after an attribute or type in an expression: members, a value, or nothing. */
export function attributed(
  before: AttributeAst | TypeConstraintAst,
  rest: readonly Suffix[] | ExpressionAst | null,
): ExpressionAst {
  const {start} = before;
  const isValue = (after: typeof rest): after is ExpressionAst => after !== null && 'kind' in after;
  if (isValue(rest)) {
    return before.kind === 'AttributeAst'
      ? {kind: 'AttributedExpressionAst', start, end: rest.end, attribute: before, child: rest}
      : {kind: 'ConvertExpressionAst', start, end: rest.end, type: before, child: rest};
  }
  const type = {
    kind: 'TypeExpressionAst',
    start,
    end: before.end,
    typeName: before.typeName,
  } as const;
  return withSuffixes(type, rest ?? []);
}

// ---- pipelines ---------------------------------------------------------------------------------

type Element = CommandAst | CommandExpressionAst;
/** A redirection that is not supported is reported and left out. */
type Redirections = readonly (RedirectionAst | null)[];

/** What stands after the first element of a statement: more elements, more pipelines, `&`. */
export interface PipelineRest {
  readonly redirections: Redirections;
  readonly tail: readonly (Element | null)[];
  readonly chain: readonly {
    readonly operator: '&&' | '||';
    readonly elements: readonly (Element | null)[];
  }[];
  readonly background: boolean;
}

export function expressionElement(
  expression: ExpressionAst,
  found: Redirections,
): CommandExpressionAst {
  const redirections = found.filter(one => one !== null);
  const end = redirections.at(-1)?.end ?? expression.end;
  return {kind: 'CommandExpressionAst', start: expression.start, end, expression, redirections};
}

function pipeline(found: readonly (Element | null)[], background: boolean): PipelineAst {
  const elements = found.filter(one => one !== null);
  const start = elements[0]?.start ?? 0;
  return {kind: 'PipelineAst', start, end: elements.at(-1)?.end ?? start, elements, background};
}

/** A pipeline, or a chain of them from left to right. The last one carries the `&`. */
export function pipelines(
  head: ExpressionAst | CommandAst | null,
  rest: PipelineRest,
): PipelineAst | PipelineChainAst {
  const first =
    head && head.kind !== 'CommandAst' ? expressionElement(head, rest.redirections) : head;
  const last = rest.chain.length - 1;
  let left: PipelineAst | PipelineChainAst = pipeline(
    [first, ...rest.tail],
    last < 0 && rest.background,
  );
  rest.chain.forEach(({operator, elements}, index) => {
    const right = pipeline(elements, false);
    const background = index === last && rest.background;
    left = {
      kind: 'PipelineChainAst',
      start: left.start,
      end: right.end,
      left,
      operator,
      right,
      background,
    };
  });
  return left;
}

export function assignment(
  left: ExpressionAst,
  tail: {readonly operator: AssignmentStatementAst['operator']; readonly right: StatementAst},
): AssignmentStatementAst {
  const {operator, right} = tail;
  return {kind: 'AssignmentStatementAst', start: left.start, end: right.end, left, operator, right};
}

type CommandPart = CommandParameterAst | ExpressionAst | RedirectionAst | null;

const isRedirection = (part: CommandPart): part is RedirectionAst =>
  part?.kind === 'FileRedirectionAst' || part?.kind === 'MergingRedirectionAst';

/** A command from its name and what follows. After `--` dash words are arguments. */
export function command(
  start: number,
  end: number,
  invocationOperator: CommandAst['invocationOperator'],
  name: ExpressionAst,
  rest: readonly (CommandPart | readonly ExpressionAst[])[],
  input: string,
): CommandAst {
  const parts = rest.flat();
  const redirections = parts.filter(isRedirection);
  const elements: (CommandParameterAst | ExpressionAst)[] = [name];
  let onlyArguments = false;
  for (const part of parts) {
    if (part === null || isRedirection(part)) continue;
    if (part.kind === 'CommandParameterAst' && onlyArguments) {
      elements.push(...asArguments(part, input));
      continue;
    }
    elements.push(part);
    if (part.kind === 'CommandParameterAst' && part.parameterName === '-') onlyArguments = true;
  }
  return {kind: 'CommandAst', start, end, invocationOperator, elements, redirections};
}

function asArguments(parameter: CommandParameterAst, input: string): ExpressionAst[] {
  const {start, end, argument} = parameter;
  if (!argument) return [bareWord(start, end, input.slice(start, end))];
  const colon = input.indexOf(':', start) + 1;
  return [bareWord(start, colon, input.slice(start, colon)), argument];
}

// ---- blocks ------------------------------------------------------------------------------------

type Listed = StatementAst | null;

const isTrap = (statement: StatementAst): statement is TrapStatementAst =>
  statement.kind === 'TrapStatementAst';

/** Traps stand apart from the statements of their block, as in .NET. */
function parted(list: readonly Listed[]): {statements: StatementAst[]; traps: TrapStatementAst[]} {
  const all = list.filter(statement => statement !== null);
  return {statements: all.filter(s => !isTrap(s)), traps: all.filter(isTrap)};
}

export function statementBlock(
  start: number,
  end: number,
  list: readonly Listed[],
): StatementBlockAst {
  const {statements, traps} = parted(list);
  return {kind: 'StatementBlockAst', start, end, statements, traps};
}

export function namedBlock(
  start: number,
  end: number,
  blockKind: BlockKind,
  unnamed: boolean,
  list: readonly Listed[],
): NamedBlockAst {
  const {statements, traps} = parted(list);
  return {kind: 'NamedBlockAst', start, end, blockKind, unnamed, statements, traps};
}

/** Plain statements as the unnamed block they are; its offsets are those of the statements. */
export function plainBlock(
  blockKind: BlockKind,
  list: readonly Listed[],
  at: number,
): NamedBlockAst {
  const all = list.filter(statement => statement !== null);
  return namedBlock(all[0]?.start ?? at, all.at(-1)?.end ?? at, blockKind, true, all);
}

export interface ParamsOfBlock {
  readonly attributes: readonly AttributeAst[];
  readonly paramBlock: ParamBlockAst;
}

/** A script block from its parts. `body` is a list of statements or of named blocks. */
export function scriptBlock(
  start: number,
  end: number,
  usingStatements: readonly UsingStatementAst[],
  params: ParamsOfBlock | null,
  body: readonly Listed[] | readonly NamedBlockAst[],
  strays: readonly (readonly Listed[])[],
  requirements: ReadonlyMap<number, string>,
): ScriptBlockAst {
  const blocks = isNamed(body) ? body : [plainBlock('end', [...body, ...strays.flat()], start)];
  const block = (kind: BlockKind) => blocks.find(one => one.blockKind === kind) ?? null;
  return {
    kind: 'ScriptBlockAst',
    start,
    end,
    usingStatements,
    attributes: params?.attributes ?? [],
    paramBlock: params?.paramBlock ?? null,
    dynamicParamBlock: block('dynamicparam'),
    beginBlock: block('begin'),
    processBlock: block('process'),
    endBlock: block('end'),
    cleanBlock: block('clean'),
    scriptRequirements: [...requirements.values()],
  };
}

function isNamed(
  body: readonly Listed[] | readonly NamedBlockAst[],
): body is readonly NamedBlockAst[] {
  return body[0]?.kind === 'NamedBlockAst';
}

const STREAMS: Readonly<Record<string, StreamName>> = {
  '': 'success',
  '1': 'success',
  '2': 'error',
  '3': 'warning',
  '4': 'verbose',
  '5': 'debug',
  '6': 'information',
  '*': 'all',
};

/** The stream that a redirection's digit names. */
export const streamName = (digit: string): StreamName => STREAMS[digit] ?? 'success';

/** `param(...)` with the attributes before it. Types before it are reported by the checks. */
export function paramBlock(
  start: number,
  end: number,
  attributes: readonly (AttributeAst | TypeConstraintAst)[],
  parameters: readonly (ParameterAst | null)[],
): ParamsOfBlock {
  return {
    attributes: attributes.filter(one => one.kind === 'AttributeAst'),
    paramBlock: {
      kind: 'ParamBlockAst',
      start,
      end,
      attributes,
      parameters: parameters.filter(one => one !== null),
    },
  };
}

/** Each block at most once. */
export function namedBlocks(
  found: readonly (NamedBlockAst | null)[],
  report: Report,
): NamedBlockAst[] {
  const blocks = found.filter(one => one !== null);
  blocks.forEach((block, index) => {
    if (blocks.findIndex(other => other.blockKind === block.blockKind) === index) return;
    report('DuplicateScriptCommandClause', block.start, block.end, block.blockKind);
  });
  return blocks;
}

export function functionDefinition(
  start: number,
  end: number,
  word: string,
  name: string | true,
  parameters: readonly (ParameterAst | null)[] | null,
  body: ScriptBlockAst,
): FunctionDefinitionAst {
  const isFilter = word.toLowerCase() === 'filter';
  return {
    kind: 'FunctionDefinitionAst',
    start,
    end,
    name: name === true ? '' : name,
    isFilter,
    parameters: parameters?.filter(one => one !== null) ?? null,
    body: isFilter ? asFilter(body) : body,
  };
}

/** The plain statements of a filter are its process block. */
function asFilter(body: ScriptBlockAst): ScriptBlockAst {
  if (!body.endBlock?.unnamed) return body;
  return {...body, processBlock: {...body.endBlock, blockKind: 'process'}, endBlock: null};
}

// ---- statements --------------------------------------------------------------------------------

interface SwitchFlag {
  readonly name: string; // '' for one that does not exist
  readonly file: ExpressionAst | PipelineAst | null;
}

interface SwitchClause {
  readonly condition: ExpressionAst;
  readonly body: StatementBlockAst;
}

const isDefault = ({condition}: SwitchClause): boolean =>
  condition.kind === 'StringConstantExpressionAst' &&
  condition.stringConstantType === 'BareWord' &&
  condition.value.toLowerCase() === 'default';

const SWITCH_FLAGS = ['regex', 'wildcard', 'exact', 'casesensitive', 'file', 'parallel'];

/** The flag of a switch that `word` is, or shortens. */
export function switchFlag(word: string): string | undefined {
  return SWITCH_FLAGS.find(flag => flag.startsWith(word.toLowerCase()));
}

/** Of the modes the last one counts. */
export function switchStatement(
  start: number,
  end: number,
  flags: readonly SwitchFlag[],
  condition: StatementAst | null,
  all: readonly SwitchClause[],
  report: Report,
): SwitchStatementAst {
  const file = flags.find(flag => flag.file)?.file ?? null;
  const defaults = all.filter(isDefault);
  for (const extra of defaults.slice(1)) {
    report('MultipleSwitchDefaultClauses', extra.condition.start, extra.condition.end);
  }
  const mode = flags.findLast(
    ({name}) => name === 'regex' || name === 'wildcard' || name === 'exact',
  )?.name;
  const subject =
    file && file.kind !== 'PipelineAst' ? pipeline([expressionElement(file, [])], false) : file;
  return {
    kind: 'SwitchStatementAst',
    start,
    end,
    label: null,
    flags: {
      mode: mode === 'regex' || mode === 'wildcard' ? mode : 'exact',
      caseSensitive: flags.some(flag => flag.name === 'casesensitive'),
      file: file !== null,
    },
    condition: subject ?? condition ?? errorStatement(start),
    clauses: all.filter(clause => !isDefault(clause)),
    default: defaults[0]?.body ?? null,
  };
}

// ---- classes, using ----------------------------------------------------------------------------

type Modifier = AttributeAst | TypeConstraintAst | ModifierWord;
interface ModifierWord {
  readonly kind?: undefined;
  readonly word: string;
  readonly start: number;
  readonly end: number;
}
type MemberRest =
  | Pick<PropertyMemberAst, 'kind' | 'name' | 'initialValue'>
  | Pick<
      FunctionMemberAst,
      'kind' | 'name' | 'nameOffset' | 'parameters' | 'baseArguments' | 'body'
    >;

/** A member from the words, types and attributes before it and the rest. */
export function member(
  start: number,
  end: number,
  modifiers: readonly Modifier[],
  rest: MemberRest,
  report: Report,
): PropertyMemberAst | Omit<FunctionMemberAst, 'isConstructor'> {
  const attributes = modifiers.filter(one => one.kind === 'AttributeAst');
  const [type = null, ...moreTypes] = modifiers.filter(one => one.kind === 'TypeConstraintAst');
  const words = modifiers.filter(one => one.kind === undefined);
  const has = (word: string) => words.some(one => one.word === word);
  for (const extra of moreTypes) report('TooManyTypes', extra.start, extra.end);
  words.forEach(({word, start: from, end: to}, index) => {
    if (words.findIndex(one => one.word === word) < index)
      report('DuplicateQualifier', from, to, word);
  });
  const common = {
    start,
    end,
    name: rest.name,
    attributes,
    isStatic: has('static'),
    isHidden: has('hidden'),
  };
  return rest.kind === 'PropertyMemberAst'
    ? {...common, kind: rest.kind, propertyType: type, initialValue: rest.initialValue}
    : {
        ...common,
        kind: rest.kind,
        nameOffset: rest.nameOffset,
        returnType: type,
        parameters: rest.parameters,
        baseArguments: rest.baseArguments,
        body: rest.body,
      };
}

/** A class or enum. A method named like its class is a constructor. */
export function typeDefinition(
  node: Omit<TypeDefinitionAst, 'members'>,
  members: readonly (PropertyMemberAst | Omit<FunctionMemberAst, 'isConstructor'> | null)[],
): TypeDefinitionAst {
  const isConstructor = (name: string) => name.toLowerCase() === node.name.toLowerCase();
  return {
    ...node,
    members: members
      .filter(one => one !== null)
      .map(one =>
        one.kind === 'PropertyMemberAst' ? one : {...one, isConstructor: isConstructor(one.name)},
      ),
  };
}

export function usingStatement(
  start: number,
  end: number,
  kind: UsingStatementAst['usingStatementKind'] | true,
  item: ExpressionAst | true,
  report: Report,
): UsingStatementAst {
  const name = item !== true && item.kind === 'StringConstantExpressionAst' ? item : null;
  const moduleSpecification = item !== true && item.kind === 'HashtableAst' ? item : null;
  if (item !== true && !name && !moduleSpecification) {
    report('InvalidValueForUsingItemName', item.start, item.end, '');
  }
  return {
    kind: 'UsingStatementAst',
    start,
    end,
    usingStatementKind: kind === true ? 'namespace' : kind,
    name,
    moduleSpecification,
  };
}
