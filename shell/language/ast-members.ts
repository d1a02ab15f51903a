/** Members of the tree's classes that are no plain field: names, values, kinds. */
import type {
  BinaryExpressionAst,
  CatchClauseAst,
  CommandAst,
  ConstantExpressionAst,
  ExpandableStringExpressionAst,
  ScriptBlockAst,
  StatementAst,
  StringConstantExpressionAst,
  SwitchStatementAst,
  TypeDefinitionAst,
  UsingStatementAst,
  VariableExpressionAst,
} from '../../grammar/ast.ts';
import {pureExpression} from '../../grammar/checks/assignments.ts';
import {constantValue} from '../eval/compile-literal.ts';
import {requirementsOf} from '../modules/script-requirements.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {MethodSpec, PropertySpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import type {AstObject} from './ast-object.ts';
import {astObject, LANGUAGE} from './ast-object.ts';
import {tokenKind} from './token-kind.ts';

const stringConstantType = defineEnum({
  fullName: `${LANGUAGE}.StringConstantType`,
  values: {
    SingleQuoted: 0,
    SingleQuotedHereString: 1,
    DoubleQuoted: 2,
    DoubleQuotedHereString: 3,
    BareWord: 4,
  },
});

/** `$global:name` as its parts. */
class VariablePath {
  readonly scope: string | null;
  readonly name: string;
  constructor({scope, name}: VariableExpressionAst) {
    this.scope = scope;
    this.name = name;
  }
  isScope(name: string): boolean {
    return this.scope?.toLowerCase() === name;
  }
  get isDrive(): boolean {
    return this.scope !== null && !/^(?:global|script|local|private|using)$/i.test(this.scope);
  }
}

defineType<VariablePath>({
  fullName: 'System.Management.Automation.VariablePath',
  instance: VariablePath,
  toText: ({scope, name}) => (scope === null ? name : `${scope}:${name}`),
  properties: {
    UserPath: {
      type: 'string',
      get: ({scope, name}) => (scope === null ? name : `${scope}:${name}`),
    },
    IsGlobal: {type: 'bool', get: self => self.isScope('global')},
    IsLocal: {type: 'bool', get: self => self.isScope('local')},
    IsPrivate: {type: 'bool', get: self => self.isScope('private')},
    IsScript: {type: 'bool', get: self => self.isScope('script')},
    IsUnqualified: {type: 'bool', get: ({scope}) => scope === null},
    IsUnscopedVariable: {type: 'bool', get: ({scope}) => scope === null},
    IsVariable: {type: 'bool', get: self => !self.isDrive},
    IsDriveQualified: {type: 'bool', get: self => self.isDrive},
    DriveName: {type: 'string', get: self => (self.isDrive ? self.scope : null)},
  },
});

type Get = (self: AstObject) => Value;

function read<T>(get: (node: T, self: AstObject) => Value): Get {
  return self => get(self.node as T, self);
}

const operator = read<{operator: string}>(node => tokenKind(node.operator));
const label: Get = self => (self.node as {label?: unknown}).label ?? null;

function textValue({stringConstantType: kind}: {stringConstantType: string}): Value {
  return enumValue(stringConstantType, kind);
}

const PROPERTIES: Readonly<Record<string, Readonly<Record<string, Get>>>> = {
  ScriptBlockAst: {
    ScriptRequirements: read<ScriptBlockAst>(node => requirementsOf(node)?.requirements ?? null),
  },
  NamedBlockAst: {BlockKind: read<{blockKind: string}>(node => tokenKind(node.blockKind))},
  AssignmentStatementAst: {Operator: operator},
  PipelineChainAst: {Operator: operator},
  BinaryExpressionAst: {
    Operator: read<BinaryExpressionAst>(node => tokenKind(node.operator)),
  },
  UnaryExpressionAst: {TokenKind: operator},
  LabeledStatementAst: {Label: label},
  CatchClauseAst: {IsCatchAll: read<CatchClauseAst>(node => node.catchTypes.length === 0)},
  TypeDefinitionAst: {
    IsClass: read<TypeDefinitionAst>(node => node.typeKind === 'class'),
    IsEnum: read<TypeDefinitionAst>(node => node.typeKind === 'enum'),
    IsInterface: () => false,
  },
  UsingStatementAst: {
    UsingStatementKind: read<UsingStatementAst>(node => node.usingStatementKind),
  },
  SwitchStatementAst: {Flags: read<SwitchStatementAst>(node => flagsText(node))},
  CommandAst: {
    InvocationOperator: read<CommandAst>(node => tokenKind(node.invocationOperator)),
  },
  VariableExpressionAst: {
    VariablePath: read<VariableExpressionAst>(node => new VariablePath(node)),
  },
  ConstantExpressionAst: {Value: read<ConstantExpressionAst>(constantValue)},
  StringConstantExpressionAst: {
    Value: read<StringConstantExpressionAst>(node => node.value),
    StringConstantType: read<StringConstantExpressionAst>(textValue),
  },
  ExpandableStringExpressionAst: {
    Value: read<ExpandableStringExpressionAst>((_node, self) => self.text.replace(/^"|"$/g, '')),
    StringConstantType: read<ExpandableStringExpressionAst>(textValue),
    NestedExpressions: read<ExpandableStringExpressionAst>((node, self) =>
      node.parts
        .filter(part => part.kind !== 'StringConstantExpressionAst')
        .map(part => astObject(part, self.source, self)),
    ),
  },
};

function flagsText({flags}: SwitchStatementAst): string {
  const words = [
    flags.mode === 'exact' ? '' : flags.mode === 'regex' ? 'Regex' : 'Wildcard',
    flags.caseSensitive ? 'CaseSensitive' : '',
    flags.file ? 'File' : '',
  ].filter(Boolean);
  return words.length === 0 ? 'None' : words.join(', ');
}

export function extraProperties(name: string): Record<string, PropertySpec<AstObject>> {
  const found = Object.entries(PROPERTIES[name] ?? {});
  return Object.fromEntries(found.map(([property, get]) => [property, {get}]));
}

/** The name of a command that is a plain word; null for what is computed. */
function commandName({node}: AstObject): Value {
  const [head] = (node as CommandAst).elements;
  return head?.kind === 'StringConstantExpressionAst' ? head.value : null;
}

/** The expression that a pipeline is, when it is nothing else. */
function pureOf(self: AstObject): Value {
  const statement = self.node as StatementAst;
  const pure = pureExpression(statement);
  const element = statement.kind === 'PipelineAst' ? statement.elements[0] : undefined;
  if (!pure || !element) return null;
  return astObject(pure, self.source, astObject(element, self.source, self));
}

const isConstantVariable = ({node}: AstObject): boolean => {
  const {scope, name} = node as VariableExpressionAst;
  return scope === null && /^(?:true|false|null)$/i.test(name);
};

const METHODS: Readonly<Record<string, Record<string, MethodSpec<AstObject>>>> = {
  CommandAst: {GetCommandName: {call: commandName}},
  PipelineBaseAst: {GetPureExpression: {call: pureOf}},
  VariableExpressionAst: {IsConstantVariable: {call: isConstantVariable}},
};

export const extraMethods = (name: string): Record<string, MethodSpec<AstObject>> =>
  METHODS[name] ?? {};
