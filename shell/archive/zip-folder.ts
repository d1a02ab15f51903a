/** Between folders and archives: adds files and what is below a folder; takes an archive apart into a folder. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {ZipError} from './zip-format.ts';
import type {ZipEntry, ZipReader} from './zip-reader.ts';
import type {ZipWriter} from './zip-writer.ts';

/** Adds a file, or a folder with all that is below, under `name`. Empty folders get an entry. */
export function addTree(writer: ZipWriter, file: string, name: string): void {
  const {mode, mtime} = statSync(file);
  if (!statSync(file).isDirectory()) return writer.add(name, readFileSync(file), mtime, mode);
  const below = readdirSync(file).sort();
  if (below.length === 0 && name !== '') writer.add(`${name}/`, new Uint8Array(), mtime, mode);
  for (const child of below)
    addTree(writer, path.join(file, child), name === '' ? child : `${name}/${child}`);
}

/** Where an entry belongs below `folder`. Throws ZipError for one that would be elsewhere. */
export function entryTarget(entry: ZipEntry, folder: string): string {
  const target = path.resolve(folder, entry.name);
  const root = path.resolve(folder);
  if (target !== root && !target.startsWith(root === '/' ? root : `${root}/`))
    throw new ZipError(
      'Extracting Zip entry would have resulted in a file outside the specified destination directory.',
    );
  return target;
}

/** Writes an entry to its place. */
export function extractEntry(reader: ZipReader, entry: ZipEntry, target: string): void {
  if (entry.name.endsWith('/')) {
    mkdirSync(target, {recursive: true});
    return;
  }
  mkdirSync(path.dirname(target), {recursive: true});
  writeFileSync(target, reader.read(entry));
  const permissions = entry.mode & 0o777;
  if (permissions !== 0) chmodSync(target, permissions);
  utimesSync(target, entry.modified, entry.modified);
}
