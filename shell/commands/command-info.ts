/**
 * Commands as scripts see them: CmdletInfo, AliasInfo, ApplicationInfo, and the parameters they have.
 *
 * FunctionInfo and its kin are in shell/eval/command-info-type.ts. Source: language specification 11.2
 * (Get-Command); System.Management.Automation.CommandInfo.
 */
import '../eval/command-info-type.ts';
import {CmdletCommand} from '../cmdlet/cmdlet-command.ts';
import {className} from '../cmdlet/cmdlet.ts';
import {
  ALL_SETS_NAME,
  type CommandMetadata,
  ParameterMetadata,
  type SetFlags,
} from '../cmdlet/metadata.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import type {Command, CommandArgument, PipelineContext, Stage} from '../eval/runtime.ts';
import {type ParameterSet, parameterSets, setSyntax, syntaxLines} from '../help/syntax.ts';
import {describeBuiltIn} from '../modules/module-table.ts';
import {NativeCommand} from '../native/native-command.ts';
import type {AliasDefinition, Session} from '../session/session.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import {
  customObject,
  defineType,
  enumValue,
  findType,
  hashtable,
  type NetType,
  requireType,
} from '../values/index.ts';
import type {Value} from '../values/value.ts';

const AUTOMATION = 'System.Management.Automation';
const OPTIONS = `${AUTOMATION}.ScopedItemOptions`;
const commandInfo = findType(`${AUTOMATION}.CommandInfo`) as NetType;

/** An alias as a command: runs what it leads to. */
export class AliasCommand implements Command {
  readonly commandType = 'Alias';
  readonly alias: AliasDefinition;
  readonly #session: Session;

  constructor(alias: AliasDefinition, session: Session) {
    this.alias = alias;
    this.#session = session;
  }

  get name(): string {
    return this.alias.name;
  }
  get moduleName(): string {
    return this.alias.moduleName;
  }
  /** The command at the end of the chain; undefined when there is none. */
  get resolved(): Command | undefined {
    return this.#session.resolveCommand(this.alias.definition);
  }

  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    const {resolved} = this;
    if (resolved === undefined) throw commandNotFound(this.alias.definition);
    return resolved.createStage(args, context);
  }
}

/** Parameters and sets of a command; undefined for programs. */
export function metadataOf(
  command: Command | undefined,
  session: Session,
): CommandMetadata | undefined {
  if (command instanceof CmdletCommand) return command.metadata;
  if (command instanceof FunctionCommand) return command.metadata(session.frame);
  return command instanceof AliasCommand ? metadataOf(command.resolved, session) : undefined;
}

/** The text of Get-Command -Syntax. */
export function commandSyntax(command: Command, session: Session): string {
  if (command instanceof AliasCommand) return command.resolved?.name ?? command.alias.definition;
  const metadata = metadataOf(command, session);
  return metadata ? `\n${syntaxLines(metadata).join('\n\n')}\n` : command.name;
}

function verbAndNoun(name: string): [string, string] {
  const dash = name.indexOf('-');
  return dash < 0 ? ['', name] : [name.slice(0, dash), name.slice(dash + 1)];
}

function parametersTable(metadata: CommandMetadata): Value {
  return hashtable(
    Object.fromEntries(metadata.parameters.map(parameter => [parameter.name, parameter])),
  );
}

/** CommandParameterSetInfo objects. */
export function parameterSetInfos(metadata: CommandMetadata): Value[] {
  return parameterSets(metadata).map(setInfo);
}

function setInfo(set: ParameterSet): Value {
  const info = customObject(
    {
      Name: set.name,
      IsDefault: set.isDefault,
      Parameters: set.parameters.map(({parameter, flags}) => parameterInfo(parameter, flags)),
    },
    `${AUTOMATION}.CommandParameterSetInfo`,
  );
  info.members.set('tostring', {
    memberType: 'CodeMethod',
    name: 'ToString',
    call: () => setSyntax(set),
  } as never);
  return info;
}

function parameterInfo(parameter: ParameterMetadata, flags: SetFlags): Value {
  return customObject(
    {
      Name: parameter.name,
      ParameterType: parameter.type,
      IsMandatory: flags.mandatory,
      IsDynamic: parameter.spec.dynamic ?? false,
      Position: flags.position ?? UNPLACED,
      ValueFromPipeline: flags.byValue,
      ValueFromPipelineByPropertyName: flags.byPropertyName,
      ValueFromRemainingArguments: flags.remaining,
      HelpMessage: flags.helpMessage,
      Aliases: [...parameter.aliases],
      Attributes: [...(parameter.spec.attributes?.() ?? [])],
    },
    `${AUTOMATION}.CommandParameterInfo`,
  );
}

