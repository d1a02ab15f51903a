/**
 * A tree as text. The text parses to the same tree; blanks, comments, aliases of operators and the ways to
 * escape are not kept. Everything goes on one line, joined by `;`, except here-strings and #requires.
 *
 * Used by tests (print, parse, compare) and to show code that has no text of its own.
 */
import type {
  Ast,
  AttributeAst,
  CommandAst,
  ConstantExpressionAst,
  ExpandableStringExpressionAst,
  ExpressionAst,
  FunctionMemberAst,
  MemberAst,
  NamedBlockAst,
  ParamBlockAst,
  PipelineAst,
  RedirectionAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  StreamName,
  StringConstantExpressionAst,
  SwitchStatementAst,
  TrapStatementAst,
  TypeConstraintAst,
  TypeDefinitionAst,
  VariableExpressionAst,
} from './ast.ts';
import {statementKeywords} from './nodes/keywords.ts';

const join = (parts: readonly (string | null | false)[], separator = ' '): string =>
  parts.filter(part => typeof part === 'string' && part !== '').join(separator);

// ---- words and strings -------------------------------------------------------------------------

const CONTROL: Readonly<Record<string, string>> = {
  '\0': '`0',
  '\t': '`t',
  '\n': '`n',
  '\v': '`v',
  '\f': '`f',
  '\r': '`r',
};
/** After a backtick these letters mean something else than themselves. */
const ESCAPE_LETTERS = /[0abefnrtuv]/;

/** One character of a bare word that would end it or mean something. */
const escapeCharacter = (char: string): string => CONTROL[char] ?? `\`${char}`;

