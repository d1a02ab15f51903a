/** New-Item: makes files, folders, links, and items of the other drives. */
import {existsSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder, isThere} from '../../shell/providers/glob.ts';
import {isFile, itemExists, itemObject} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {NetException, toText} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {refusesCredential} from './item-arguments.ts';
import {CREDENTIAL, FORCE} from './path-parameters.ts';

export const newItem = cmdlet({
  name: 'New-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['ni'],
  className: 'NewItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'pathSet',
  outputTypes: [
    'System.Collections.DictionaryEntry',
    'System.IO.DirectoryInfo',
    'System.IO.FileInfo',
    'System.Management.Automation.AliasInfo',
    'System.Management.Automation.FunctionInfo',
    'System.Management.Automation.PSVariable',
  ],
  synopsis: 'Creates a new item.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {
        pathSet: {mandatory: true, position: 0, pipeline: 'name'},
        nameSet: {position: 0, pipeline: 'name'},
      },
      help: 'Paths; wildcards are allowed.',
    },
    ItemType: {
      type: 'string',
      pipeline: 'name',
      aliases: ['Type'],
      help: 'File, Directory, SymbolicLink or HardLink.',
    },
    Value: {type: 'object', pipeline: 'both', aliases: ['Target'], help: 'The value.'},
    Force: FORCE,
    Name: {
      type: 'string',
      sets: {nameSet: {mandatory: true, pipeline: 'name'}},
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Credential: CREDENTIAL,
  },
  examples: [{title: 'A folder', code: 'New-Item -ItemType Directory -Path ./vm -Force'}],

  process(run, p) {
    for (const folder of p.Path ?? ['']) {
      const text = p.Name === undefined ? folder : below(folder, p.Name);
      if (refusesCredential(run, p, text)) continue;
      const place = resolvePath(run.session, text);
      if (isFile(place)) newFile(run, p, place);
      else newFlat(run, p, place);
    }
  },
});

interface Arguments {
  readonly ItemType?: string | undefined;
  readonly Value?: unknown;
  readonly Force: boolean;
}

/** `drive:` alone is where that drive stands, not its root. */
function below(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith(':') ? folder + name : path.posix.join(folder, name);
}

function newFlat(run: Run, p: Arguments, place: ProviderPath) {
  const target = `Item: ${place.path}`;
  if (!run.shouldProcess(target, 'New Item')) return;
  if (itemExists(run.session, place) && !p.Force) {
    const message = `The ${place.drive.provider.name.toLowerCase()} item at path '${place.path}' already exists.`;
    run.writeError(
      run.error(
        'Argument',
        'InvalidArgument',
        new NetException('System.Management.Automation.PSArgumentException', message),
        place.path,
      ),
    );
    return;
  }
  flatProvider(place.drive.provider.name).set(run.session, place.path, p.Value ?? '');
  run.writeObject(itemObject(run.session, place));
}

const KINDS = ['directory', 'file', 'symboliclink', 'hardlink', 'junction', 'container', 'leaf'];

/** The kind of an -ItemType, which may be shortened; default file. */
function kindOf(run: Run, type: string | undefined): string {
  if (type === undefined || type === '') return 'file';
  const found = KINDS.find(kind => kind.startsWith(type.toLowerCase()));
  if (found) return found === 'container' ? 'directory' : found === 'leaf' ? 'file' : found;
  return run.throwTerminatingError(
    run.error(
      'Argument',
      'InvalidArgument',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.`,
      ),
      type,
    ),
  );
}

const ACTIONS: Readonly<Record<string, string>> = {
  directory: 'Create Directory',
  file: 'Create File',
  symboliclink: 'Create Symbolic Link',
  hardlink: 'Create Hard Link',
  junction: 'Create Junction',
};

function newFile(run: Run, p: Arguments, place: ProviderPath) {
  const kind = kindOf(run, p.ItemType);
  if (!run.shouldProcess(`Destination: ${place.path}`, ACTIONS[kind] as string)) return;
  onFile(
    run,
    place.path,
    {
      id: kind === 'directory' ? 'CreateDirectoryIOError' : 'NewItemIOError',
      deniedId: 'NewItemUnauthorizedAccessError',
    },
    () => {
      if (kind === 'directory') makeFolder(run, p, place.path);
      else if (kind === 'file') makeFile(p, place.path);
      else makeLink(run, p, place.path, kind);
      run.writeObject(itemObject(run.session, place));
    },
  );
}

function makeFolder(_run: Run, p: Arguments, folder: string) {
  if (isThere(folder) && !(p.Force && isFolder(folder)))
    throw new NetException(
      'System.IO.IOException',
      `An item with the specified name ${folder} already exists.`,
      {errorId: 'DirectoryExist', category: 'ResourceExists'},
    );
  mkdirSync(folder, {recursive: true});
}

function makeFile(p: Arguments, file: string) {
  if (p.Force) mkdirSync(path.dirname(file), {recursive: true});
  else if (existsSync(file))
    throw new NetException('System.IO.IOException', `The file '${file}' already exists.`);
  writeFileSync(file, p.Value === undefined || p.Value === null ? '' : toText(p.Value));
}

function makeLink(run: Run, p: Arguments, link: string, kind: string) {
  const written = p.Value === undefined || p.Value === null ? '' : toText(p.Value);
  if (written === '')
    run.throwTerminatingError(
      run.error(
        'ArgumentNull',
        'InvalidArgument',
        new NetException(
          'System.ArgumentNullException',
          "Value cannot be null. (Parameter 'content')",
          {fields: {ParamName: 'content'}},
        ),
      ),
    );
  const target = resolvePath(run.session, written).path;
  if (isThere(link)) {
    if (!p.Force)
      throw new NetException('System.IO.IOException', `The file '${link}' already exists.`);
    rmSync(link, {recursive: true});
  }
  if (kind !== 'hardlink') return symlinkSync(written.replace(/\\/g, '/'), link);
  if (!existsSync(target))
    throw new NetException(
      'System.Management.Automation.ItemNotFoundException',
      `Cannot find path '${written}' because it does not exist.`,
      {errorId: 'ItemNotFound', category: 'ObjectNotFound'},
    );
  linkSync(target, link);
}
