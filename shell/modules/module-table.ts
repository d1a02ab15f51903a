/**
 * The modules of a session: which are imported, in which order, and where names of modules lead.
 *
 * Built-in modules are those of the cmdlet table. Their cmdlets are always there; importing one marks it as
 * imported and as the last one, which decides between cmdlets that two modules share.
 */
import type {CmdletTable} from '../commands/cmdlet-table.ts';
import type {Command} from '../eval/runtime.ts';
import type {Session, SessionState} from '../session/session.ts';
import {wildcard} from '../values/wildcard.ts';
import {ModuleInfo} from './module-info.ts';

/** Version that built-in modules answer: scripts ask for `-MinimumVersion` of what they know. */
const BUILT_IN_VERSIONS: readonly (readonly [pattern: string, version: string])[] = [
  ['Microsoft.PowerShell.*', '7.0.0.0'],
  ['Hyper-V', '2.0.0.0'],
  ['VMware.*', '13.3.0.24145083'],
  ['Pester', '5.7.1'],
  ['CimCmdlets', '7.0.0.0'],
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
  /** Imported modules by name in lower case, in order of import. */
  readonly #loaded = new Map<string, ModuleInfo>();
  /** Names in order of import, last import last; a name may have been imported again. */
  #order: string[] = [];

  constructor(cmdlets: CmdletTable, newState: () => SessionState) {
    this.cmdlets = cmdlets;
    this.#newState = newState;
  }

  get loaded(): readonly ModuleInfo[] {
    return [...this.#loaded.values()];
  }

  find(name: string): ModuleInfo | undefined {
    return this.#loaded.get(name.toLowerCase());
  }

  /** Puts a module among the imported ones, as the last imported. */
  add(module: ModuleInfo): void {
    this.#loaded.set(module.name.toLowerCase(), module);
    this.touch(module.name);
  }

  touch(name: string): void {
    this.#order = [
      ...this.#order.filter(known => known !== name.toLowerCase()),
      name.toLowerCase(),
    ];
  }

  remove(module: ModuleInfo): void {
    this.#loaded.delete(module.name.toLowerCase());
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

  /** A built-in module by name; undefined when there is none. */
  builtIn(name: string): ModuleInfo | undefined {
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

/** A built-in module as an object; one with a state is a script module. */
export function describeBuiltIn(
  name: string,
  commands: readonly Command[],
  state: SessionState | null = null,
): ModuleInfo {
  const module = new ModuleInfo(name, state === null ? 'Manifest' : 'Script', state);
  module.version = BUILT_IN_VERSIONS.find(([pattern]) => wildcard(pattern)(name))?.[1] ?? '1.0.0.0';
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
