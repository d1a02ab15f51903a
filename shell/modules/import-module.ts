/**
 * Importing a module: its file runs once in a scope of its own; what it exports becomes visible to the importer.
 *
 * Which module a name means is find-module.ts; the cmdlet Import-Module speaks for the user. Source:
 * language specification 14.
 */
import path from 'node:path';
import {readScript} from '../commands/command-resolver.ts';
import type {Frame} from '../eval/frame.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type {Session, SessionState} from '../session/session.ts';
import {isNull, toArray, toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {type ExportFilter, exportMembers, placeExports, removeExports} from './exports.ts';
import {findModule, moduleNotFound} from './find-module.ts';
import type {Manifest} from './manifest.ts';
import {type FoundModule, moduleAtPath} from './module-path.ts';
import {ModuleInfo} from './module-info.ts';
import {modulesOf} from './module-table.ts';
import {type ModuleSpecification, satisfies} from './module-specification.ts';

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
export function importModule(options: ImportOptions): ModuleInfo {
  const {session, found, force = false} = options;
  const table = modulesOf(session);
  const known = table.find(found.name);
  if (known !== undefined && known.path === found.path && !force) {
    table.touch(known.name);
    placeExports(known, targetState(options), options.filter ?? {}, session);
    return known;
  }
  if (known !== undefined) removeModule(session, known);
  const module = loadModule(options, new Set());
  table.add(module);
  placeExports(module, targetState(options), options.filter ?? {}, session);
  return module;
}

/** The scope that gets the exports: the importer's module, else the global scope. */
function targetState({frame, scope, session}: ImportOptions) {
  if (scope === 'global') return session.globalScope;
  if (scope === 'local') return frame.scope;
  return frame.state.scope;
}

/** Runs a module's files. `under`: files being loaded, for modules that require each other. */
function loadModule(options: ImportOptions, under: ReadonlySet<string>): ModuleInfo {
  const {found, session} = options;
  if (under.has(found.path)) throw new Error(`Module ${found.name} requires itself.`);
  const state = session.newState();
  const {manifest} = found;
  const module = new ModuleInfo(found.name, manifest ? 'Manifest' : 'Script', state);
  module.path = found.path;
  module.moduleBase = path.dirname(found.path);
  if (manifest === null) runFile(found.path, module, options);
  else loadManifest(manifest, module, options, new Set([...under, found.path]));
  exportMembers(module, manifest);
  return module;
}

function loadManifest(
  manifest: Manifest,
  module: ModuleInfo,
  options: ImportOptions,
  under: ReadonlySet<string>,
): void {
  const {session, frame} = options;
  describe(module, manifest);
  module.required = manifest.requiredModules.map(specification =>
    requireModule(specification, session, frame),
  );
  for (const script of manifest.list('ScriptsToProcess')) {
    const file = path.resolve(module.moduleBase, script);
    parseBlock(readScript(file), session, null, file).invoke({scope: 'current', frame});
  }
  for (const nested of manifest.nestedModules) loadNested(nested, module, options, under);
  const root = manifest.rootModule;
  if (root !== '') runRoot(root, module, options);
}

function describe(module: ModuleInfo, manifest: Manifest): void {
  const {psData} = manifest;
  const data = (key: string): string => {
    const value = psData.get(key);
    return isNull(value) ? '' : toText(value);
  };
  module.version = manifest.version;
  module.guid = manifest.text('GUID') || module.guid;
  module.description = manifest.text('Description');
  module.author = manifest.text('Author');
  module.companyName = manifest.text('CompanyName');
  module.copyright = manifest.text('Copyright');
  module.rootModule = manifest.rootModule;
  module.helpInfoUri = manifest.text('HelpInfoURI');
  module.powerShellVersion = manifest.text('PowerShellVersion') || null;
  module.compatibleEditions = manifest.list('CompatiblePSEditions');
  module.fileList = manifest.list('FileList');
  module.privateData = manifest.value('PrivateData');
  module.prefix = manifest.text('DefaultCommandPrefix');
  module.prerelease = data('Prerelease');
  module.projectUri = data('ProjectUri');
  module.licenseUri = data('LicenseUri');
  module.releaseNotes = data('ReleaseNotes');
  const tags = psData.get('Tags');
  module.tags = isNull(tags) ? [] : toArray(tags).map(toText);
}

/** The module a manifest describes without running it: Get-Module -ListAvailable, Test-ModuleManifest. */
export function describeModule(found: FoundModule): ModuleInfo {
  const {manifest} = found;
  const module = new ModuleInfo(found.name, manifest ? 'Manifest' : 'Script', null);
  module.path = found.path;
  module.moduleBase = found.base;
  if (manifest) {
    describe(module, manifest);
    const names = (list: string[]) => list.filter(name => !/[*?]/.test(name));
    module.declared = {
      functions: names(manifest.functions),
      cmdlets: names(manifest.cmdlets),
      aliases: names(manifest.aliases),
    };
  } else module.declared = {functions: found.declaredNames(), cmdlets: [], aliases: []};
  return module;
}

/** A nested module's exports are seen inside the module, and exported with its own. */
function loadNested(
  specification: ModuleSpecification,
  module: ModuleInfo,
  options: ImportOptions,
  under: ReadonlySet<string>,
): void {
  const {session} = options;
  const local = moduleAtPath(path.resolve(module.moduleBase, specification.name), session);
  const state = module.sessionState as SessionState;
  if (local === undefined) {
    module.nested.push(requireModule(specification, session, options.frame));
    return;
  }
  const nested = loadModule({...options, found: local, args: []}, under);
  module.nested.push(nested);
  placeExports(nested, state.scope, {}, session);
}

function runRoot(root: string, module: ModuleInfo, options: ImportOptions): void {
  const file = path.resolve(module.moduleBase, root);
  if (/\.(psm1|ps1)$/i.test(file)) runFile(file, module, options);
  else if (/\.psd1$/i.test(file) || !/\.\w+$/.test(file)) {
    const found = moduleAtPath(file, options.session);
    if (found) runFile(found.path, module, options);
  }
}

/** Runs a module's script in the module's scope. */
function runFile(file: string, module: ModuleInfo, options: ImportOptions): void {
  const {session, frame, args = []} = options;
  const state = module.sessionState as SessionState;
  const block = parseBlock(readScript(file), session, state, file);
  block.invoke({scope: 'state', args, frame});
}

/** Imports what a manifest or script requires; the module already imported when it fits. */
export function requireModule(
  specification: ModuleSpecification,
  session: Session,
  frame: Frame,
): ModuleInfo {
  const table = modulesOf(session);
  const known = table.find(specification.name);
  if (known && satisfies(specification, known)) return known;
  const found = findModule(specification, session);
  if (found === undefined) throw moduleNotFound(specification);
  if (found instanceof ModuleInfo) {
    table.add(found);
    return found;
  }
  return importModule({session, frame, found});
}

/** Takes an imported module away: its OnRemove block runs, its commands vanish. */
export function removeModule(session: Session, module: ModuleInfo): void {
  module.onRemove?.boundTo(module.sessionState).invoke({args: [module]});
  removeExports(module, session);
  modulesOf(session).remove(module);
}
