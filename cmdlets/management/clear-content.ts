/** Clear-Content: empties a file; the file stays. */
import {truncateSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile} from '../../shell/providers/items.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PATH_BY_NAME} from './path-parameters.ts';

export const clearContent = cmdlet({
  name: 'Clear-Content',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['clc'],
  className: 'ClearContentCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Deletes the contents of an item, but does not delete the item.',
  parameters: {
    Path: PATH_BY_NAME,
    ...NAME_FILTERS,
    Force: FORCE,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Empty it', code: 'Clear-Content log.txt'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      if (!run.shouldProcess(`Item: ${place.path}`, 'Clear Content')) continue;
      if (!isFile(place)) {
        const {name} = place.drive.provider;
        if (name === 'Variable') flatProvider(name).set(run.session, place.path, null);
        else
          run.writeError(
            run.error(
              'NotSupported',
              'NotImplemented',
              new NetException(
                'System.Management.Automation.PSNotSupportedException',
                'Provider execution stopped because the provider does not support this operation.',
              ),
              place.path,
            ),
          );
        continue;
      }
      onFile(
        run,
        place.path,
        {id: 'ClearContentIOError', deniedId: 'ClearContentUnauthorizedAccessError'},
        () => {
          if (isFolder(place.path))
            throw new NetException(
              'System.NotSupportedException',
              `Unable to clear content of '${place.path}' because it is a directory. Clear-Content is only supported on files.`,
              {errorId: 'ClearDirectoryContent', category: 'InvalidOperation'},
            );
          truncateSync(place.path);
        },
      );
    }
  },
});
