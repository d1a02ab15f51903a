/** Test-ModuleManifest: reads a manifest, looks for the files it names, and writes the module it describes. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {parseXml} from '../../shell/xml/parse-xml.ts';
import {XmlDocument} from '../../shell/xml/xml-document.ts';
import {describeModule} from '../../shell/modules/describe-module.ts';
import type {Manifest} from '../../shell/modules/manifest.ts';
import {availableModules, moduleAtPath} from '../../shell/modules/module-path.ts';
import {moduleSpecification} from '../../shell/modules/module-specification.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {NetException, toArray} from '../../shell/values/index.ts';

/** Keys that name files, and the error when one is not there. */
const FILES = [
  ['RequiredAssemblies', 'Modules_InvalidRequiredAssembliesInModuleManifest'],
  ['FileList', 'Modules_InvalidFilePathinModuleManifest'],
  ['TypesToProcess', 'Modules_InvalidManifest'],
  ['FormatsToProcess', 'Modules_InvalidManifest'],
  ['ScriptsToProcess', 'Modules_InvalidManifest'],
] as const;

const MODULES = [
  ['NestedModules', 'Modules_InvalidNestedModuleinModuleManifest'],
  ['RequiredModules', 'Modules_InvalidRequiredModulesinModuleManifest'],
  ['ModuleList', 'Modules_InvalidModuleListinModuleManifest'],
] as const;

export const testModuleManifest = cmdlet({
  name: 'Test-ModuleManifest',
  module: 'Microsoft.PowerShell.Core',
  className: 'TestModuleManifestCommand',
  synopsis: 'Verifies that a module manifest describes a module.',
  parameters: {
    Path: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      help: 'The .psd1 file.',
    },
  },
  outputTypes: ['System.Management.Automation.PSModuleInfo'],
  examples: [{title: 'A manifest', code: 'Test-ModuleManifest ./My.psd1'}],

  process(run, p) {
    const file = filePath(run.session, p.Path);
    const found = /\.psd1$/i.test(file) ? moduleAtPath(file, run.session) : undefined;
    if (!found?.manifest) return missing(run, 'Modules_ModuleManifestNotFound', file);
    let sound = true;
    for (const [id, name] of problems(run, found.manifest, path.dirname(file))) {
      missing(run, id, name);
      sound = false;
    }
    if (!sound) return;
    const broken = cdxmlError(found.manifest, path.dirname(file));
    if (broken !== null)
      return run.writeError(
        run.error('System.Xml.XmlException', 'OperationStopped', broken, found.manifest.rootModule),
      );
    const described = describeModule(found);
    for (const {name} of found.manifest.nestedModules) {
      const nested = moduleAtPath(placeOf(name, path.dirname(file)), run.session);
      if (nested) described.nested.push(describeModule(nested));
    }
    run.writeObject(described);
  },
});

function placeOf(name: string, base: string): string {
  return path.resolve(base, name.replaceAll('\\', '/'));
}

/** Why a root module of cmdlet definitions is no XML; null when it is, or is another kind. */
function cdxmlError(manifest: Manifest, base: string): NetException | null {
  if (!/\.cdxml$/i.test(manifest.rootModule)) return null;
  try {
    const text = readFileSync(placeOf(manifest.rootModule, base), 'utf8');
    parseXml(text, new XmlDocument(), {preserveWhitespace: false});
    return null;
  } catch (error) {
    if (error instanceof NetException) return error;
    throw error;
  }
}

function* problems(run: Run, manifest: Manifest, base: string): Iterable<[string, string]> {
  const isFile = (name: string) => existsSync(placeOf(name, base));
  const root = manifest.rootModule;
  if (/\.psd1$/i.test(root)) yield ['Modules_InvalidManifest', root];
  else if (root !== '' && ![root, `${root}.psm1`, `${root}.dll`].some(isFile))
    yield ['Modules_InvalidRootModuleInModuleManifest', root];
  for (const [key, id] of FILES)
    for (const name of manifest.list(key)) if (!isFile(name)) yield [id, name];
  for (const [key, id] of MODULES) {
    for (const value of toArray(manifest.value(key) ?? [])) {
      const {name} = moduleSpecification(value);
      if (!isModule(run, name, base)) yield [id, name];
    }
  }
}

/** A file of the module's folder, a module that is loaded, built in or on the module path. */
function isModule({session}: Run, name: string, base: string): boolean {
  if (moduleAtPath(placeOf(name, base), session)) return true;
  const lower = name.toLowerCase();
  const table = modulesOf(session);
  if ([...table.loaded, ...table.builtIns()].some(module => module.name.toLowerCase() === lower))
    return true;
  for (const _found of availableModules(session, name)) return true;
  return false;
}

function missing(run: Run, id: string, name: string): void {
  run.writeError(
    run.error(
      id,
      id === 'Modules_ModuleManifestNotFound' ? 'ResourceUnavailable' : 'ObjectNotFound',
      new NetException(
        'System.IO.FileNotFoundException',
        `The module manifest names '${name}', which was not found or is not valid there.`,
      ),
      name,
    ),
  );
}
