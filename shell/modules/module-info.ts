/** A module as a value: PSModuleInfo. Source: language specification 14. */
import type {Command} from '../eval/runtime.ts';
import {ScriptBlock} from '../eval/script-block.ts';
import type {AliasDefinition, SessionState} from '../session/session.ts';
import {defineType} from '../values/define-type.ts';
import {convertTo, Dictionary, findType, type NetType, toArray} from '../values/index.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';

export type ModuleType = 'Script' | 'Manifest' | 'Binary' | 'Cim';

export class ModuleInfo {
  readonly name: string;
  readonly moduleType: ModuleType;
  /** The file its commands are defined in; the name of a dynamic module. */
  path = '';
  /** The file it was found as, its manifest if it has one; '' for dynamic and built-in modules. */
  source = '';
  moduleBase = '';
  version = '0.0';
  prerelease = '';
  guid = '00000000-0000-0000-0000-000000000000';
  description = '';
  author = '';
  companyName = '';
  copyright = '';
  rootModule = '';
  prefix = '';
  helpInfoUri = '';
  powerShellVersion: string | null = null;
  powerShellHostVersion: string | null = null;
  powerShellHostName: string | null = null;
  clrVersion: string | null = null;
  dotNetFrameworkVersion: string | null = null;
  processorArchitecture = 'None';
  accessMode: 'ReadWrite' | 'ReadOnly' | 'Constant' = 'ReadWrite';
  privateData: Value = null;
  tags: readonly string[] = [];
  projectUri = '';
  licenseUri = '';
  iconUri = '';
  releaseNotes = '';
  compatibleEditions: readonly string[] = [];
  fileList: readonly string[] = [];
  /** Null for built-in modules, which have no variables of their own. */
  readonly sessionState: SessionState | null;
  readonly nested: ModuleInfo[] = [];
  required: ModuleInfo[] = [];
  onRemove: ScriptBlock | null = null;
  /** By the name they are exported under. */
  readonly functions = new Map<string, Command>();
  readonly cmdlets = new Map<string, Command>();
  readonly aliases = new Map<string, AliasDefinition>();
  readonly variables = new Set<string>();
  /** Names a manifest declares; known before the module is run. */
  declared: {readonly functions: string[]; readonly cmdlets: string[]; readonly aliases: string[]} =
    {
      functions: [],
      cmdlets: [],
      aliases: [],
    };

  constructor(name: string, moduleType: ModuleType, sessionState: SessionState | null) {
    this.name = name;
    this.moduleType = moduleType;
    this.sessionState = sessionState;
    if (sessionState === null) return;
    sessionState.module = this;
    sessionState.moduleName = name;
  }

  /** Functions and cmdlets it exports, by name in lower case. */
  command(name: string): Command | undefined {
    const lower = name.toLowerCase();
    for (const commands of [this.functions, this.cmdlets])
      for (const [key, command] of commands) if (key.toLowerCase() === lower) return command;
    return undefined;
  }
}

/** `Dictionary[string,object]` of what is exported; of a module not yet run, of what is declared. */
function exported(
  entries: Iterable<readonly [string, Value]>,
  declared: readonly string[],
): Dictionary {
  const type = findType('System.Collections.Generic.Dictionary[string,object]') as NetType;
  const dictionary = new Dictionary(type, {caseSensitive: false});
  for (const [name, value] of entries) dictionary.set(name, value);
  if (dictionary.count === 0) for (const name of declared) dictionary.set(name, name);
  return dictionary;
}

function stateOf(self: ModuleInfo): SessionState {
  if (self.sessionState) return self.sessionState;
  throw new NetException(
    'System.Management.Automation.PSInvalidOperationException',
    `The module '${self.name}' has no session state: it is not a script module.`,
    {errorId: 'InvalidOperation', category: 'InvalidOperation'},
  );
}

function versionOf(text: string | null): Value {
  return text === null ? null : convertTo(text, 'version');
}

defineType<ModuleInfo>({
  fullName: 'System.Management.Automation.PSModuleInfo',
  accelerator: 'psmoduleinfo',
  instance: ModuleInfo,
  toText: self => self.name,
  properties: {
    Name: {type: 'string', get: self => self.name},
    Path: {type: 'string', get: self => self.path},
    ModuleBase: {type: 'string', get: self => self.moduleBase},
    ModuleType: {type: 'string', get: self => self.moduleType},
    Version: {get: self => convertTo(self.version, 'version')},
    Guid: {get: self => convertTo(self.guid, 'guid')},
    Description: {type: 'string', get: self => self.description},
    Author: {type: 'string', get: self => self.author},
    CompanyName: {type: 'string', get: self => self.companyName},
    Copyright: {type: 'string', get: self => self.copyright},
    RootModule: {type: 'string', get: self => self.rootModule},
    Prefix: {type: 'string', get: self => self.prefix},
    HelpInfoUri: {type: 'string', get: self => self.helpInfoUri},
    PowerShellVersion: {get: self => versionOf(self.powerShellVersion)},
    PowerShellHostVersion: {get: self => versionOf(self.powerShellHostVersion)},
    PowerShellHostName: {type: 'string', get: self => self.powerShellHostName},
    ClrVersion: {get: self => versionOf(self.clrVersion)},
    DotNetFrameworkVersion: {get: self => versionOf(self.dotNetFrameworkVersion)},
    AccessMode: {
      type: 'string',
      get: self => self.accessMode,
      set: (self, value) => {
        self.accessMode = String(value) as ModuleInfo['accessMode'];
      },
    },
    PrivateData: {
      get: self => self.privateData,
      set: (self, value) => {
        self.privateData = value;
      },
    },
    Tags: {get: self => [...self.tags]},
    ProjectUri: {get: self => self.projectUri || null},
    LicenseUri: {get: self => self.licenseUri || null},
    IconUri: {get: self => self.iconUri || null},
    ProcessorArchitecture: {
      get: self => convertTo(self.processorArchitecture, 'System.Reflection.ProcessorArchitecture'),
    },
    ReleaseNotes: {get: self => self.releaseNotes},
    CompatiblePSEditions: {get: self => [...self.compatibleEditions]},
    FileList: {get: self => [...self.fileList]},
    SessionState: {get: self => self.sessionState},
    NestedModules: {get: self => [...self.nested]},
    RequiredModules: {get: self => [...self.required]},
    OnRemove: {
      get: self => self.onRemove,
      set: (self, value) => {
        self.onRemove = value instanceof ScriptBlock ? value : null;
      },
    },
    ExportedFunctions: {get: self => exported(self.functions, self.declared.functions)},
    ExportedCmdlets: {get: self => exported(self.cmdlets, self.declared.cmdlets)},
    ExportedAliases: {get: self => exported(self.aliases, self.declared.aliases)},
    ExportedVariables: {
      get: self =>
        exported(
          [...self.variables].map(name => [name, null] as const),
          [],
        ),
    },
    ExportedCommands: {
      get: self =>
        exported(
          [...self.functions, ...self.cmdlets],
          [...self.declared.functions, ...self.declared.cmdlets],
        ),
    },
  },
  methods: {
    Invoke: {
      call: (self, [block, ...args]) => {
        const values = args.length === 1 && Array.isArray(args[0]) ? toArray(args[0]) : args;
        return (block as ScriptBlock).boundTo(stateOf(self)).invoke({args: values});
      },
    },
    NewBoundScriptBlock: {call: (self, [block]) => (block as ScriptBlock).boundTo(stateOf(self))},
    ToString: {call: self => self.name},
  },
});
