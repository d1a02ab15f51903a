/** Get-PSDrive: the drives of the session. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

export const getPSDrive = cmdlet({
  name: 'Get-PSDrive',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gdr'],
  className: 'GetPSDriveCommand',
  defaultParameterSet: 'Name',
  outputTypes: ['System.Management.Automation.PSDriveInfo'],
  synopsis: 'Gets drives in the current session.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {position: 0, pipeline: 'name'}},
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    PSProvider: {type: 'string[]', pipeline: 'name', help: 'The provider.'},
    LiteralName: {
      type: 'string[]',
      sets: {LiteralName: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'Names taken as they are.',
    },
  },
  examples: [{title: 'Drives of files', code: 'Get-PSDrive -PSProvider FileSystem'}],

  process(run, p) {
    const drives = driveTable(run.session).all();
    const providers = (p.PSProvider ?? ['*']).map(pattern =>
      wildcard(pattern.slice(pattern.lastIndexOf('\\') + 1)),
    );
    for (const name of p.LiteralName ?? p.Name ?? ['*']) {
      const isPattern = p.LiteralName === undefined && hasWildcard(name);
      const fits = isPattern
        ? wildcard(name)
        : (each: string) => each.toLowerCase() === name.toLowerCase();
      const found = drives.filter(
        drive => fits(drive.name) && providers.some(of => of(drive.provider.name)),
      );
      for (const drive of found) run.writeObject(drive);
      if (found.length === 0 && !isPattern)
        run.writeError(
          run.error(
            'GetLocationNoMatchingDrive',
            'ObjectNotFound',
            new NetException(
              'System.Management.Automation.DriveNotFoundException',
              `Cannot find drive. A drive with the name '${name}' does not exist.`,
            ),
            name,
          ),
        );
    }
  },
});
