/** Packages that lie in a folder: of a host without a network, and of tests. Nothing vouches for them but their owner. */
import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {debControl} from '../archives/deb.ts';
import {ImageError} from '../image-error.ts';
import type {ImageRecipe} from '../recipes.ts';
import {
  type FetchedPackage,
  type FetchRequest,
  fileDigest,
  type PackageSource,
} from './package-source.ts';
import {compareVersions} from './version.ts';

const KERNEL = /^linux-image-\d/;

interface Found {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

export class FolderSource implements PackageSource {
  readonly description: string;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.description = `folder ${folder}, not checked against an archive`;
  }

  async fetch({recipe, onProgress, signal}: FetchRequest): Promise<FetchedPackage[]> {
    onProgress(0, `Reading ${this.folder}`);
    const packages: FetchedPackage[] = [];
    for (const found of this.choose(recipe))
      packages.push({
        ...found,
        sha256: await fileDigest(found.path, signal),
        bytes: statSync(found.path).size,
      });
    return packages;
  }

  /** The newest of each name. */
  private choose(recipe: ImageRecipe): Found[] {
    const newest = new Map<string, Found>();
    for (const found of this.packages(recipe.architecture)) {
      const key = KERNEL.test(found.name) ? recipe.kernelPackage : found.name;
      const other = newest.get(key);
      if (!other || compareVersions(found.version, other.version) > 0) newest.set(key, found);
    }
    return [recipe.kernelPackage, ...recipe.packages].map(name => {
      const found = newest.get(name);
      if (found) return found;
      throw new ImageError(
        'notFound',
        `${this.folder} has no package ${name} (${recipe.architecture}).`,
      );
    });
  }

  private packages(architecture: string): Found[] {
    return this.files().flatMap(file => {
      const fields = debControl(readFileSync(file));
      const [name, version] = [fields.get('package'), fields.get('version')];
      const fits = [architecture, 'all'].includes(fields.get('architecture') ?? '');
      //             A package that only stands for another has no files.
      const isEmpty = name !== undefined && /^linux-image-\D/.test(name);
      return name && version && fits && !isEmpty ? [{name, version, path: file}] : [];
    });
  }

  private files(): string[] {
    try {
      return readdirSync(this.folder)
        .filter(name => name.endsWith('.deb'))
        .sort()
        .map(name => path.join(this.folder, name));
    } catch (error) {
      throw new ImageError('notFound', `The folder ${this.folder} can not be read.`, error);
    }
  }
}