function word(value: string): string {
  const text = value.replace(/[\s\0\u0085;,|&(){}'"`$\u2018-\u201e]/g, escapeCharacter);
  const isKeyword = statementKeywords.has(value.toLowerCase());
  if (!isKeyword && !/^[-\u2013-\u2015#<>@.:!+[\]=*0-9]/.test(text)) return text;
  const at = [...text].findIndex(char => !ESCAPE_LETTERS.test(char) && char !== '`');
  return at < 0 || text[at - 1] === '`' ? text : `${text.slice(0, at)}\`${text.slice(at)}`;
}

const expandableText = (text: string): string =>
  text.replace(/["`$\u201c-\u201e]/g, char => `\`${char}`);

function stringConstant({value, stringConstantType}: StringConstantExpressionAst): string {
  switch (stringConstantType) {
    case 'BareWord':
      return word(value);
    case 'SingleQuoted':
      return `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
    case 'DoubleQuoted':
      return `"${expandableText(value)}"`;
    case 'SingleQuotedHereString':
      return `@'\n${value}\n'@`;
    default:
      return `@"\n${expandableText(value)}\n"@`;
  }
}

function expandable({parts, stringConstantType}: ExpandableStringExpressionAst): string {
  if (stringConstantType === 'BareWord') return expandableWord(parts);
  const text = parts.map(part =>
    part.kind === 'StringConstantExpressionAst' ? expandableText(part.value) : braced(part),
  );
  const inner = text.join('');
  return stringConstantType === 'DoubleQuoted' ? `"${inner}"` : `@"\n${inner}\n"@`;
}

function expandableWord(parts: ExpandableStringExpressionAst['parts']): string {
  const texts = parts.map((part, index) => {
    if (part.kind !== 'StringConstantExpressionAst') return braced(part);
    const text = part.value.replace(/[\s\0\u0085;,|&(){}'"`$\u2018-\u201e]/g, escapeCharacter);
    // `2>` at the start of a word is a stream.
    if (index === 0 && /^[0-9*]>/.test(text)) return `${text[0]}\`${text.slice(1)}`;
    const mayJoin = index > 0 && /^[.[=:]/.test(text);
    return mayJoin || (index === 0 && /^[-\u2013-\u2015#<>@]/.test(text)) ? `\`${text}` : text;
  });
  return texts.join('');
}

/** What expands in a string, so that no text after it can join it. */
function braced(part: ExpandableStringExpressionAst['parts'][number]): string {
  if (part.kind === 'VariableExpressionAst') return variable(part, true);
  if (part.kind === 'UsingExpressionAst') return using(part.subExpression);
  return expression(part);
}

function variable({scope, name, splatted}: VariableExpressionAst, always = false): string {
  const path = scope === null ? name : `${scope}:${name}`;
  if (splatted) return `@${path}`;
  const isPlain = !always && /^[a-z_][a-z0-9_]*(:[a-z_][a-z0-9_]*)?$/i.test(path);
  return isPlain ? `$${path}` : `\${${path.replace(/[{}`]/g, char => `\`${char}`)}}`;
}

/** `$using:` goes before the name of the variable that the expression starts with. */
function using(inner: ExpressionAst): string {
  const text = inner.kind === 'VariableExpressionAst' ? variable(inner, true) : expression(inner);
  return text.replace(/^[$@]\{?/, start => `${start}using:`);
}

const SUFFIXES: Readonly<Record<string, string>> = {
  Byte: 'uy',
  SByte: 'y',
  Int16: 's',
  UInt16: 'us',
  UInt32: 'u',
  Int64: 'l',
  UInt64: 'ul',
  Decimal: 'd',
  BigInteger: 'n',
};

function number({type, value}: ConstantExpressionAst): string {
  if (type !== 'Double') return `${value}${SUFFIXES[type] ?? ''}`;
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const hexadecimal = ({value}: ConstantExpressionAst): string =>
  `0x${BigInt.asUintN(32, BigInt(value)).toString(16).padStart(8, '0')}`;

// ---- expressions -------------------------------------------------------------------------------

const list = (items: readonly ExpressionAst[]): string => items.map(expression).join(', ');

const operatorText = (operator: string): string =>
  /^[a-z]/.test(operator) ? `-${operator}` : operator;

function memberName(name: ExpressionAst): string {
  const isPlain =
    name.kind === 'StringConstantExpressionAst' && name.stringConstantType === 'BareWord';
  if (isPlain) return name.value;
  return name.kind === 'VariableExpressionAst' ? variable(name, true) : expression(name);
}

function expression(node: ExpressionAst): string {
  switch (node.kind) {
    case 'BinaryExpressionAst':
      return `${expression(node.left)} ${operatorText(node.operator)} ${expression(node.right)}`;
    case 'UnaryExpressionAst':
      if (node.operator === 'post++' || node.operator === 'post--') {
        return expression(node.child) + node.operator.slice(4);
      }
      return `${operatorText(node.operator)} ${expression(node.child)}`;
    case 'TernaryExpressionAst':
      return `${expression(node.condition)} ? ${expression(node.ifTrue)} : ${expression(node.ifFalse)}`;
    case 'ConvertExpressionAst':
      return type(node.type) + expression(node.child);
    case 'AttributedExpressionAst':
      return attribute(node.attribute) + expression(node.child);
    case 'MemberExpressionAst':
    case 'InvokeMemberExpressionAst': {
      const dot = node.static ? '::' : node.nullConditional ? '?.' : '.';
      const path = `${target(node.expression, node.nullConditional)}${dot}${memberName(node.member)}`;
      if (node.kind === 'MemberExpressionAst') return path;
      const types = node.genericArguments.map(one => one.fullName).join(',');
      return `${path}${types && `[${types}]`}(${list(node.arguments)})`;
    }
    case 'IndexExpressionAst':
      return `${target(node.target, node.nullConditional)}${node.nullConditional ? '?' : ''}[${expression(node.index)}]`;
    case 'VariableExpressionAst':
      return variable(node);
    case 'ConstantExpressionAst':
      return number(node);
    case 'StringConstantExpressionAst':
      return stringConstant(node);
    case 'ExpandableStringExpressionAst':
      return expandable(node);
    case 'ArrayLiteralAst':
      return node.elements.length === 1 ? `,${list(node.elements)}` : list(node.elements);
    case 'ArrayExpressionAst':
      return `@(${statements(node.subExpression)})`;
    case 'SubExpressionAst':
      return `$(${statements(node.subExpression)})`;
    case 'ParenExpressionAst':
      return `(${statement(node.pipeline)})`;
    case 'HashtableAst':
      return `@{${node.keyValuePairs.map(({key, value}) => `${memberName(key)} = ${statement(value)}`).join('; ')}}`;
    case 'ScriptBlockExpressionAst':
      return scriptBlock(node.scriptBlock);
    case 'TypeExpressionAst':
      return `[${node.typeName.fullName}]`;
    case 'UsingExpressionAst':
      return using(node.subExpression);
    case 'ErrorExpressionAst':
      return '';
  }
}

/** What a member is taken of. A question mark after a variable needs braces. */
function target(node: ExpressionAst, nullConditional: boolean): string {
  if (nullConditional && node.kind === 'VariableExpressionAst') return variable(node, true);
  // After decimal digits a point would belong to the number.
  const isInteger = node.kind === 'ConstantExpressionAst' && node.type === 'Int32';
  return isInteger ? hexadecimal(node) : expression(node);
}

// ---- types, attributes, parameters -------------------------------------------------------------

const type = (node: TypeConstraintAst): string => `[${node.typeName.fullName}]`;

function attribute(node: AttributeAst | TypeConstraintAst): string {
  if (node.kind === 'TypeConstraintAst') return type(node);
  const named = node.namedArguments.map(({argumentName, argument: value}) =>
    value ? `${argumentName} = ${expression(value)}` : argumentName,
  );
  const positional = node.positionalArguments.map(expression);
  return `[${node.typeName.fullName}(${[...positional, ...named].join(', ')})]`;
}

const attributes = (nodes: readonly (AttributeAst | TypeConstraintAst)[]): string =>
  nodes.map(attribute).join('');

function parameters(nodes: ParamBlockAst['parameters']): string {
  const texts = nodes.map(({attributes: before, name, defaultValue}) =>
    join([attributes(before), variable(name), defaultValue && `= ${expression(defaultValue)}`]),
  );
  return `(${texts.join(', ')})`;
}

// ---- statements --------------------------------------------------------------------------------

const STREAMS: Readonly<Record<StreamName, string>> = {
  success: '',
  error: '2',
  warning: '3',
  verbose: '4',
  debug: '5',
  information: '6',
  all: '*',
};

function redirection(node: RedirectionAst): string {
  if (node.kind === 'MergingRedirectionAst') {
    return `${STREAMS[node.fromStream]}>&${STREAMS[node.toStream] || 1}`;
  }
  return `${STREAMS[node.fromStream]}${node.append ? '>>' : '>'} ${expression(node.location)}`;
}

/** A sign is not part of a number here, but a hexadecimal number may be negative. */
function commandArgument(node: ExpressionAst): string {
  if (node.kind === 'ArrayLiteralAst') return node.elements.map(commandArgument).join(', ');
  if (node.kind !== 'ConstantExpressionAst' || !(Number(node.value) < 0)) return expression(node);
  return hexadecimal(node);
}

/** After `--%` the rest of the line is taken as it stands. */
function command(node: CommandAst): string {
  let verbatim = false;
  const [name = '', ...rest] = node.elements.map((element, index) => {
    if (element.kind === 'CommandParameterAst') {
      const {parameterName, argument} = element;
      return `-${parameterName}${argument ? `:${expression(argument)}` : ''}`;
    }
    const isWord =
      element.kind === 'StringConstantExpressionAst' && element.stringConstantType === 'BareWord';
    if (isWord && verbatim) return element.value;
    if (isWord && index > 0 && element.value === '--%') {
      // Written with an escape it is a word like others.
      verbatim = element.end - element.start <= '--%'.length;
      return verbatim ? '--%' : '--`%';
    }
    return commandArgument(element);
  });
  const text = join([
    node.invocationOperator,
    name,
    ...node.redirections.map(redirection),
    ...rest,
  ]);
  return verbatim ? `${text}\n` : text;
}

