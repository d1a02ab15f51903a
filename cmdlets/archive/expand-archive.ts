/** Expand-Archive: takes a .zip file apart into a folder. */
import {existsSync, mkdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {entryTarget, extractEntry} from '../../shell/archive/zip-folder.ts';
import {ZipError} from '../../shell/archive/zip-format.ts';
import {ZipReader} from '../../shell/archive/zip-reader.ts';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {fileOrFolder} from '../../shell/providers/file-info.ts';
import {expandPath, isFile} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {archiveError} from './archive-errors.ts';

export const expandArchive = cmdlet({
  name: 'Expand-Archive',
  module: 'Microsoft.PowerShell.Archive',
  className: 'Expand-Archive',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.IO.FileSystemInfo'],
  synopsis: 'Extracts files from a specified archive (zipped) file.',
  parameters: {
    Path: {
      type: 'string',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      validate: [{notNullOrEmpty: true}],
      help: 'The archive.',
    },
    LiteralPath: {
      type: 'string',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath'],
      validate: [{notNullOrEmpty: true}],
      help: 'The archive, its path taken as it is written.',
    },
    DestinationPath: {
      type: 'string',
      position: 1,
      validate: [{notNullOrEmpty: true}],
      help: 'The folder; default one named after the archive, here.',
    },
    Force: {type: 'switch', help: 'Overwrites files.'},
    PassThru: {type: 'switch', help: 'Writes what was extracted.'},
  },
  examples: [{title: 'Into a folder', code: 'Expand-Archive logs.zip -DestinationPath ./logs'}],

  process(run, p) {
    const archive = archiveFile(run, p);
    const folder =
      p.DestinationPath === undefined
        ? path.join(run.session.location, path.basename(archive, path.extname(archive)))
        : filePath(run.session, p.DestinationPath);
    if (existsSync(folder) && !statSync(folder).isDirectory())
      run.throwTerminatingError(archiveError(run, 'InvalidDestinationPath', folder));
    if (!run.shouldProcess(archive, 'Expand-Archive')) return;
    try {
      extract(run, archive, folder, p);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      run.throwTerminatingError(archiveError(run, 'InvalidArchive', error.message));
    }
  },
});

interface Source {
  readonly Path?: string | undefined;
  readonly LiteralPath?: string | undefined;
}

function archiveFile(run: Run, p: Source): string {
  const text = p.LiteralPath ?? p.Path ?? '';
  const [found] =
    p.LiteralPath === undefined ? expandPath(run.session, text, true).filter(isFile) : [];
  const file = found?.path ?? filePath(run.session, text);
  if (!existsSync(file) || statSync(file).isDirectory())
    run.throwTerminatingError(archiveError(run, 'ArchiveCmdletPathNotFound', text));
  const extension = path.extname(file);
  if (extension.toLowerCase() !== '.zip')
    run.throwTerminatingError(archiveError(run, 'NotSupportedArchiveFileExtension', extension));
  return file;
}

function extract(
  run: Run,
  archive: string,
  folder: string,
  p: {readonly Force: boolean; readonly PassThru: boolean},
): void {
  const reader = new ZipReader(archive);
  try {
    mkdirSync(folder, {recursive: true});
    for (const entry of reader.entries) {
      const target = entryTarget(entry, folder);
      const isFolder = entry.name.endsWith('/');
      if (!isFolder && existsSync(target) && !p.Force) {
        run.writeError(archiveError(run, 'ExpandArchiveFileExists', target, archive));
        continue;
      }
      extractEntry(reader, entry, target);
      if (p.PassThru) run.writeObject(fileOrFolder(target));
    }
  } finally {
    reader.close();
  }
}
