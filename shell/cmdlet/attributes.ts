/**
 * The attributes that parameters and functions carry, as .NET objects: `[Parameter()]`, `[ValidateSet()]`.
 *
 * They are made from a script's text (script-metadata.ts) or by `[ParameterAttribute]::new()` for dynamic
 * parameters, and read by parameter-attributes.ts. Source: language specification 11.1.
 */
import {defineType} from '../values/define-type.ts';
import {convertTo, type NetType, toText} from '../values/index.ts';
import {runtimeError} from '../values/net-exception.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {Value} from '../values/value.ts';

/** One attribute. `fields` by .NET property name. */
export class ScriptAttribute {
  readonly [TYPE]: NetType;
  readonly fields: Record<string, Value>;
  constructor(type: NetType, fields: Record<string, Value>) {
    this[TYPE] = type;
    this.fields = fields;
  }
  /** `Parameter`, `ValidateSet`: the name without namespace and `Attribute`. */
  get kind(): string {
    return kindOf(this[TYPE]);
  }
}

interface AttributeRow {
  readonly kind: string;
  /** Properties that positional arguments fill, in order; with `rest` the last takes all that follow. */
  readonly positional?: readonly string[];
  readonly rest?: boolean;
  /** Properties and their defaults. */
  readonly fields?: Readonly<Record<string, Value>>;
  /** How many positional arguments there must be at least. Default 0. */
  readonly required?: number;
  /** Types of properties that must be converted when set. */
  readonly types?: Readonly<Record<string, string>>;
  readonly base?: 'ValidateArguments' | 'ArgumentTransformation' | 'CmdletMetadata';
  /** Default System.Management.Automation; a type of another place, or that names it, has no short name. */
  readonly namespace?: string;
}

const AUTOMATION = 'System.Management.Automation';
const VALIDATES = 'ValidateArguments';
const UNPLACED = -2147483648;

