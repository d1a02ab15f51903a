/** System.IO.Compression.ZipFile: whole folders in and out of archives. */
import {existsSync, mkdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {addTree, entryTarget, extractEntry} from '../archive/zip-folder.ts';
import {ZipError} from '../archive/zip-format.ts';
import {ZipReader} from '../archive/zip-reader.ts';
import {type CompressionLevel, ZipWriter} from '../archive/zip-writer.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import {toText} from '../conversion/to-text.ts';

function alreadyThere(file: string): NetException {
  return new NetException('System.IO.IOException', `The file '${file}' already exists.`);
}

function create(folder: string, archive: string, level: string, withFolder: boolean): void {
  if (existsSync(archive)) throw alreadyThere(archive);
  if (!existsSync(folder))
    throw new NetException(
      'System.IO.DirectoryNotFoundException',
      `Could not find a part of the path '${folder}'.`,
    );
  const writer = new ZipWriter(archive, level as CompressionLevel);
  addTree(writer, folder, withFolder ? path.basename(folder) : '');
  writer.close();
}

function extract(archive: string, folder: string, overwrites: boolean): void {
  const reader = new ZipReader(archive);
  try {
    mkdirSync(folder, {recursive: true});
    for (const entry of reader.entries) {
      const target = entryTarget(entry, folder);
      const isThere = !entry.name.endsWith('/') && existsSync(target);
      if (isThere && !overwrites) throw alreadyThere(target);
      if (isThere) rmSync(target);
      extractEntry(reader, entry, target);
    }
  } finally {
    reader.close();
  }
}

function zip<Arguments extends readonly unknown[]>(work: (...args: Arguments) => void) {
  return (...args: Arguments): void => {
    try {
      work(...args);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      throw new NetException('System.IO.InvalidDataException', error.message);
    }
  };
}

defineType({
  fullName: 'System.IO.Compression.ZipFile',
  abstract: true,
  statics: {
    'void CreateFromDirectory(string sourceDirectoryName, string destinationArchiveFileName)': zip(
      (folder: string, archive: string) => create(folder, archive, 'Optimal', false),
    ),
    'void CreateFromDirectory(string sourceDirectoryName, string destinationArchiveFileName, System.IO.Compression.CompressionLevel compressionLevel, bool includeBaseDirectory)':
      zip((folder: string, archive: string, level: EnumValue, withFolder: boolean) =>
        create(folder, archive, toText(level), withFolder),
      ),
    'void ExtractToDirectory(string sourceArchiveFileName, string destinationDirectoryName)': zip(
      (archive: string, folder: string) => extract(archive, folder, false),
    ),
    'void ExtractToDirectory(string sourceArchiveFileName, string destinationDirectoryName, bool overwriteFiles)':
      zip(extract),
  },
});