function pipeline(node: PipelineAst): string {
  const elements = node.elements.map(element =>
    element.kind === 'CommandAst'
      ? command(element)
      : join([expression(element.expression), ...element.redirections.map(redirection)]),
  );
  return join([elements.join(' | '), node.background && '&']);
}

const statements = (node: StatementBlockAst | NamedBlockAst): string =>
  [...node.traps, ...node.statements].map(statement).join('; ');

const block = (node: StatementBlockAst): string => `{${statements(node)}}`;

const trap = (node: TrapStatementAst): string =>
  join(['trap', node.trapType && type(node.trapType), block(node.body)]);

function switchStatement(node: SwitchStatementAst): string {
  const {mode, caseSensitive, file} = node.flags;
  const flags = join([mode !== 'exact' && `-${mode}`, caseSensitive && '-casesensitive']);
  const subject = file ? `-file ${statement(node.condition)}` : `(${statement(node.condition)})`;
  const clauses = node.clauses.map(
    clause => `${expression(clause.condition)} ${block(clause.body)}`,
  );
  if (node.default) clauses.push(`default ${block(node.default)}`);
  return `switch ${flags} ${subject} {${clauses.join('; ')}}`;
}

function labelled(label: string | null, text: string): string {
  return label === null ? text : `:${label} ${text}`;
}

