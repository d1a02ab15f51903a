/** The modules of an image: those wanted with all that they need, and the tables that modprobe reads. */
import type {FileTree} from '../file-tree.ts';
import {ImageError} from '../image-error.ts';
import {type ModuleInfo, moduleInfo, moduleName, withoutSignature} from './module-file.ts';

interface Module extends ModuleInfo {
  /** Below /lib/modules/<version>/. */
  readonly path: string;
  readonly file: Buffer;
}

export class ModuleSet {
  private readonly files = new Map<string, {path: string; file: Buffer}>();

  add(path: string, file: Buffer): void {
    const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.ko$/, '');
    this.files.set(moduleName(base), {path, file});
  }

  /** In the order to load them. Throws ImageError for one that is not there. */
  closure(wanted: readonly string[]): Module[] {
    const found = new Map<string, Module>();
    const visit = (name: string, by: string): void => {
      if (found.has(name)) return;
      const given = this.files.get(name);
      if (!given)
        throw new ImageError('corrupt', `the kernel's package has no module ${name}${by}`);
      const info = moduleInfo(given.file);
      for (const other of info.depends) visit(other, `, which ${name} needs`);
      found.set(name, {...info, ...given, name});
    };
    for (const name of wanted) visit(moduleName(name), '');
    return [...found.values()];
  }
}

/** Puts the modules into `tree`, with modules.dep and modules.alias. */
export function installModules(tree: FileTree, version: string, modules: readonly Module[]): void {
  const root = `lib/modules/${version}`;
  const byName = new Map(modules.map(module => [module.name, module]));
  for (const {path, file} of modules) tree.file(`${root}/${path}`, withoutSignature(file));
  const lines = modules.map(module => {
    const needed = allNeeded(module, byName).map(other => other.path);
    return `${module.path}:${needed.map(path => ` ${path}`).join('')}\n`;
  });
  tree.file(`${root}/modules.dep`, lines.join(''));
  const aliasLines = modules.flatMap(({name, aliases}) =>
    aliases.map(alias => `alias ${alias} ${name}\n`),
  );
  tree.file(`${root}/modules.alias`, aliasLines.join(''));
}

/** As depmod writes it: what must be loaded last comes first. */
function allNeeded(module: Module, byName: ReadonlyMap<string, Module>): Module[] {
  const order: Module[] = [];
  const visit = ({depends}: Module): void => {
    for (const name of depends) {
      const other = byName.get(name)!;
      if (order.includes(other)) continue;
      visit(other);
      order.push(other);
    }
  };
  visit(module);
  return order.toReversed();
}
