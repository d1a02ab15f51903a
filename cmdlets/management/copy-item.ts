/** Copy-Item: copies items; folders with what is in them by -Recurse. */
import {copyFileSync, mkdirSync, readdirSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile, itemObject} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import type {PathArguments} from './item-arguments.ts';
import {itemPlaces, nameTest} from './item-arguments.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PASS_THRU, PATH} from './path-parameters.ts';

export const copyItem = cmdlet({
  name: 'Copy-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['copy', 'cpi'],
  className: 'CopyItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Copies an item from one location to another.',
  parameters: {
    Path: PATH,
    Destination: {type: 'string', position: 1, pipeline: 'name', help: 'Where to.'},
    Container: {
      type: 'switch',
      help: 'Keeps the folders as they are, which is the default; -Container:$false copies their files only.',
    },
    Force: FORCE,
    ...NAME_FILTERS,
    Recurse: {type: 'switch', help: 'Includes what is below.'},
    PassThru: PASS_THRU,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'A folder with all below', code: 'Copy-Item ./vm ./backup -Recurse'}],

  process(run, p) {
    const destination = resolvePath(run.session, p.Destination ?? '.');
    const copy = {...p, keepFolders: p.Container || !run.bound.has('Container')};
    // -Include and -Exclude of a folder's content are looked at file by file.
    for (const place of itemPlaces(run, {...p, Include: undefined, Exclude: undefined})) {
      if (isFile(place)) copyTop(run, copy, place, destination);
      else if (
        run.shouldProcess(`Item: ${place.path} Destination: ${destination.path}`, 'Copy Item')
      ) {
        const provider = flatProvider(place.drive.provider.name);
        provider.set(run.session, destination.path, provider.content(run.session, place.path));
      }
    }
  },
});

interface Arguments extends PathArguments {
  readonly Recurse: boolean;
  readonly Force: boolean;
  readonly PassThru: boolean;
  /** False only when the script says so. */
  readonly keepFolders: boolean;
}

function copyTop(run: Run, p: Arguments, from: ProviderPath, destination: ProviderPath) {
  const target = isFolder(destination.path)
    ? path.posix.join(destination.path, path.posix.basename(from.path))
    : destination.path;
  if (isFolder(from.path) && !p.keepFolders)
    copyFilesOnly(run, p, from.path, destination.path, destination);
  else if (isFolder(from.path)) copyFolder(run, p, from.path, target, destination);
  else copyFile(run, p, from.path, target, destination);
}

function copyFolder(run: Run, p: Arguments, from: string, to: string, place: ProviderPath) {
  if (!run.shouldProcess(`Item: ${from} Destination: ${to}`, 'Copy Directory')) return;
  onFile(run, to, {id: 'CopyDirectoryInfoItemIOError'}, () => {
    if (to === from || to.startsWith(`${from}/`))
      throw new NetException(
        'System.IO.IOException',
        `Container cannot be copied onto existing leaf item.`,
        {errorId: 'CopyContainerItemToLeafError', category: 'InvalidArgument'},
      );
    mkdirSync(to, {recursive: true});
    if (p.PassThru) run.writeObject(itemObject(run.session, {...place, path: to}));
    if (!p.Recurse) return;
    for (const name of readdirSync(from).sort()) {
      const [source, target] = [path.posix.join(from, name), path.posix.join(to, name)];
      if (isFolder(source)) copyFolder(run, p, source, target, place);
      else copyFile(run, p, source, target, place);
    }
  });
}

/** The files of a folder, and of those below with -Recurse, all into one folder. */
function copyFilesOnly(run: Run, p: Arguments, from: string, to: string, place: ProviderPath) {
  for (const name of readdirSync(from).sort()) {
    const source = path.posix.join(from, name);
    if (!isFolder(source)) copyFile(run, p, source, path.posix.join(to, name), place);
    else if (p.Recurse) copyFilesOnly(run, p, source, to, place);
  }
}

function copyFile(run: Run, p: Arguments, from: string, to: string, place: ProviderPath) {
  if (!nameTest(p)(path.posix.basename(from))) return;
  if (!run.shouldProcess(`Item: ${from} Destination: ${to}`, 'Copy File')) return;
  onFile(
    run,
    to,
    {id: 'CopyFileInfoItemIOError', deniedId: 'CopyFileInfoItemUnauthorizedAccessError'},
    () => {
      if (from === to)
        throw new NetException(
          'System.IO.IOException',
          `Cannot overwrite the item ${from} with itself.`,
          {errorId: 'CopyError', category: 'WriteError'},
        );
      if (p.Force) mkdirSync(path.posix.dirname(to), {recursive: true});
      copyFileSync(from, to);
      if (p.PassThru) run.writeObject(itemObject(run.session, {...place, path: to}));
    },
  );
}
