/** Rename-Item: gives an item another name in the same place. */
import {renameSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder, isThere} from '../../shell/providers/glob.ts';
import {expandPath, isFile, itemExists, itemObject} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {isGuarded} from './guarded-items.ts';
import {pathNotFound, refusesCredential} from './item-arguments.ts';
import {CREDENTIAL, LITERAL_TEXT, PASS_THRU} from './path-parameters.ts';

export const renameItem = cmdlet({
  name: 'Rename-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['ren', 'rni'],
  className: 'RenameItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Renames an item in a PowerShell provider namespace.',
  parameters: {
    Path: {
      type: 'string',
      sets: {ByPath: {mandatory: true, position: 0, pipeline: 'both'}},
      help: 'Paths; wildcards are allowed.',
    },
    NewName: {
      type: 'string',
      mandatory: true,
      position: 1,
      pipeline: 'name',
      help: 'The new name.',
    },
    Force: {type: 'switch', help: 'Also renames read-only functions, aliases and variables.'},
    PassThru: PASS_THRU,
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      ...LITERAL_TEXT,
    },
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Another name', code: 'Rename-Item log.txt old.txt'}],

  process(run, p) {
    const text = p.LiteralPath ?? p.Path ?? '';
    if (refusesCredential(run, p, text)) return;
    const [found] = p.LiteralPath === undefined ? expandPath(run.session, text, true) : [];
    const place = found ?? resolvePath(run.session, text);
    if (!itemExists(run.session, place)) {
      if (isFile(place)) missing(run, text, place.path);
      else pathNotFound(run, place.path);
      return;
    }
    const name = resolvePath(run.session, p.NewName);
    if (
      /[\\/]/.test(p.NewName) &&
      isFile(place) &&
      path.posix.dirname(name.path) !== path.posix.dirname(place.path)
    )
      return badName(run, p.NewName);
    const target = isFile(place)
      ? path.posix.join(path.posix.dirname(place.path), path.posix.basename(p.NewName))
      : p.NewName;
    if (
      !run.shouldProcess(
        `Item: ${place.path} Destination: ${target}`,
        isFile(place) && isFolder(place.path) ? 'Rename Directory' : 'Rename File',
      )
    )
      return;
    rename(run, p, place, target);
  },
});

interface Arguments {
  readonly PassThru: boolean;
  readonly Force: boolean;
}

function rename(run: Run, p: Arguments, place: ProviderPath, target: string) {
  if (!isFile(place)) {
    if (isGuarded(run, place, p.Force, 'CannotRename')) return;
    const provider = flatProvider(place.drive.provider.name);
    const options = provider.options(run.session, place.path);
    provider.set(run.session, target, provider.content(run.session, place.path), options);
    provider.remove(run.session, place.path);
  } else {
    const done = onFile(run, place.path, {id: 'RenameItemIOError'}, () => {
      if (isThere(target))
        throw new NetException(
          'System.IO.IOException',
          'Cannot create a file when that file already exists.',
        );
      renameSync(place.path, target);
      return true;
    });
    if (!done) return;
  }
  if (p.PassThru) run.writeObject(itemObject(run.session, {...place, path: target}));
}

function missing(run: Run, text: string, target: string) {
  run.writeError(
    run.error(
      'InvalidOperation',
      'InvalidOperation',
      new NetException(
        'System.Management.Automation.PSInvalidOperationException',
        `Cannot rename because item at '${text}' does not exist.`,
      ),
      target,
    ),
  );
}

function badName(run: Run, name: string) {
  run.writeError(
    run.error(
      'Argument',
      'InvalidArgument',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `Cannot rename the specified target, because it represents a path or device name.`,
      ),
      name,
    ),
  );
}
