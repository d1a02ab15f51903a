/** Invoke-Item: runs a program, or opens a document or folder with the desktop's program for it. */
import {spawn} from 'node:child_process';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile} from '../../shell/providers/items.ts';
import {NetException} from '../../shell/values/index.ts';
import {isDocument} from './document.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

export const invokeItem = cmdlet({
  name: 'Invoke-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['ii'],
  className: 'InvokeItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Performs the default action on the specified item.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
    ...NAME_FILTERS,
  },
  examples: [{title: 'With its program', code: 'Invoke-Item report.pdf'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      const fail = (id: string, type: string, message: string) =>
        run.writeError(
          run.error(
            id,
            id === 'NotSupported' ? 'NotImplemented' : 'InvalidOperation',
            new NetException(type, message),
            place.path,
          ),
        );
      if (!isFile(place)) {
        fail(
          'NotSupported',
          'System.Management.Automation.PSNotSupportedException',
          'Provider operation stopped because the provider does not support this operation.',
        );
        continue;
      }
      if (!run.shouldProcess(`Item: ${place.path}`, 'Invoke Item')) continue;
      const isOpened = isFolder(place.path) || isDocument(place.path);
      const [program, args] = isOpened ? ['xdg-open', [place.path]] : [place.path, []];
      const child = spawn(program, args, {
        cwd: run.session.location,
        stdio: 'inherit',
        detached: true,
      });
      child.on('error', () => undefined); // told below: it has no process then
      child.unref();
      if (child.pid === undefined)
        fail(
          'InvalidOperation',
          'System.InvalidOperationException',
          `An error occurred trying to start process '${program}'. No such file or directory`,
        );
    }
  },
});
