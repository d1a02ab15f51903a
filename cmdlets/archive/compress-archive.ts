/** Compress-Archive: packs files and folders into a .zip file. */
import {existsSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {addTree} from '../../shell/archive/zip-folder.ts';
import {ZipError} from '../../shell/archive/zip-format.ts';
import {ZipReader} from '../../shell/archive/zip-reader.ts';
import {type CompressionLevel, ZipWriter} from '../../shell/archive/zip-writer.ts';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {fileOrFolder} from '../../shell/providers/file-info.ts';
import {expandPath, isFile, itemExists} from '../../shell/providers/items.ts';
import {filePath, resolvePath} from '../../shell/providers/paths.ts';
import {archiveError} from './archive-errors.ts';

interface State {
  /** Files and folders, found so far. */
  readonly sources: string[];
}

const UPDATE = {mandatory: true} as const;

export const compressArchive = cmdlet({
  name: 'Compress-Archive',
  module: 'Microsoft.PowerShell.Archive',
  className: 'Compress-Archive',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.IO.FileInfo'],
  synopsis: 'Creates a compressed archive, or zipped file, from specified files and directories.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {}, PathWithUpdate: {}, PathWithForce: {}},
      mandatory: true,
      position: 0,
      pipeline: 'both',
      wildcards: true,
      validate: [{notNullOrEmpty: true}],
      help: 'Files and folders; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {}, LiteralPathWithUpdate: {}, LiteralPathWithForce: {}},
      mandatory: true,
      pipeline: 'name',
      aliases: ['PSPath'],
      validate: [{notNullOrEmpty: true}],
      help: 'Files and folders, taken as they are written.',
    },
    DestinationPath: {
      type: 'string',
      mandatory: true,
      position: 1,
      validate: [{notNullOrEmpty: true}],
      help: 'The archive; .zip is added to a name without an extension.',
    },
    CompressionLevel: {
      type: 'string',
      validate: [{set: ['Optimal', 'NoCompression', 'Fastest']}],
      defaultText: 'Optimal',
      help: 'How hard to pack.',
    },
    PassThru: {type: 'switch', help: 'Writes the archive as an item.'},
    Update: {
      type: 'switch',
      sets: {PathWithUpdate: UPDATE, LiteralPathWithUpdate: UPDATE},
      help: 'Replaces and adds in an archive that is there.',
    },
    Force: {
      type: 'switch',
      sets: {PathWithForce: UPDATE, LiteralPathWithForce: UPDATE},
      help: 'Overwrites an archive that is there.',
    },
  },
  examples: [
    {title: 'A folder', code: 'Compress-Archive -Path ./logs -DestinationPath logs.zip'},
    {title: 'Newer files', code: 'Compress-Archive ./logs/* logs.zip -Update'},
  ],
  state: (): State => ({sources: []}),

  process(run, p) {
    run.state.sources.push(...sourcesOf(run, p));
  },
  end(run, p) {
    if (run.state.sources.length === 0) return;
    const target = destination(run, p.DestinationPath);
    const exists = existsSync(target);
    if (exists && !p.Update && !p.Force)
      run.throwTerminatingError(archiveError(run, 'ArchiveFileExists', target));
    if (!run.shouldProcess(target, 'Compress-Archive')) return;
    const level = (p.CompressionLevel ?? 'Optimal') as CompressionLevel;
    try {
      pack(run.state.sources, target, level, exists && p.Update);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      run.throwTerminatingError(archiveError(run, 'InvalidArchive', error.message));
    }
    if (p.PassThru) run.writeObject(fileOrFolder(target));
  },
});

interface Sources {
  readonly Path?: readonly string[] | undefined;
  readonly LiteralPath?: readonly string[] | undefined;
}

function sourcesOf(run: Run<State>, p: Sources): string[] {
  const found = (p.Path ?? []).map(text => [text, expandPath(run.session, text, true)] as const);
  const literal = (p.LiteralPath ?? []).map(text => {
    const place = resolvePath(run.session, text);
    return [text, itemExists(run.session, place) ? [place] : []] as const;
  });
  return [...found, ...literal].flatMap(([text, places]) => {
    const files = places.filter(isFile);
    if (files.length === 0)
      run.throwTerminatingError(archiveError(run, 'ArchiveCmdletPathNotFound', text));
    return files.map(place => place.path);
  });
}

function destination(run: Run<State>, text: string): string {
  const file = filePath(run.session, text);
  const extension = path.extname(file);
  if (extension === '') return `${file}.zip`;
  if (extension.toLowerCase() !== '.zip')
    run.throwTerminatingError(archiveError(run, 'NotSupportedArchiveFileExtension', extension));
  return file;
}

/** Writes beside the target and puts it in its place at the end. */
function pack(
  sources: readonly string[],
  target: string,
  level: CompressionLevel,
  isUpdate: boolean,
): void {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    const writer = new ZipWriter(draft, level);
    for (const source of sources) addTree(writer, source, path.basename(source));
    if (isUpdate) keepOthers(writer, target);
    writer.close();
    renameSync(draft, target);
  } finally {
    rmSync(draft, {force: true});
  }
}

function keepOthers(writer: ZipWriter, target: string): void {
  const reader = new ZipReader(target);
  try {
    for (const entry of reader.entries)
      if (!writer.has(entry.name))
        writer.add(entry.name, reader.read(entry), entry.modified, entry.mode);
  } finally {
    reader.close();
  }
}