/** Position of a parameter that has none. */
const UNPLACED = -2147483648;

defineType<CmdletCommand>({
  fullName: `${AUTOMATION}.CmdletInfo`,
  base: commandInfo,
  instance: CmdletCommand,
  toText: self => self.name,
  properties: {
    Name: {type: 'string', get: self => self.name},
    CommandType: {type: 'string', get: self => self.commandType},
    Verb: {type: 'string', get: self => verbAndNoun(self.name)[0]},
    Noun: {type: 'string', get: self => verbAndNoun(self.name)[1]},
    Source: {type: 'string', get: self => self.moduleName},
    ModuleName: {type: 'string', get: self => self.moduleName},
    Module: {get: self => describeBuiltIn(self.moduleName, [self])},
    Version: {get: self => describeBuiltIn(self.moduleName, [self]).version},
    DefaultParameterSet: {
      type: 'string',
      get: self => {
        const {defaultSet} = self.metadata.spec;
        return defaultSet === undefined || defaultSet === ALL_SETS_NAME ? null : defaultSet;
      },
    },
    Definition: {type: 'string', get: self => `\n${syntaxLines(self.metadata).join('\n\n')}\n`},
    ImplementingType: {get: self => className(self.cmdlet)},
    HelpFile: {type: 'string', get: () => ''},
    OutputType: {get: self => [...(self.cmdlet.outputTypes ?? [])]},
    Parameters: {get: self => parametersTable(self.metadata)},
    ParameterSets: {get: self => parameterSetInfos(self.metadata)},
    Options: {type: 'string', get: () => 'ReadOnly'},
    Visibility: {type: 'string', get: () => 'Public'},
  },
  methods: {
    ResolveParameter: {
      call: (self, [name]) => self.metadata.named(String(name)) ?? null,
    },
  },
});

defineType<AliasCommand>({
  fullName: `${AUTOMATION}.AliasInfo`,
  base: commandInfo,
  instance: AliasCommand,
  toText: self => self.name,
  properties: {
    Name: {type: 'string', get: self => self.name},
    CommandType: {type: 'string', get: self => self.commandType},
    DisplayName: {
      type: 'string',
      get: self => `${self.name} -> ${self.resolved?.name ?? self.alias.definition}`,
    },
    Definition: {type: 'string', get: self => self.alias.definition},
    Description: {
      type: 'string',
      get: self => self.alias.description,
      set: (self, value) => {
        self.alias.description = String(value ?? '');
      },
    },
    ReferencedCommand: {get: self => self.resolved ?? null},
    ResolvedCommand: {get: self => self.resolved ?? null},
    ResolvedCommandName: {get: self => self.resolved?.name ?? null},
    Source: {type: 'string', get: self => self.moduleName},
    ModuleName: {type: 'string', get: self => self.moduleName},
    Version: {get: () => null},
    Options: {
      type: OPTIONS,
      get: self => enumValue(requireType(OPTIONS), self.alias.options),
    },
    Visibility: {type: 'string', get: () => 'Public'},
  },
});

defineType<NativeCommand>({
  fullName: `${AUTOMATION}.ApplicationInfo`,
  base: commandInfo,
  instance: NativeCommand,
  toText: self => self.name,
  properties: {
    Name: {type: 'string', get: self => self.name},
    CommandType: {type: 'string', get: self => self.commandType},
    Path: {type: 'string', get: self => self.path},
    Source: {type: 'string', get: self => self.path},
    Definition: {type: 'string', get: self => self.path},
    Extension: {type: 'string', get: self => /\.[^./]*$/.exec(self.name)?.[0] ?? ''},
    Version: {type: 'string', get: () => '0.0.0.0'},
    ModuleName: {type: 'string', get: () => ''},
    Visibility: {type: 'string', get: () => 'Public'},
  },
});

defineType<ParameterMetadata>({
  fullName: `${AUTOMATION}.ParameterMetadata`,
  instance: ParameterMetadata,
  properties: {
    Name: {type: 'string', get: self => self.name},
    ParameterType: {get: self => self.type},
    ParameterSets: {get: self => parameterSetTable(self)},
    IsDynamic: {type: 'bool', get: self => self.spec.dynamic ?? false},
    Aliases: {get: self => [...self.aliases]},
    Attributes: {get: self => [...(self.spec.attributes?.() ?? [])]},
    SwitchParameter: {type: 'bool', get: self => self.isSwitch},
  },
});

function parameterSetTable(parameter: ParameterMetadata): Value {
  return hashtable(
    Object.fromEntries(
      [...parameter.spec.sets].map(([name, flags]) => [name, parameterInfo(parameter, flags)]),
    ),
  );
}
