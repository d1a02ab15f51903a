/** Remove-PSDrive: takes drives away; what is on them stays. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {NetException, wildcard} from '../../shell/values/index.ts';
import {FORCE} from './path-parameters.ts';

export const removePSDrive = cmdlet({
  name: 'Remove-PSDrive',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['rdr'],
  className: 'RemovePSDriveCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  synopsis: 'Deletes temporary drives and disconnects mapped network drives.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {mandatory: true, position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    PSProvider: {type: 'string[]', pipeline: 'name', help: 'The provider.'},
    Force: FORCE,
    LiteralName: {
      type: 'string[]',
      sets: {LiteralName: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'Names taken as they are.',
    },
  },
  examples: [{title: 'No longer', code: 'Remove-PSDrive Work'}],

  process(run, p) {
    const table = driveTable(run.session);
    for (const name of p.LiteralName ?? p.Name ?? []) {
      const fits = p.LiteralName
        ? (each: string) => each.toLowerCase() === name.toLowerCase()
        : wildcard(name);
      const found = table.all().filter(drive => fits(drive.name));
      if (found.length === 0)
        run.writeError(
          run.error(
            'DriveNotFound',
            'ObjectNotFound',
            new NetException(
              'System.Management.Automation.DriveNotFoundException',
              `Cannot find drive. A drive with the name '${name}' does not exist.`,
            ),
            name,
          ),
        );
      for (const drive of found) {
        if (
          !run.shouldProcess(
            `Name: ${drive.name} Provider: ${drive.provider.fullName} Root: ${drive.root}`,
            'Remove Drive',
          )
        )
          continue;
        if (drive === table.current && !p.Force) {
          const message = `Cannot remove drive '${drive.name}' because it is in use.`;
          run.writeError(
            run.error(
              'InvalidOperation',
              'InvalidOperation',
              new NetException('System.Management.Automation.PSInvalidOperationException', message),
              drive,
            ),
          );
        } else table.remove(drive.name);
      }
    }
  },
});