const ROWS: readonly AttributeRow[] = [
  {
    kind: 'Parameter',
    fields: {
      Mandatory: false,
      Position: UNPLACED,
      ParameterSetName: '__AllParameterSets',
      ValueFromPipeline: false,
      ValueFromPipelineByPropertyName: false,
      ValueFromRemainingArguments: false,
      HelpMessage: null,
      HelpMessageBaseName: null,
      HelpMessageResourceId: null,
      DontShow: false,
      ExperimentName: null,
      ExperimentAction: null,
    },
    types: {
      Mandatory: 'bool',
      Position: 'int',
      ParameterSetName: 'string',
      ValueFromPipeline: 'bool',
      ValueFromPipelineByPropertyName: 'bool',
      ValueFromRemainingArguments: 'bool',
      HelpMessage: 'string',
      DontShow: 'bool',
    },
  },
  {
    kind: 'CmdletBinding',
    fields: {
      SupportsShouldProcess: false,
      ConfirmImpact: 'Medium',
      DefaultParameterSetName: '__AllParameterSets',
      PositionalBinding: true,
      HelpUri: '',
      SupportsPaging: false,
      SupportsTransactions: false,
      RemotingCapability: 'PowerShell',
    },
    types: {
      SupportsShouldProcess: 'bool',
      DefaultParameterSetName: 'string',
      PositionalBinding: 'bool',
      HelpUri: 'string',
      SupportsPaging: 'bool',
      SupportsTransactions: 'bool',
    },
  },
  {kind: 'Alias', positional: ['AliasNames'], rest: true, types: {AliasNames: 'string[]'}},
  {
    kind: 'ValidateSet',
    positional: ['ValidValues'],
    rest: true,
    fields: {IgnoreCase: true, ErrorMessage: null},
    types: {IgnoreCase: 'bool'},
    base: VALIDATES,
  },
  {kind: 'ValidateRange', positional: ['MinRange', 'MaxRange'], base: VALIDATES},
  {
    kind: 'ValidatePattern',
    positional: ['RegexPattern'],
    fields: {Options: 'IgnoreCase', ErrorMessage: null},
    types: {RegexPattern: 'string'},
    base: VALIDATES,
  },
  {
    kind: 'ValidateLength',
    positional: ['MinLength', 'MaxLength'],
    types: {MinLength: 'int', MaxLength: 'int'},
    base: VALIDATES,
  },
  {
    kind: 'ValidateCount',
    positional: ['MinLength', 'MaxLength'],
    types: {MinLength: 'int', MaxLength: 'int'},
    base: VALIDATES,
  },
  {
    kind: 'ValidateScript',
    positional: ['ScriptBlock'],
    fields: {ErrorMessage: null},
    base: VALIDATES,
  },
  {kind: 'ValidateNotNull', base: VALIDATES},
  {kind: 'ValidateNotNullOrEmpty', base: VALIDATES},
  {kind: 'ValidateNotNullOrWhiteSpace', base: VALIDATES},
  {kind: 'ValidateDrive', positional: ['ValidRootDrives'], rest: true, base: VALIDATES},
  {kind: 'ValidateUserDrive', base: VALIDATES},
  {kind: 'AllowNull', base: 'CmdletMetadata'},
  {kind: 'AllowEmptyString', base: 'CmdletMetadata'},
  {kind: 'AllowEmptyCollection', base: 'CmdletMetadata'},
  {kind: 'PSTypeName', positional: ['PSTypeName'], types: {PSTypeName: 'string'}},
  {kind: 'SupportsWildcards'},
  {kind: 'ArgumentCompleter', positional: ['ScriptBlock']},
  {kind: 'ArgumentCompletions', positional: ['Completions'], rest: true},
  {kind: 'Credential', base: 'ArgumentTransformation'},
  {kind: 'PSDefaultValue', fields: {Value: null, Help: ''}},
  {
    kind: 'OutputType',
    positional: ['Type'],
    rest: true,
    fields: {ParameterSetName: null, ProviderCmdlet: null},
  },
  {
    kind: 'Cmdlet',
    positional: ['VerbName', 'NounName'],
    required: 2,
    fields: {
      SupportsShouldProcess: false,
      ConfirmImpact: 'Medium',
      DefaultParameterSetName: '__AllParameterSets',
      HelpUri: '',
      SupportsPaging: false,
      SupportsTransactions: false,
      RemotingCapability: 'PowerShell',
    },
    types: {
      SupportsShouldProcess: 'bool',
      SupportsPaging: 'bool',
      SupportsTransactions: 'bool',
      ConfirmImpact: 'System.Management.Automation.ConfirmImpact',
    },
    namespace: AUTOMATION,
  },
  {kind: 'Hidden', namespace: AUTOMATION},
  {kind: 'ValidateTrustedData', base: VALIDATES, namespace: AUTOMATION},
  {kind: 'NoRunspaceAffinity', namespace: 'System.Management.Automation.Language'},
  {
    kind: 'DynamicClassImplementationAssembly',
    fields: {ScriptFile: null},
    namespace: AUTOMATION,
  },
  {kind: 'Obsolete', positional: ['Message', 'IsError'], namespace: 'System'},
  {kind: 'Serializable', namespace: 'System'},
  {kind: 'NonSerialized', namespace: 'System'},
  {
    kind: 'AttributeUsage',
    positional: ['ValidOn'],
    required: 1,
    fields: {AllowMultiple: false, Inherited: true},
    namespace: 'System',
  },
  {kind: 'CompilerGenerated', namespace: 'System.Runtime.CompilerServices'},
  {kind: 'Description', positional: ['Description'], namespace: 'System.ComponentModel'},
  {kind: 'DisplayName', positional: ['DisplayName'], namespace: 'System.ComponentModel'},
  {kind: 'Category', positional: ['Category'], namespace: 'System.ComponentModel'},
  {kind: 'DefaultValue', positional: ['Value'], required: 1, namespace: 'System.ComponentModel'},
  {kind: 'Browsable', positional: ['Browsable'], required: 1, namespace: 'System.ComponentModel'},
  {
    kind: 'ExcludeFromCodeCoverage',
    fields: {Justification: null},
    namespace: 'System.Diagnostics.CodeAnalysis',
  },
  {kind: 'DscProperty', fields: {Key: false, Mandatory: false, NotConfigurable: false}},
  {kind: 'DscResource', fields: {RunAsCredential: 'Default'}},
  {kind: 'DscLocalConfigurationManager'},
  {kind: 'Experimental', positional: ['ExperimentName', 'ExperimentAction']},
  {kind: 'Flags', namespace: 'System'},
  {kind: 'DebuggerHidden', namespace: 'System.Diagnostics'},
  {kind: 'DebuggerStepThrough', namespace: 'System.Diagnostics'},
  {kind: 'DebuggerNonUserCode', namespace: 'System.Diagnostics'},
  {
    kind: 'SuppressMessage',
    positional: ['Category', 'CheckId'],
    fields: {Justification: null, Scope: null, Target: null, MessageId: null},
    namespace: 'System.Diagnostics.CodeAnalysis',
  },
];

const attributeType = defineType({fullName: 'System.Attribute', abstract: true});
const cmdletMetadataType = defineType({
  fullName: `${AUTOMATION}.Internal.CmdletMetadataAttribute`,
  base: attributeType,
  abstract: true,
});
const BASES: Readonly<Record<string, NetType>> = {
  CmdletMetadata: cmdletMetadataType,
  ValidateArguments: defineType({
    fullName: `${AUTOMATION}.ValidateArgumentsAttribute`,
    base: cmdletMetadataType,
    constructors: {'()': () => undefined},
  }),
  ArgumentTransformation: defineType({
    fullName: `${AUTOMATION}.ArgumentTransformationAttribute`,
    base: cmdletMetadataType,
    constructors: {'()': () => undefined},
  }),
};
defineType({
  fullName: `${AUTOMATION}.ValidateEnumeratedArgumentsAttribute`,
  base: BASES[VALIDATES] as NetType,
});

