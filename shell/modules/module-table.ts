/**
 * The modules of a session: which are imported, in which order, and where names of modules lead.
 *
 * Built-in modules are those of the cmdlet table. Their cmdlets are always there; importing one marks it as
 * imported and as the last one, which decides between cmdlets that two modules share.
 */
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {CmdletTable} from '../commands/cmdlet-table.ts';
import type {Command} from '../eval/runtime.ts';
import type {Session, SessionState} from '../session/session.ts';
import {productFolder} from '../settings/product-folder.ts';
import {wildcard} from '../values/wildcard.ts';
import {ModuleInfo} from './module-info.ts';
import {type ModuleSpecification, satisfies} from './module-specification.ts';

/** Version that built-in modules answer: scripts ask for `-MinimumVersion` of what they know. */
const BUILT_IN: readonly {
  readonly pattern: string;
  readonly version: string;
  readonly guid?: string;
}[] = [
  {
    pattern: 'Microsoft.PowerShell.Management',
    version: '7.0.0.0',
    guid: 'eefcb906-b326-4e99-9f54-8b4bb6ef3c6d',
  },
  {
    pattern: 'Microsoft.PowerShell.Utility',
    version: '7.0.0.0',
    guid: '1da87e53-152b-403e-98dc-74d7b4d63d59',
  },
  {
    pattern: 'Microsoft.PowerShell.Security',
    version: '7.0.0.0',
    guid: 'a94c8c7e-9810-47c0-b8af-65089c13a35a',
  },
  {
    pattern: 'Microsoft.PowerShell.Host',
    version: '7.0.0.0',
    guid: '56d66100-99a0-4ffc-a12d-eee9a6718aef',
  },
  {pattern: 'Microsoft.PowerShell.*', version: '7.0.0.0'},
  {pattern: 'Hyper-V', version: '2.0.0.0', guid: 'af4bddd0-8583-4ff2-84b2-a33f5c8de8a7'},
  {pattern: 'VMware.*', version: '13.3.0.24145083'},
  {pattern: 'Pester', version: '5.7.1', guid: 'a699dea5-2c73-4616-a270-1f7abb777e71'},
  {pattern: 'CimCmdlets', version: '7.0.0.0', guid: 'fb6cc51d-c096-4b38-b78d-0fed6277096a'},
];

/** Scripts run code inside these: `& (Get-Module Pester) { ... }`. */
const SCRIPT_MODULES: ReadonlySet<string> = new Set(['Pester']);

/** Names of modules that stand for other modules. */
const FAMILY =
  /^VMware\.(PowerCLI|VimAutomation\.\w+|Vim|Sdk\.\w+|ImageBuilder|DeployAutomation|VumAutomation|CloudServices)$/i;
const FAMILY_CORE = 'VMware.VimAutomation.Core';

export class ModuleTable {
  readonly cmdlets: CmdletTable;
  readonly #newState: () => SessionState;
  /** Built-in modules that scripts know as script modules: made once, for code may run in their state. */
  readonly #scripts = new Map<string, ModuleInfo>();
  /** Imported modules, the last imported last; several versions of a name may be among them. */
  #loaded: ModuleInfo[] = [];
  /** Names in order of import, last import last; dynamic modules have one without being among the imported. */
  #order: string[] = [];

  constructor(cmdlets: CmdletTable, newState: () => SessionState) {
    this.cmdlets = cmdlets;
    this.#newState = newState;
  }

  get loaded(): readonly ModuleInfo[] {
    return this.#loaded;
  }

  /** The last imported module of a name. */
  find(name: string): ModuleInfo | undefined {
    const lower = name.toLowerCase();
    return this.#loaded.findLast(module => module.name.toLowerCase() === lower);
  }

