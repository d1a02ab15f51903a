/** Test-ModuleManifest: reads a manifest, looks for the files it names, and writes the module it describes. */
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
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
    if (sound) run.writeObject(describeModule(found));
  },
});

function* problems(run: Run, manifest: Manifest, base: string): Iterable<[string, string]> {
  const isFile = (name: string) => existsSync(path.resolve(base, name.replaceAll('\\', '/')));
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
  if (moduleAtPath(path.resolve(base, name.replaceAll('\\', '/')), session)) return true;
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