function statement(node: StatementAst): string {
  switch (node.kind) {
    case 'PipelineAst':
      return pipeline(node);
    case 'PipelineChainAst': {
      const {left, operator, right} = node;
      // Words after `--%` reach to the bar, blanks included, so neither a line end nor a blank may be added.
      const before = statement(left);
      const joint = before.endsWith('\n')
        ? `${before.slice(0, -1)}${operator}`
        : `${before} ${operator}`;
      return join([`${joint} ${statement(right)}`, node.background && '&']);
    }
    case 'AssignmentStatementAst':
      return `${expression(node.left)} ${node.operator} ${statement(node.right)}`;
    case 'IfStatementAst': {
      const clauses = node.clauses.map(
        clause => `if (${statement(clause.condition)}) ${block(clause.body)}`,
      );
      return join([clauses.join(' else'), node.elseClause && `else ${block(node.elseClause)}`]);
    }
    case 'SwitchStatementAst':
      return labelled(node.label, switchStatement(node));
    case 'WhileStatementAst':
      return labelled(node.label, `while (${statement(node.condition)}) ${block(node.body)}`);
    case 'DoWhileStatementAst':
      return labelled(node.label, `do ${block(node.body)} while (${statement(node.condition)})`);
    case 'DoUntilStatementAst':
      return labelled(node.label, `do ${block(node.body)} until (${statement(node.condition)})`);
    case 'ForStatementAst': {
      const header = [node.initializer, node.condition, node.iterator].map(part =>
        part ? statement(part) : '',
      );
      return labelled(node.label, `for (${header.join('; ')}) ${block(node.body)}`);
    }
    case 'ForEachStatementAst': {
      const header = `${variable(node.variable)} in ${statement(node.condition)}`;
      return labelled(node.label, `foreach (${header}) ${block(node.body)}`);
    }
    case 'TryStatementAst': {
      const catches = node.catchClauses.map(clause =>
        join(['catch', clause.catchTypes.map(type).join(', '), block(clause.body)]),
      );
      return join([
        'try',
        block(node.body),
        ...catches,
        node.finally && `finally ${block(node.finally)}`,
      ]);
    }
    case 'TrapStatementAst':
      return trap(node);
    case 'ReturnStatementAst':
    case 'ExitStatementAst':
    case 'ThrowStatementAst': {
      const keyword = node.kind.slice(0, -'StatementAst'.length).toLowerCase();
      return join([keyword, node.pipeline && statement(node.pipeline)]);
    }
    case 'BreakStatementAst':
    case 'ContinueStatementAst':
      return join([
        node.kind === 'BreakStatementAst' ? 'break' : 'continue',
        node.label && memberName(node.label),
      ]);
    case 'FunctionDefinitionAst':
      return join([
        node.isFilter ? 'filter' : 'function',
        word(node.name) + (node.parameters ? parameters(node.parameters) : ''),
        scriptBlock(node.body),
      ]);
    case 'TypeDefinitionAst':
      return typeDefinition(node);
    case 'UsingStatementAst':
      return join([
        'using',
        node.usingStatementKind,
        node.name && stringConstant(node.name),
        node.moduleSpecification && expression(node.moduleSpecification),
      ]);
    case 'DataStatementAst': {
      const allowed =
        node.commandsAllowed.length > 0 && `-supportedcommand ${list(node.commandsAllowed)}`;
      return join(['data', node.variable, allowed, block(node.body)]);
    }
  }
}

