/** Programs and scripts on `$env:PATH`, and paths written out. Names of programs keep their case. */
import {accessSync, constants, readdirSync, statSync} from 'node:fs';
import path from 'node:path';

export interface FoundFile {
  readonly path: string; // absolute
  readonly kind: 'program' | 'script';
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isFile(file);
  } catch {
    return false;
  }
}

function pathFolders(): string[] {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(folder => folder !== '')
    .map(folder => folder.replace(/^~(?=\/|$)/, process.env.HOME ?? '~'));
}

/** `name` in the first folder of PATH that has it: a program, else `name.ps1`. */
export function findOnPath(name: string): FoundFile | undefined {
  const isScript = name.toLowerCase().endsWith('.ps1');
  for (const folder of pathFolders()) {
    const program = path.join(folder, name);
    if (!isScript && isExecutable(program)) return {path: program, kind: 'program'};
    const script = isScript ? program : `${program}.ps1`;
    if (isFile(script)) return {path: script, kind: 'script'};
  }
  return undefined;
}

/** Is `name` a path? A bare name never means a file of the current folder. */
export function looksLikePath(name: string): boolean {
  return /[/\\]/.test(name) || name === '~' || name.startsWith('~/');
}

/** A path as written to a file; `.ps1` may be left out. */
export function findAtPath(name: string, location: string): FoundFile | undefined {
  const unified = name.replaceAll('\\', '/').replace(/^~(?=\/|$)/, process.env.HOME ?? '~');
  const file = path.resolve(location, unified);
  if (/\.ps1$/i.test(file)) return isFile(file) ? {path: file, kind: 'script'} : undefined;
  if (isFile(file)) return {path: file, kind: 'program'};
  return isFile(`${file}.ps1`) ? {path: `${file}.ps1`, kind: 'script'} : undefined;
}

/** All programs on PATH whose name passes `test`, the first of each name. */
export function* programsOnPath(test: (name: string) => boolean): Iterable<FoundFile> {
  const seen = new Set<string>();
  for (const folder of pathFolders()) {
    for (const name of listFolder(folder)) {
      if (seen.has(name) || !test(name)) continue;
      const file = path.join(folder, name);
      if (!isExecutable(file)) continue;
      seen.add(name);
      yield {path: file, kind: /\.ps1$/i.test(name) ? 'script' : 'program'};
    }
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
