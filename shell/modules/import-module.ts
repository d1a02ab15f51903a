/**
 * Importing a module: its files run once in a scope of its own; what it exports becomes visible to the importer.
 *
 * Running the files is load-module.ts, which module a name means is find-module.ts; the cmdlet Import-Module
 * speaks for the user. Source: language specification 14.
 */
import type {Frame} from '../eval/frame.ts';
import type {Scope} from '../session/scope.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import {type ExportFilter, placeExports, removeExports} from './exports.ts';
import {findModule, requiredModuleNotFound} from './find-module.ts';
import {type LoadOptions, loadModule, type Underway} from './load-module.ts';
import {invalidManifest} from './manifest.ts';
import type {FoundModule} from './module-path.ts';
import {ModuleInfo} from './module-info.ts';
import {modulesOf} from './module-table.ts';
import type {ModuleSpecification} from './module-specification.ts';

export interface ImportOptions {
  readonly session: Session;
  /** Who imports. */
  readonly frame: Frame;
  readonly found: FoundModule;
  /** Run again even if imported. */
  readonly force?: boolean;
  readonly args?: readonly Value[];
  readonly filter?: ExportFilter;
  /** `local`: the importer's scope; `global`: the global one; default by where the importer stands. */
  readonly scope?: 'global' | 'local';
}

/** Imports and answers the module. Errors of its code are thrown. */
export function importModule(options: ImportOptions, under?: Underway): ModuleInfo {
  const {session, found, force = false} = options;
  const table = modulesOf(session);
  const known = table.from(found.path);
  if (known !== undefined && !force) return importLoaded(known, options);
  if (known !== undefined) removeModule(session, known);
  const module = loadModule(found, loadOptions(options), under);
  table.add(module);
  placeExports(module, targetScope(options), options.filter ?? {}, session);
  return module;
}

/** Imports a module that is there already, or is not read from a file: its exports are placed again. */
export function importLoaded(
  module: ModuleInfo,
  options: Omit<ImportOptions, 'found'>,
): ModuleInfo {
  const {session, filter = {}} = options;
  modulesOf(session).add(module);
  placeExports(module, targetScope(options), filter, session);
  return module;
}

/** The scope that gets the exports: the importer's module, else the global scope. */
function targetScope({frame, scope, session}: Omit<ImportOptions, 'found'>): Scope {
  if (scope === 'global') return session.globalScope;
  if (scope === 'local') return frame.scope;
  return frame.state.scope;
}

function loadOptions({session, frame, args = []}: ImportOptions): LoadOptions {
  return {
    session,
    frame,
    args,
    require: (specification, under) => requireModule(specification, session, frame, under),
  };
}

/**
 * Imports what a manifest or a script requires; the module already imported when it fits. Throws
 * Modules_InvalidManifest when `under` tells which manifest requires it, else Modules_RequiredModuleNotFound.
 */
export function requireModule(
  specification: ModuleSpecification,
  session: Session,
  frame: Frame,
  under: Underway = new Map(),
): ModuleInfo {
  const table = modulesOf(session);
  const known = table.fitting(specification);
  if (known) return known;
  const found = findModule(specification, session);
  const manifest = [...under.keys()].at(-1);
  if (found === undefined)
    throw requiredModuleNotFound(specification, manifest, table.find(specification.name));
  if (found instanceof ModuleInfo) {
    table.add(found);
    return found;
  }
  const waiting = under.get(found.path);
  if (waiting !== undefined && manifest !== undefined)
    throw invalidManifest(
      manifest,
      `The required module '${specification}' is not loaded. The module '${specification}' has a requiredModule '${waiting.name}' in its module manifest '${manifest}' that points to a cyclic dependency.`,
      {type: 'System.MissingMemberException'},
    );
  return importModule({session, frame, found, scope: 'global'}, under);
}

/** Takes an imported module away: its OnRemove block runs, its commands vanish. */
export function removeModule(session: Session, module: ModuleInfo): void {
  module.onRemove?.boundTo(module.sessionState).invoke({args: [module]});
  removeExports(module, session);
  modulesOf(session).remove(module);
}