const rows = new Map<NetType, AttributeRow>();
const byKind = new Map<string, NetType>();

for (const row of ROWS) {
  const names = [...(row.positional ?? []), ...Object.keys(row.fields ?? {})];
  const type = defineType<ScriptAttribute>({
    fullName: `${row.namespace ?? AUTOMATION}.${row.kind}Attribute`,
    ...(row.namespace === undefined ? {accelerator: row.kind} : {}),
    base: BASES[row.base ?? ''] ?? cmdletMetadataType,
    properties: Object.fromEntries(
      names.map(name => [
        name,
        {
          get: (self: ScriptAttribute) => self.fields[name] ?? null,
          set: (self: ScriptAttribute, value: Value) => {
            self.fields[name] = converted(row, name, value);
          },
        },
      ]),
    ),
    constructors: {
      '()': () => newAttribute(type, [], []),
      '(object a)': (a: Value) => newAttribute(type, [a], []),
      '(object a, object b)': (a: Value, b: Value) => newAttribute(type, [a, b], []),
      '(params object[] all)': (all: Value[]) => newAttribute(type, all, []),
    },
  });
  rows.set(type, row);
  byKind.set(row.kind.toLowerCase(), type);
  byKind.set(`${row.kind.toLowerCase()}attribute`, type);
  byKind.set(type.fullName.toLowerCase(), type);
  byKind.set(type.fullName.toLowerCase().replace(/attribute$/, ''), type);
}

function kindOf(type: NetType): string {
  return type.name.replace(/Attribute$/, '');
}

function converted(row: AttributeRow, name: string, value: Value): Value {
  const type = row.types?.[name];
  return type === undefined ? value : convertTo(value, type);
}

/** The built-in attribute of that name (`Parameter`, `ValidateSet`, with or without namespace). */
export function attributeNamed(name: string): NetType | undefined {
  return byKind.get(name.toLowerCase());
}

/** An attribute from its positional and named arguments. Throws for a name it does not have. */
export function newAttribute(
  type: NetType,
  positional: readonly Value[],
  named: readonly (readonly [string, Value])[],
): ScriptAttribute {
  const row = rows.get(type) ?? {kind: kindOf(type)};
  const attribute = new ScriptAttribute(type, {...row.fields});
  const names = row.positional ?? [];
  if (row.rest) attribute.fields[names[0] as string] = flatten(positional);
  else
    positional.slice(0, names.length).forEach((value, at) => {
      const name = names[at] as string;
      attribute.fields[name] = converted(row, name, value);
    });
  const tooMany = !row.rest && positional.length > names.length;
  if (tooMany || positional.length < (row.required ?? 0))
    throw runtimeError(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "${kindOf(type)}Attribute" and the argument count: "${positional.length}".`,
    );
  for (const [name, value] of named) setField(attribute, row, name, value);
  return attribute;
}

function flatten(values: readonly Value[]): Value[] {
  return values.flatMap(value => (Array.isArray(value) ? (value as Value[]) : [value]));
}

function setField(attribute: ScriptAttribute, row: AttributeRow, name: string, value: Value): void {
  const known = [...Object.keys(row.fields ?? {}), ...(row.positional ?? [])].find(
    field => field.toLowerCase() === name.toLowerCase(),
  );
  if (known === undefined) {
    throw runtimeError(
      'PropertyNotFoundForType',
      `Property '${name}' cannot be found for type '${attribute[TYPE].fullName}'.`,
    );
  }
  attribute.fields[known] = converted(row, known, value);
}

/** Can `name = value` be written in an attribute of this type? 'no' and 'read-only' tell why not. */
export function attributeProperty(type: NetType, name: string): 'yes' | 'no' | 'read-only' {
  const row = rows.get(type);
  const has = (names: readonly string[]) =>
    names.some(one => one.toLowerCase() === name.toLowerCase());
  if (has(Object.keys(row?.fields ?? {}))) return 'yes';
  return has(row?.positional ?? []) ? 'read-only' : 'no';
}

/** The names of the properties that an attribute of this type may set. */
export function attributeProperties(type: NetType): string[] {
  return Object.keys(rows.get(type)?.fields ?? {});
}

/** A field as text, '' when it is null. */
export function textField(attribute: ScriptAttribute, name: string): string {
  const value = attribute.fields[name];
  return value === null || value === undefined ? '' : toText(value);
}
