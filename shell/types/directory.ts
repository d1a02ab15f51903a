/** System.IO.Directory. */
import {existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {construct} from '../values/construct.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import type {Value} from '../values/value.ts';
import {wildcard} from '../values/wildcard.ts';
import {onPath} from './io-error.ts';

function isDirectory(name: string | null): boolean {
  return !!name && existsSync(name) && statSync(name).isDirectory();
}

function directoryInfo(name: string): Value {
  return construct(requireType('System.IO.DirectoryInfo'), [name]);
}

type Want = 'files' | 'directories' | 'all';

/** Entries as `folder/name`, in the form of the folder given. */
function entries(folder: string, want: Want, pattern = '*', option?: EnumValue): string[] {
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
    'string GetCurrentDirectory()': () => process.cwd(),
    'void SetCurrentDirectory(string path)': (name: string) =>
      onPath(name, full => process.chdir(full), true),
    'object GetParent(string path)': (name: string) =>
      path.resolve(name) === '/' ? null : directoryInfo(path.dirname(path.resolve(name))),
    ...listers('Files', 'files'),
    ...listers('Directories', 'directories'),
    ...listers('FileSystemEntries', 'all'),
  },
});
