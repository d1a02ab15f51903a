/**
 * Running a module's files: what its manifest asks for, what it requires, its nested modules, its root file.
 *
 * Placing what it exports is import-module.ts.
 */
import {readScript} from '../commands/command-resolver.ts';
import type {Frame} from '../eval/frame.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type {Session, SessionState} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {describe, moduleTypeOf} from './describe-module.ts';
import {exportMembers, placeExports} from './exports.ts';
import {invalidManifest, type Manifest} from './manifest.ts';
import {checkManifest} from './manifest-checks.ts';
import {ModuleInfo} from './module-info.ts';
import {type FoundModule, isPath, moduleAtPath, modulePath} from './module-path.ts';
import type {ModuleSpecification} from './module-specification.ts';

export interface LoadOptions {
  readonly session: Session;
  /** Who imports. */
  readonly frame: Frame;
  readonly args?: readonly Value[];
  /** Imports what a manifest requires, into the global scope. */
  require(specification: ModuleSpecification, under: Underway): ModuleInfo;
}

/** Modules that are being loaded, by file. */
export type Underway = ReadonlyMap<string, ModuleInfo>;

/** As many modules may be nested in each other. */
const DEEPEST = 10;

/** Runs a module's files. Errors of its code are thrown. */
export function loadModule(
  found: FoundModule,
  options: LoadOptions,
  under: Underway = new Map(),
): ModuleInfo {
  const {manifest} = found;
  if (manifest) checkManifest(manifest, found.name, options.session);
  const module = new ModuleInfo(found.name, moduleTypeOf(manifest), options.session.newState());
  module.path = found.path;
  module.source = found.path;
  module.moduleBase = found.base;
  if (manifest === null) runFile(found.path, module, options);
  else loadManifest(manifest, module, options, new Map([...under, [found.path, module]]));
  exportMembers(module, manifest);
  return module;
}

function loadManifest(
  manifest: Manifest,
  module: ModuleInfo,
  options: LoadOptions,
  under: Underway,
): void {
  const {session, frame} = options;
  describe(module, manifest);
  module.required = manifest.requiredModules.map(specification =>
    options.require(rooted(specification, module), under),
  );
  for (const script of manifest.list('ScriptsToProcess')) {
    const file = modulePath(script, module.moduleBase);
    parseBlock(readScript(file), session, null, file).invoke({scope: 'current', frame});
  }
  processDisplay(module, manifest, options);
  for (const nested of manifest.nestedModules)
    loadNested(rooted(nested, module), manifest, module, options, under);
  if (manifest.rootModule !== '') runRoot(manifest, module, options);
}

/** Views and type data of a module are added to the session's. */
function processDisplay(module: ModuleInfo, manifest: Manifest, options: LoadOptions): void {
  const {session, frame} = options;
  const take = (cmdlet: string, files: readonly string[]): void => {
    for (const file of files)
      parseBlock(`param($file) ${cmdlet} -AppendPath $file`, session, null).invoke({
        args: [modulePath(file, module.moduleBase)],
        frame,
      });
  };
  take('Update-FormatData', manifest.list('FormatsToProcess'));
  take('Update-TypeData', manifest.list('TypesToProcess'));
}

/** A path in a manifest starts at the manifest's folder. */
function rooted(specification: ModuleSpecification, {moduleBase}: ModuleInfo): ModuleSpecification {
  const {name} = specification;
  return isPath(name) ? specification.withName(modulePath(name, moduleBase)) : specification;
}

/**
 * A nested module's exports are seen inside the module, and exported with its own. A nested `.ps1` is no
 * module: it runs in the one that names it.
 */
function loadNested(
  specification: ModuleSpecification,
  manifest: Manifest,
  module: ModuleInfo,
  options: LoadOptions,
  under: Underway,
): void {
  const {session} = options;
  const found = moduleAtPath(modulePath(specification.name, module.moduleBase), session);
  if (found === undefined) {
    if (isPath(specification.name))
      throw memberNotFound(specification.name, 'NestedModules', manifest, module.name);
    module.nested.push(options.require(specification, under));
    return;
  }
  if (/\.ps1$/i.test(found.path)) {
    runFile(found.path, module, {...options, args: []});
    return;
  }
  const nested = under.get(found.path) ?? nestedModule(found, options, under);
  module.nested.push(nested);
  placeExports(nested, (module.sessionState as SessionState).scope, {}, session);
}

function nestedModule(found: FoundModule, options: LoadOptions, under: Underway): ModuleInfo {
  if (under.size < DEEPEST) return loadModule(found, {...options, args: []}, under);
  throw invalidManifest(
    found.path,
    `Cannot load the module '${found.name}' because the module nesting limit has been exceeded. Modules can only be nested to ${DEEPEST} levels. Evaluate and change the order in which you are loading modules to prevent exceeding the nesting limit, and then try running your script again.`,
    {errorId: 'Modules_ModuleTooDeeplyNested', category: 'InvalidOperation'},
  );
}

function memberNotFound(
  name: string,
  member: string,
  {file}: Manifest,
  target: string,
): NetException {
  const message = `The module to process '${name}', listed in field '${member}' of module manifest '${file}' was not processed because no valid module was found in any module directory.`;
  return new NetException('System.Management.Automation.PSInvalidOperationException', message, {
    inner: new NetException('System.IO.FileNotFoundException', message),
    errorId: 'Modules_ModuleFileNotFound',
    category: 'ResourceUnavailable',
    target,
  });
}

/** The root file decides the module's path, as its commands are defined there. */
function runRoot(manifest: Manifest, module: ModuleInfo, options: LoadOptions): void {
  const {rootModule} = manifest;
  const file = modulePath(rootModule, module.moduleBase);
  const found = moduleAtPath(/\.\w+$/.test(file) ? file : `${file}.psm1`, options.session);
  if (found === undefined || !/\.(psm1|ps1)$/i.test(found.path))
    throw memberNotFound(rootModule, 'ModuleToProcess/RootModule', manifest, module.name);
  module.path = found.path;
  runFile(found.path, module, options);
}

/** Runs a module's script in the module's scope. */
function runFile(file: string, module: ModuleInfo, options: LoadOptions): void {
  const {session, frame, args = []} = options;
  const state = module.sessionState as SessionState;
  const block = parseBlock(readScript(file), session, state, file);
  block.invoke({scope: 'state', args, frame});
}
