/** Remove-Item: deletes items. A folder that is not empty needs -Recurse, or a yes. */
import {readdirSync, rmSync, unlinkSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {fileOf, isFile, isHidden, itemObject} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {isGuarded} from './guarded-items.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

export const removeItem = cmdlet({
  name: 'Remove-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['del', 'erase', 'rd', 'ri'],
  className: 'RemoveItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Deletes the specified items.',
  parameters: {
    Path: PATH,
    ...NAME_FILTERS,
    Recurse: {type: 'switch', help: 'Includes what is below.'},
    Force: FORCE,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'A folder with all below', code: 'Remove-Item ./vm -Recurse'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      if (!isFile(place)) removeFlat(run, p, place);
      else removeFile(run, p, place);
    }
  },
});

interface Arguments {
  readonly Recurse: boolean;
  readonly Force: boolean;
}

function removeFlat(run: Run, p: Arguments, place: ProviderPath) {
  if (!run.shouldProcess(`Item: ${place.path}`, 'Remove Item')) return;
  if (!isGuarded(run, place, p.Force, 'NotRemovable'))
    flatProvider(place.drive.provider.name).remove(run.session, place.path);
}

function removeFile(run: Run, p: Arguments, place: ProviderPath) {
  const file = fileOf(itemObject(run.session, place));
  const folder = isFolder(place.path) && !file?.isLink;
  if (!run.shouldProcess(place.path, folder ? 'Remove Directory' : 'Remove File')) return;
  const guarded = !p.Force && (isHidden(place) || ((file?.attributes ?? 0) & 1) !== 0);
  if (guarded) return refuse(run, place.path);
  if (folder && !p.Recurse && readdirSync(place.path).length > 0 && !confirmed(run, place.path))
    return;
  onFile(
    run,
    place.path,
    {id: 'RemoveFileSystemItemIOError', deniedId: 'RemoveFileSystemItemUnAuthorizedAccess'},
    () => {
      if (folder) rmSync(place.path, {recursive: true});
      else unlinkSync(place.path);
    },
  );
}

function refuse(run: Run, path: string) {
  const message = `You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.`;
  run.writeError(
    run.error(
      'RemoveFileSystemItemUnAuthorizedAccess',
      'PermissionDenied',
      new NetException('System.IO.IOException', message),
      path,
    ),
  );
}

function confirmed(run: Run, path: string): boolean {
  return run.shouldContinue(
    `The item at ${path} has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?`,
    'Confirm',
  );
}
