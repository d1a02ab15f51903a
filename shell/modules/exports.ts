/**
 * What a module exports, and putting it into a scope. Source: language specification 14.
 */
import {FunctionCommand} from '../eval/function-command.ts';
import type {Command} from '../eval/runtime.ts';
import type {Scope} from '../session/scope.ts';
import type {AliasDefinition, Session} from '../session/session.ts';
import {wildcard} from '../values/wildcard.ts';
import type {Manifest} from './manifest.ts';
import type {ModuleInfo} from './module-info.ts';

/** Which of the exports an importer wants; absent: all. `prefix` goes before nouns. */
export interface ExportFilter {
  readonly functions?: readonly string[];
  readonly cmdlets?: readonly string[];
  readonly aliases?: readonly string[];
  readonly variables?: readonly string[];
  readonly prefix?: string;
  readonly noClobber?: boolean;
}

/** One call of Export-ModuleMember; absent lists were not given. */
export interface ExportCall {
  readonly functions?: readonly string[];
  readonly cmdlets?: readonly string[];
  readonly aliases?: readonly string[];
  readonly variables?: readonly string[];
}

const calls = new WeakMap<ModuleInfo, ExportCall[]>();

/** Remembers a call of Export-ModuleMember made while `module` is loaded. */
export function recordExportCall(module: ModuleInfo, call: ExportCall): void {
  calls.set(module, [...(calls.get(module) ?? []), call]);
}

type Test = (name: string) => boolean;

function anyOf(patterns: readonly string[]): Test {
  const tests = patterns.map(pattern => wildcard(pattern));
  return name => tests.some(test => test(name));
}

/** Settles the exports after the module's files ran: Export-ModuleMember, then the manifest's lists. */
export function exportMembers(module: ModuleInfo, manifest: Manifest | null): void {
  const made = calls.get(module);
  const wanted = (key: keyof ExportCall): Test | null =>
    made ? anyOf(made.flatMap(call => call[key] ?? [])) : null;
  const listed = (key: 'FunctionsToExport' | 'AliasesToExport' | 'VariablesToExport'): Test =>
    manifest?.has(key) ? anyOf(manifest.list(key)) : () => true;
  exportFunctions(module, wanted('functions'), listed('FunctionsToExport'));
  exportAliases(module, wanted('aliases'), listed('AliasesToExport'));
  const variables = wanted('variables');
  const allowed = listed('VariablesToExport');
  for (const name of module.sessionState?.scope.variableNames() ?? [])
    if (variables?.(name) && allowed(name)) module.variables.add(name);
}

/** Without Export-ModuleMember: the module's own functions and those of its nested modules. */
function exportFunctions(module: ModuleInfo, wanted: Test | null, listed: Test): void {
  const defined = (module.sessionState?.scope.definitions?.functions ?? new Map()) as Map<
    string,
    Command
  >;
  const nested = new Set(module.nested.flatMap(inner => [...inner.functions.values()]));
  for (const command of defined.values()) {
    const own = isOwn(command, module) || nested.has(command);
    if ((wanted ? wanted(command.name) : own) && listed(command.name))
      module.functions.set(command.name, command);
  }
  for (const inner of module.nested)
    for (const [name, command] of inner.cmdlets) module.cmdlets.set(name, command);
}

/** Defined in the module's own code, not imported into it. */
function isOwn(command: Command, module: ModuleInfo): boolean {
  return command instanceof FunctionCommand && command.block.state === module.sessionState;
}

function exportAliases(module: ModuleInfo, wanted: Test | null, listed: Test): void {
  const defined = (module.sessionState?.scope.definitions?.aliases ?? new Map()) as Map<
    string,
    AliasDefinition
  >;
  for (const alias of defined.values())
    if ((wanted ? wanted(alias.name) : true) && listed(alias.name))
      module.aliases.set(alias.name, {...alias, moduleName: module.name});
}

/** Where the exports of a module were put, to take them away again. */
interface Placement {
  readonly scope: Scope;
  readonly kind: 'functions' | 'aliases' | 'variables';
  readonly name: string; // lower case
  readonly content: unknown;
}

const placements = new WeakMap<ModuleInfo, Placement[]>();

/** Makes the exports visible in `scope`. */
export function placeExports(
  module: ModuleInfo,
  scope: Scope,
  filter: ExportFilter,
  session: Session,
): void {
  const placed = placements.get(module) ?? [];
  const prefix = filter.prefix ?? module.prefix;
  const all = !filter.functions && !filter.cmdlets && !filter.aliases && !filter.variables;
  const pick = (patterns: readonly string[] | undefined): Test =>
    patterns ? anyOf(patterns) : () => all;
  const functions = pick(filter.functions);
  const aliases = pick(filter.aliases);
  const variables = pick(filter.variables);
  for (const [name, command] of module.functions) {
    const seen = prefixed(name, prefix);
    if (!functions(name) || (filter.noClobber && session.resolveCommand(seen))) continue;
    const content = renamed(command, seen);
    scope.define().functions.set(seen.toLowerCase(), content);
    placed.push({scope, kind: 'functions', name: seen.toLowerCase(), content});
  }
  for (const alias of module.aliases.values()) {
    const seen = {
      ...alias,
      name: prefixed(alias.name, prefix),
      definition: aliasTarget(alias, module, prefix),
    };
    if (!aliases(alias.name)) continue;
    scope.define().aliases.set(seen.name.toLowerCase(), seen);
    placed.push({scope, kind: 'aliases', name: seen.name.toLowerCase(), content: seen});
  }
  for (const name of module.variables) {
    if (!variables(name)) continue;
    // The variable itself, not its value: importer and module share it.
    const variable = module.sessionState?.scope.box(name);
    scope.put(name, variable);
    placed.push({scope, kind: 'variables', name, content: variable});
  }
  placements.set(module, placed);
  session.commandVersion++;
}

/** Under a prefix the command has another name than the function it is. */
function renamed(command: Command, name: string): Command {
  if (command.name === name) return command;
  if (command instanceof FunctionCommand)
    return new FunctionCommand(name, command.commandType, command.block, command.definedAt);
  const {commandType, moduleName = ''} = command;
  return {
    name,
    commandType,
    moduleName,
    createStage: (args, context) => command.createStage(args, context),
  };
}

function aliasTarget(alias: AliasDefinition, module: ModuleInfo, prefix: string): string {
  return module.functions.has(alias.definition)
    ? prefixed(alias.definition, prefix)
    : alias.definition;
}

/** `Get-Thing` with prefix `My` is `Get-MyThing`. */
function prefixed(name: string, prefix: string): string {
  if (prefix === '') return name;
  const dash = name.indexOf('-');
  return dash < 0 ? prefix + name : `${name.slice(0, dash + 1)}${prefix}${name.slice(dash + 1)}`;
}

/** Takes back what placeExports put anywhere, unless something else stands there by now. */
export function removeExports(module: ModuleInfo, session: Session): void {
  for (const {scope, kind, name, content} of placements.get(module) ?? []) {
    if (kind === 'variables') {
      if (scope.own(name) === content) scope.remove(name);
      continue;
    }
    const definitions = scope.definitions?.[kind];
    if (definitions?.get(name) === content) definitions?.delete(name);
  }
  placements.delete(module);
  session.commandVersion++;
}