// ---- blocks and classes ------------------------------------------------------------------------

function namedBlock(node: NamedBlockAst | null): string | null {
  if (!node) return null;
  return node.unnamed ? statements(node) : `${node.blockKind} {${statements(node)}}`;
}

function body(node: ScriptBlockAst): string {
  const before = node.paramBlock && attributes(node.paramBlock.attributes);
  return join(
    [
      ...node.usingStatements.map(statement),
      node.paramBlock && `${before}param${parameters(node.paramBlock.parameters)}`,
      namedBlock(node.dynamicParamBlock),
      namedBlock(node.beginBlock),
      namedBlock(node.processBlock),
      namedBlock(node.endBlock),
      namedBlock(node.cleanBlock),
    ],
    '; ',
  );
}

const scriptBlock = (node: ScriptBlockAst): string => `{${body(node)}}`;

function member(node: MemberAst, isEnum: boolean): string {
  const words = [!isEnum && node.isStatic && 'static', node.isHidden && 'hidden'];
  if (node.kind === 'FunctionMemberAst')
    return join([attributes(node.attributes), ...words, method(node)]);
  const value = node.initialValue && `= ${expression(node.initialValue)}`;
  const name = isEnum ? node.name : variable(propertyVariable(node.name));
  return join([
    attributes(node.attributes),
    ...words,
    (node.propertyType ? type(node.propertyType) : '') + name,
    value,
  ]);
}

const propertyVariable = (name: string): VariableExpressionAst => ({
  kind: 'VariableExpressionAst',
  start: 0,
  end: 0,
  scope: null,
  name,
  splatted: false,
});

function method(node: FunctionMemberAst): string {
  const returns = node.returnType ? type(node.returnType) : '';
  const base = node.baseArguments && `: base(${list(node.baseArguments)})`;
  return join([returns + node.name + parameters(node.parameters), base, scriptBlock(node.body)]);
}

function typeDefinition(node: TypeDefinitionAst): string {
  const bases = node.baseTypes.map(base => base.typeName.fullName).join(', ');
  const members = node.members.map(one => member(one, node.typeKind === 'enum')).join('; ');
  return join([
    attributes(node.attributes),
    node.typeKind,
    node.name,
    bases && `: ${bases}`,
    `{${members}}`,
  ]);
}

/** The text of a script; of any other node use the statement or expression around it. */
export function printScript(node: ScriptBlockAst): string {
  const requirements = node.scriptRequirements.map(({text}) => `#requires ${text}\n`).join('');
  return requirements + body(node);
}

/** The text of a statement or expression. */
export function print(node: StatementAst | ExpressionAst): string {
  return isStatement(node) ? statement(node) : expression(node);
}

const isStatement = (node: Ast): node is StatementAst =>
  /(Statement|Pipeline|PipelineChain|Definition)Ast$/.test(node.kind);