  /** The last imported module that answers a specification, whose name may be the path of its file. */
  fitting(specification: ModuleSpecification): ModuleInfo | undefined {
    const lower = specification.name.toLowerCase();
    return this.#loaded.findLast(
      module =>
        [module.name, module.path, module.source].some(name => name.toLowerCase() === lower) &&
        satisfies(specification, module),
    );
  }

  /** The module imported from that file. */
  from(source: string): ModuleInfo | undefined {
    return this.#loaded.find(module => module.source === source);
  }

  /** Puts a module among the imported ones, as the last imported. */
  add(module: ModuleInfo): void {
    const known = (other: ModuleInfo) =>
      other === module || (other.source === module.source && other.name === module.name);
    this.#loaded = [...this.#loaded.filter(other => !known(other)), module];
    this.touch(module.name);
  }

  touch(name: string): void {
    this.#order = [
      ...this.#order.filter(known => known !== name.toLowerCase()),
      name.toLowerCase(),
    ];
  }

  remove(module: ModuleInfo): void {
    this.#loaded = this.#loaded.filter(other => other !== module);
    if (this.find(module.name) !== undefined) return;
    this.#order = this.#order.filter(name => name !== module.name.toLowerCase());
  }

  /** Of `names` (wildcards allowed) the one that covers the last import; undefined: none was imported. */
  lastImported(names: readonly string[]): string | undefined {
    for (let at = this.#order.length - 1; at >= 0; at--) {
      const hit = names.find(name => wildcard(name)(this.#order[at] as string));
      if (hit !== undefined) return hit;
    }
    return undefined;
  }

  /** A built-in module by name or path; undefined when there is none. */
  builtIn(given: string): ModuleInfo | undefined {
    const name = builtInName(given);
    const commands = this.cmdlets.ofModule(name);
    const family = commands.length === 0 && FAMILY.test(name);
    if (commands.length === 0 && !family) return undefined;
    const own = family ? this.cmdlets.ofModule(FAMILY_CORE) : commands;
    if (own.length === 0) return undefined;
    return this.#describe(family ? name : (own[0]?.moduleName ?? name), own);
  }

  #describe(name: string, commands: readonly Command[]): ModuleInfo {
    if (!SCRIPT_MODULES.has(name)) return describeBuiltIn(name, commands);
    const known = this.#scripts.get(name) ?? describeBuiltIn(name, commands, this.#newState());
    this.#scripts.set(name, known);
    return known;
  }

  /** All built-in modules that have cmdlets. */
  builtIns(): ModuleInfo[] {
    return this.cmdlets.moduleNames
      .filter(name => name !== 'hvsh')
      .map(name => this.#describe(name, this.cmdlets.ofModule(name)));
  }
}

/** Where the build writes what a built-in module exports: its cmdlets are in the product. */
function builtInManifest(name: string): string {
  return path.join(productFolder(), 'Modules', name, `${name}.psd1`);
}

/** The name of the built-in module whose folder or manifest a path is, or the text as it is. */
function builtInName(given: string): string {
  const folder = `${path.join(productFolder(), 'Modules')}/`;
  return given.startsWith(folder) ? (given.slice(folder.length).split('/')[0] as string) : given;
}

/** A built-in module as an object; one with a state is a script module. */
export function describeBuiltIn(
  name: string,
  commands: readonly Command[],
  state: SessionState | null = null,
): ModuleInfo {
  const module = new ModuleInfo(name, state === null ? 'Manifest' : 'Script', state);
  const known = BUILT_IN.find(({pattern}) => wildcard(pattern)(name));
  module.version = known?.version ?? '1.0.0.0';
  module.guid = known?.guid ?? module.guid;
  const file = builtInManifest(name);
  if (existsSync(file)) {
    module.path = file;
    module.moduleBase = path.dirname(file);
  }
  for (const command of commands) module.cmdlets.set(command.name, command);
  return module;
}

const tables = new WeakMap<Session, ModuleTable>();

/** Gives a session its table; called once when the session is made. */
export function setModules(session: Session, table: ModuleTable): void {
  tables.set(session, table);
}

export function modulesOf(session: Session): ModuleTable {
  const table = tables.get(session);
  if (!table) throw new Error('This session has no modules.');
  return table;
}

/** See ModuleTable.lastImported. */
export function lastImported(session: Session, names: readonly string[]): string | undefined {
  return modulesOf(session).lastImported(names);
}
