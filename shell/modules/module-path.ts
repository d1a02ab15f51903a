/**
 * Modules that could be imported: folders of `$env:PSModulePath`, `Name/[Version/]Name.psd1|psm1`.
 *
 * What a module offers is read from its manifest, or guessed from the functions its file defines.
 * Source: language specification 14.
 */
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import {parseScript} from '../../grammar/parse.ts';
import type {Session} from '../session/session.ts';
import {type Manifest, readManifest} from './manifest.ts';
import {compareVersions} from './version-order.ts';

/** A module's file, not yet run. */
export class FoundModule {
  readonly name: string;
  readonly path: string; // .psd1, .psm1 or .ps1
  readonly #session: Session;
  #manifest: Manifest | null | undefined;

  constructor(name: string, file: string, session: Session) {
    this.name = name;
    this.path = file;
    this.#session = session;
  }

  get base(): string {
    return path.dirname(this.path);
  }

  /** Null for a module without manifest. Throws for an invalid one. */
  get manifest(): Manifest | null {
    if (this.#manifest === undefined)
      this.#manifest = /\.psd1$/i.test(this.path) ? readManifest(this.path, this.#session) : null;
    return this.#manifest;
  }

  get version(): string {
    return this.manifest?.version ?? '0.0';
  }

  /** Does it export a command of that name (lower case)? */
  declares(name: string): boolean {
    try {
      return this.declaredNames().some(declared => declared.toLowerCase() === name);
    } catch {
      // A manifest that can not be read declares nothing.
      return false;
    }
  }

  declaredNames(): string[] {
    const {manifest} = this;
    if (manifest === null) return definedFunctions(this.path);
    const listed = [...manifest.functions, ...manifest.cmdlets, ...manifest.aliases];
    const open = listed.some(name => /[*?]/.test(name)) || !manifest.has('FunctionsToExport');
    const root = manifest.rootModule;
    if (!open || root === '') return listed;
    return [...listed, ...definedFunctions(path.resolve(this.base, root))];
  }
}

/** Names of functions that a script defines at its top level. */
function definedFunctions(file: string): string[] {
  try {
    const {ast} = parseScript(readFileSync(file, 'utf8'));
    return (ast?.endBlock?.statements ?? [])
      .filter(statement => statement.kind === 'FunctionDefinitionAst')
      .map(statement => statement.name.replace(/^\w+:/, ''));
  } catch {
    return [];
  }
}

/** Scripts and programs they start find the module path in the environment, also where nobody set it. */
export function offerModulePath(): void {
  const own = path.join(homedir(), '.local/share/powershell/Modules');
  process.env.PSModulePath ??= [own, '/usr/local/share/powershell/Modules'].join(path.delimiter);
}

/** The folders of the module path. */
export function moduleFolders(): string[] {
  return (process.env.PSModulePath ?? '')
    .split(path.delimiter)
    .filter(folder => folder !== '')
    .map(folder => folder.replaceAll('\\', '/'));
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter(entry => entry.isDirectory() || entry.isSymbolicLink())
      .map(entry => entry.name);
  } catch {
    return [];
  }
}

/** All modules on the module path, newest version of a name first. */
export function* availableModules(session: Session, name?: string): Iterable<FoundModule> {
  for (const folder of moduleFolders()) {
    for (const entry of foldersIn(folder)) {
      if (name !== undefined && entry.toLowerCase() !== name.toLowerCase()) continue;
      yield* modulesIn(path.join(folder, entry), entry, session);
    }
  }
}

/** The module in a folder: one per version folder, else that of the folder itself. */
function* modulesIn(folder: string, name: string, session: Session): Iterable<FoundModule> {
  const versions = foldersIn(folder)
    .filter(entry => /^\d+(\.\d+){1,3}$/.test(entry))
    .sort((a, b) => compareVersions(b, a));
  for (const version of versions) {
    const file = moduleFile(path.join(folder, version), name);
    if (file !== undefined) yield new FoundModule(name, file, session);
  }
  const file = moduleFile(folder, name);
  if (file !== undefined) yield new FoundModule(name, file, session);
}

/** `name.psd1`, else `name.psm1` in a folder, in any case of the name. */
function moduleFile(folder: string, name: string): string | undefined {
  for (const extension of ['.psd1', '.psm1']) {
    const file = path.join(folder, name + extension);
    if (existsSync(file)) return file;
  }
  return undefined;
}

/** Is it a path and not the name of a module? */
export function isPath(name: string): boolean {
  return /[/\\]|^\.|^~|\.(psm1|psd1|ps1|dll)$/i.test(name);
}

/** A path in a module's terms, `\\` or `/` between its parts, as an absolute one. */
export function modulePath(given: string, base: string): string {
  const unified = given.replaceAll('\\', '/').replace(/^~(?=\/|$)/, homedir());
  return path.resolve(base, unified);
}

/** The module that a path names: a file, a folder, or a file without extension. */
export function moduleAtPath(given: string, session: Session): FoundModule | undefined {
  const [first] = modulesAtPath(given, session);
  return first;
}

/** All modules a path may mean: several versions in the folders of a folder, newest first. */
export function* modulesAtPath(given: string, session: Session): Iterable<FoundModule> {
  const file = modulePath(given, session.location);
  const name = path.basename(file).replace(/\.(psm1|psd1|ps1|dll)$/i, '');
  if (isFile(file)) yield new FoundModule(name, file, session);
  for (const extension of ['.psd1', '.psm1', '.ps1'])
    if (isFile(file + extension)) yield new FoundModule(name, file + extension, session);
  if (isFolder(file)) yield* modulesIn(file, path.basename(file), session);
}

function isFile(file: string): boolean {
  return statSync(file, {throwIfNoEntry: false})?.isFile() === true;
}

function isFolder(file: string): boolean {
  return statSync(file, {throwIfNoEntry: false})?.isDirectory() === true;
}
