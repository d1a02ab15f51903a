/** System.IO.Directory. */
import {existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {construct} from '../values/construct.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import {getProperty} from '../values/members.ts';
import type {Value} from '../values/value.ts';
import {wildcard} from '../values/wildcard.ts';
import {absolutePath, changeDirectory, currentDirectory} from './current-directory.ts';
import {onPath} from './io-error.ts';

function isDirectory(name: string | null): boolean {
  return !!name && existsSync(name) && statSync(name).isDirectory();
}

function directoryInfo(name: string): Value {
  return construct(requireType('System.IO.DirectoryInfo'), [absolutePath(name)]);
}

type Want = 'files' | 'directories' | 'all';

/** Entries as `folder/name`, in the form of the folder given. */
export function entries(folder: string, want: Want, pattern = '*', option?: EnumValue): string[] {
  const test = wildcard(pattern === '*.*' ? '*' : pattern, {caseSensitive: true});
  return onPath(folder, () => list(folder, want, test, option?.value === 1), true);
}

function list(
  folder: string,
  want: Want,
  test: (name: string) => boolean,
  deep: boolean,
): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const name = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if ((want === 'all' || (want === 'directories') === isFolder) && test(entry.name))
      out.push(name);
    if (deep && isFolder) out.push(...list(name, want, test, true));
  }
  return out;
}

function listing(want: Want): (folder: string, pattern?: string, option?: EnumValue) => string[] {
  return (folder, pattern, option) => entries(folder, want, pattern, option);
}

function remove(name: string, recursive = false): void {
  onPath(name, full => (recursive ? rmSync(full, {recursive: true}) : rmdirSync(full)), true);
}

/** Get... and Enumerate... of one kind, with pattern and option. */
function listers(kind: string, want: Want): Record<string, (...args: never[]) => unknown> {
  const run = listing(want) as (...args: never[]) => unknown;
  const out: Record<string, (...args: never[]) => unknown> = {};
  for (const verb of ['Get', 'Enumerate']) {
    out[`string[] ${verb}${kind}(string path)`] = run;
    out[`string[] ${verb}${kind}(string path, string searchPattern)`] = run;
    out[
      `string[] ${verb}${kind}(string path, string searchPattern, System.IO.SearchOption searchOption)`
    ] = run;
  }
  return out;
}

defineType({
  fullName: 'System.IO.Directory',
  abstract: true,
  statics: {
    'bool Exists(string path)': isDirectory,
    'object CreateDirectory(string path)': (name: string) => {
      onPath(name, full => mkdirSync(full, {recursive: true}), true);
      return directoryInfo(name);
    },
    'void Delete(string path)': (name: string) => remove(name),
    'void Delete(string path, bool recursive)': remove,
    'void Move(string sourceDirName, string destDirName)': (from: string, to: string) =>
      onPath(from, full => renameSync(full, to), true),
    'string GetCurrentDirectory()': currentDirectory,
    'void SetCurrentDirectory(string path)': changeDirectory,
    'string GetDirectoryRoot(string path)': () => '/',
    'datetime GetLastWriteTime(string path)': (name: string) =>
      getProperty(directoryInfo(name), 'LastWriteTime'),
    'datetime GetCreationTime(string path)': (name: string) =>
      getProperty(directoryInfo(name), 'CreationTime'),
    'object GetParent(string path)': (name: string) =>
      absolutePath(name) === '/' ? null : directoryInfo(path.dirname(absolutePath(name))),
    ...listers('Files', 'files'),
    ...listers('Directories', 'directories'),
    ...listers('FileSystemEntries', 'all'),
  },
});
