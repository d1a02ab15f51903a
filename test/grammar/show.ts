/** A tree as one line of brackets, short enough to write by hand in a table of tests. */
import type {Ast, NamedBlockAst, ScriptBlockAst, StatementBlockAst} from '../../grammar/ast.ts';

type Shown = Ast | NamedBlockAst;

const all = (nodes: readonly Shown[]): string => nodes.map(show).join(' ');
const put = (...parts: readonly (string | null | false | undefined)[]): string =>
  `(${parts.filter(part => typeof part === 'string' && part !== '').join(' ')})`;
const maybe = (node: Shown | null): string => (node ? show(node) : '');
const block = ({traps, statements}: StatementBlockAst | NamedBlockAst): string =>
  `{${all([...traps, ...statements])}}`;

function scriptBlock(node: ScriptBlockAst): string {
  const named = [
    node.dynamicParamBlock,
    node.beginBlock,
    node.processBlock,
    node.endBlock,
    node.cleanBlock,
  ];
  const blocks = named.filter(one => one !== null);
  const isPlain = blocks.every(one => one.unnamed && one.blockKind === 'end');
  const texts = blocks.map(one =>
    isPlain ? block(one).slice(1, -1) : `${one.blockKind}${block(one)}`,
  );
  const parts = [all(node.usingStatements), node.paramBlock && show(node.paramBlock), ...texts];
  return parts.filter(part => part).join(' ');
}

const string = (value: string): string => JSON.stringify(value);

