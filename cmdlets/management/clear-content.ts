/** Clear-Content: empties a file; the file stays. */
import {truncateSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile} from '../../shell/providers/items.ts';
import {NetException} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {itemPlaces} from './item-arguments.ts';

export const clearContent = cmdlet({
  name: 'Clear-Content',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['clc'],
  className: 'ClearContentCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Deletes the contents of an item, but does not delete the item.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    Filter: {type: 'string', wildcards: true, help: 'A wildcard the provider applies itself.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },

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
