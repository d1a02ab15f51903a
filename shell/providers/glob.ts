/** Files that a wildcard path fits, and the children of a folder in the order the shell shows them. */
import {existsSync, lstatSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {compareText} from '../operators/text-order.ts';
import {hasWildcard, unescapeWildcard, wildcard} from '../values/index.ts';

/** Names in a folder: folders first, each kind by name without case. */
export function childNames(folder: string): string[] {
  const entries = readdirSync(folder, {withFileTypes: true}).map(entry => ({
    name: entry.name,
    isFolder:
      entry.isDirectory() || (entry.isSymbolicLink() && isFolder(path.join(folder, entry.name))),
  }));
  return entries
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || compareText(a.name, b.name, true))
    .map(entry => entry.name);
}

/** Is there a folder, links followed? */
export function isFolder(file: string): boolean {
  return statSync(file, {throwIfNoEntry: false})?.isDirectory() ?? false;
}

/** Is there anything, a broken link included? */
export function isThere(file: string): boolean {
  return lstatSync(file, {throwIfNoEntry: false}) !== undefined;
}

/** Absolute paths that fit `pattern`. `hidden`: names with a dot in front fit wildcards too. */
export function globFiles(pattern: string, hidden: boolean): string[] {
  let found = ['/'];
  for (const part of pattern.split('/').filter(each => each !== '')) {
    found = hasWildcard(part)
      ? found.flatMap(folder => fitting(folder, part, hidden))
      : found.map(folder => path.posix.join(folder, unescapeWildcard(part))).filter(isThere);
  }
  return found;
}

function fitting(folder: string, pattern: string, hidden: boolean): string[] {
  if (!existsSync(folder) || !isFolder(folder)) return [];
  const fits = wildcard(pattern);
  return childNames(folder)
    .filter(name => fits(name) && (hidden || !name.startsWith('.') || pattern.startsWith('.')))
    .map(name => path.posix.join(folder, name));
}