export function show(node: Shown): string {
  switch (node.kind) {
    case 'ScriptBlockAst':
      return scriptBlock(node);
    case 'NamedBlockAst':
    case 'StatementBlockAst':
      return block(node);
    case 'ParamBlockAst':
      return put('param', all(node.attributes), all(node.parameters));
    case 'ParameterAst':
      return put(
        'p',
        all(node.attributes),
        show(node.name),
        node.defaultValue && `= ${show(node.defaultValue)}`,
      );
    case 'AttributeAst':
      return `[${node.typeName.fullName}(${all([...node.positionalArguments, ...node.namedArguments])})]`;
    case 'NamedAttributeArgumentAst':
      return node.argument ? `${node.argumentName}=${show(node.argument)}` : node.argumentName;
    case 'TypeConstraintAst':
    case 'TypeExpressionAst':
      return `[${node.typeName.fullName}]`;
    case 'FunctionDefinitionAst':
      return put(
        node.isFilter ? 'filter' : 'function',
        node.name,
        node.parameters && `(${all(node.parameters)})`,
        `{${scriptBlock(node.body)}}`,
      );
    case 'TypeDefinitionAst':
      return put(
        node.typeKind,
        node.name,
        all(node.attributes),
        all(node.baseTypes),
        all(node.members),
      );
    case 'PropertyMemberAst':
      return put(
        'property',
        node.isStatic && 'static',
        node.isHidden && 'hidden',
        all(node.attributes),
        maybe(node.propertyType),
        node.name,
        node.initialValue && `= ${show(node.initialValue)}`,
      );
    case 'FunctionMemberAst':
      return put(
        node.isConstructor ? 'constructor' : 'method',
        node.isStatic && 'static',
        node.isHidden && 'hidden',
        all(node.attributes),
        maybe(node.returnType),
        node.name,
        all(node.parameters),
        node.baseArguments && `base(${all(node.baseArguments)})`,
        `{${scriptBlock(node.body)}}`,
      );
    case 'UsingStatementAst':
      return put(
        'using',
        node.usingStatementKind,
        maybe(node.name),
        maybe(node.moduleSpecification),
      );
    case 'DataStatementAst':
      return put('data', node.variable, all(node.commandsAllowed), block(node.body));
    case 'IfStatementAst': {
      const clauses = node.clauses.map(({condition, body}) => `${show(condition)} ${block(body)}`);
      return put('if', ...clauses, node.elseClause && `else ${block(node.elseClause)}`);
    }
    case 'SwitchStatementAst': {
      const {mode, caseSensitive, file} = node.flags;
      const clauses = node.clauses.map(({condition, body}) => `${show(condition)} ${block(body)}`);
      return put(
        'switch',
        node.label && `:${node.label}`,
        mode !== 'exact' && mode,
        caseSensitive && 'casesensitive',
        file && 'file',
        show(node.condition),
        ...clauses,
        node.default && `default ${block(node.default)}`,
      );
    }
    case 'WhileStatementAst':
      return put('while', node.label && `:${node.label}`, show(node.condition), block(node.body));
    case 'DoWhileStatementAst':
      return put(
        'do-while',
        node.label && `:${node.label}`,
        block(node.body),
        show(node.condition),
      );
    case 'DoUntilStatementAst':
      return put(
        'do-until',
        node.label && `:${node.label}`,
        block(node.body),
        show(node.condition),
      );
    case 'ForStatementAst': {
      const header = [node.initializer, node.condition, node.iterator].map(part =>
        part ? show(part) : '-',
      );
      return put('for', node.label && `:${node.label}`, ...header, block(node.body));
    }
    case 'ForEachStatementAst':
      return put(
        'foreach',
        node.label && `:${node.label}`,
        show(node.variable),
        show(node.condition),
        block(node.body),
      );
    case 'TryStatementAst':
      return put(
        'try',
        block(node.body),
        all(node.catchClauses),
        node.finally && `finally ${block(node.finally)}`,
      );
    case 'CatchClauseAst':
      return put('catch', all(node.catchTypes), block(node.body));
    case 'TrapStatementAst':
      return put('trap', maybe(node.trapType), block(node.body));
    case 'ReturnStatementAst':
      return put('return', maybe(node.pipeline));
    case 'ExitStatementAst':
      return put('exit', maybe(node.pipeline));
    case 'ThrowStatementAst':
      return put('throw', maybe(node.pipeline));
    case 'BreakStatementAst':
      return put('break', maybe(node.label));
    case 'ContinueStatementAst':
      return put('continue', maybe(node.label));
    case 'AssignmentStatementAst':
      return put(node.operator, show(node.left), show(node.right));
    case 'PipelineChainAst':
      return put(node.operator, show(node.left), show(node.right), node.background && '&');
    case 'PipelineAst': {
      if (node.elements.length === 1 && !node.background) return all(node.elements);
      return put('|', all(node.elements), node.background && '&');
    }
    case 'CommandExpressionAst':
      return node.redirections.length > 0
        ? put('expr', show(node.expression), all(node.redirections))
        : show(node.expression);
    case 'CommandAst':
      return put(node.invocationOperator, all(node.elements), all(node.redirections));
    case 'CommandParameterAst':
      return `-${node.parameterName}${node.argument ? `:${show(node.argument)}` : ''}`;
    case 'FileRedirectionAst':
      return `${node.fromStream}${node.append ? '>>' : '>'}${show(node.location)}`;
    case 'MergingRedirectionAst':
      return `${node.fromStream}>&${node.toStream}`;
    case 'BinaryExpressionAst':
      return put(node.operator, show(node.left), show(node.right));
    case 'UnaryExpressionAst':
      return put(node.operator, show(node.child));
    case 'TernaryExpressionAst':
      return put('?:', show(node.condition), show(node.ifTrue), show(node.ifFalse));
    case 'ConvertExpressionAst':
      return put('cast', show(node.type), show(node.child));
    case 'AttributedExpressionAst':
      return put('attributed', show(node.attribute), show(node.child));
    case 'MemberExpressionAst':
    case 'InvokeMemberExpressionAst': {
      const dot = `${node.nullConditional ? '?' : ''}${node.static ? '::' : '.'}`;
      if (node.kind === 'MemberExpressionAst')
        return put(dot, show(node.expression), show(node.member));
      const types = node.genericArguments.map(one => `[${one.fullName}]`).join('');
      return put(`${dot}()`, show(node.expression), show(node.member) + types, all(node.arguments));
    }
    case 'IndexExpressionAst':
      return put(`${node.nullConditional ? '?' : ''}[]`, show(node.target), show(node.index));
    case 'VariableExpressionAst':
      return `${node.splatted ? '@' : '$'}${node.scope === null ? '' : `${node.scope}:`}${node.name}`;
    case 'ConstantExpressionAst':
      return node.type === 'Int32'
        ? String(node.value)
        : `${node.type}:${Object.is(node.value, -0) ? '-0' : node.value}`;
    case 'StringConstantExpressionAst':
      return node.stringConstantType === 'BareWord' ? node.value : string(node.value);
    case 'ExpandableStringExpressionAst':
      return put(node.stringConstantType === 'BareWord' ? 'word' : 'str', all(node.parts));
    case 'ArrayLiteralAst':
      return put(',', all(node.elements));
    case 'ArrayExpressionAst':
      return `@(${block(node.subExpression).slice(1, -1)})`;
    case 'SubExpressionAst':
      return `$(${block(node.subExpression).slice(1, -1)})`;
    case 'ParenExpressionAst':
      return put('paren', show(node.pipeline));
    case 'HashtableAst':
      return `@{${node.keyValuePairs.map(({key, value}) => `${show(key)}=${show(value)}`).join('; ')}}`;
    case 'ScriptBlockExpressionAst':
      return `{${scriptBlock(node.scriptBlock)}}`;
    case 'UsingExpressionAst':
      return put('using', show(node.subExpression));
    case 'ErrorExpressionAst':
      return '<error>';
  }
}
