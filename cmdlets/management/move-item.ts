/** Move-Item: moves items to another place. */
import {cpSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isFolder, isThere} from '../../shell/providers/glob.ts';
import {isFile, itemObject} from '../../shell/providers/items.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PASS_THRU, PATH} from './path-parameters.ts';

export const moveItem = cmdlet({
  name: 'Move-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['mi', 'move'],
  className: 'MoveItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Moves an item from one location to another.',
  parameters: {
    Path: PATH,
    Destination: {
      type: 'string',
      position: 1,
      pipeline: 'name',
      wildcards: true,
      help: 'Where to.',
    },
    Force: FORCE,
    ...NAME_FILTERS,
    PassThru: PASS_THRU,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'To another folder', code: 'Move-Item *.log ./old'}],

  process(run, p) {
    const destination = resolvePath(run.session, p.Destination ?? '.');
    for (const place of itemPlaces(run, p)) {
      if (!isFile(place)) {
        const message = `Provider operation stopped because the provider does not support this operation.`;
        run.writeError(
          run.error(
            'NotSupported',
            'NotImplemented',
            new NetException('System.Management.Automation.PSNotSupportedException', message),
            place.path,
          ),
        );
        continue;
      }
      const into = isFolder(destination.path);
      const target = into
        ? path.posix.join(destination.path, path.posix.basename(place.path))
        : destination.path;
      if (
        !run.shouldProcess(
          `Item: ${place.path} Destination: ${target}`,
          isFolder(place.path) ? 'Move Directory' : 'Move File',
        )
      )
        continue;
      const id = isFolder(place.path) ? 'MoveDirectoryItemIOError' : 'MoveFileInfoItemIOError';
      onFile(run, target, {id}, () => {
        if (isThere(target) && target !== place.path && !p.Force)
          throw new NetException(
            'System.IO.IOException',
            'Cannot create a file when that file already exists.',
          );
        moveFile(place.path, target);
        if (p.PassThru) run.writeObject(itemObject(run.session, {...destination, path: target}));
      });
    }
  },
});

/** Another file system cannot be renamed into: then it is a copy. */
function moveFile(from: string, to: string) {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as {code?: unknown}).code !== 'EXDEV') throw error;
    cpSync(from, to, {recursive: true});
    rmSync(from, {recursive: true});
  }
}
