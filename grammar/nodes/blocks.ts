/** Script blocks, functions, and switch, the statement with the most parts. */
import type {
  AttributeAst,
  BlockKind,
  ExpressionAst,
  FunctionDefinitionAst,
  NamedBlockAst,
  ParamBlockAst,
  ParameterAst,
  PipelineAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  SwitchStatementAst,
  TrapStatementAst,
  TypeConstraintAst,
  UsingStatementAst,
} from '../ast.ts';
import {errorStatement, expressionElement, pipeline, present} from './pipelines.ts';
import type {Report} from './report.ts';

type Listed = StatementAst | null;

const isTrap = (statement: StatementAst): statement is TrapStatementAst =>
  statement.kind === 'TrapStatementAst';

/** Traps stand apart from the statements of their block, as in .NET. */
function parted(list: readonly Listed[]): {
  statements: readonly StatementAst[];
  traps: readonly TrapStatementAst[];
} {
  const all = present(list);
  if (!all.some(isTrap)) return {statements: all, traps: []};
  return {statements: all.filter(one => !isTrap(one)), traps: all.filter(isTrap)};
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
  const all = present(list);
  return namedBlock(all[0]?.start ?? at, all.at(-1)?.end ?? at, blockKind, true, all);
}

export interface ParamsOfBlock {
  readonly attributes: readonly AttributeAst[];
  readonly paramBlock: ParamBlockAst;
}

export const noRequirements: ReadonlyMap<number, string> = new Map();

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
  const block = (kind: BlockKind) =>
    isNamed(body) ? (body.find(one => one.blockKind === kind) ?? null) : null;
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
    endBlock: isNamed(body) ? block('end') : plainBlock('end', withStrays(body, strays), start),
    cleanBlock: block('clean'),
    scriptRequirements: [...requirements].map(([at, text]) => ({start: at, text})),
  };
}

const withStrays = (
  list: readonly Listed[],
  strays: readonly (readonly Listed[])[],
): readonly Listed[] => (strays.length === 0 ? list : [...list, ...strays.flat()]);

function isNamed(
  body: readonly Listed[] | readonly NamedBlockAst[],
): body is readonly NamedBlockAst[] {
  return body[0]?.kind === 'NamedBlockAst';
}

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
