/** Get-Location: where the session, a drive or a stack stands. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {NetException} from '../../shell/values/index.ts';
import {currentPlace, hasStack, locationStack, PathInfo, placeOfDrive} from './locations.ts';

export const getLocation = cmdlet({
  name: 'Get-Location',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gl', 'pwd'],
  className: 'GetLocationCommand',
  defaultParameterSet: 'Location',
  outputTypes: [
    'System.Management.Automation.PathInfo',
    'System.Management.Automation.PathInfoStack',
  ],
  synopsis: 'Gets information about the current working location or a location stack.',
  parameters: {
    PSProvider: {type: 'string[]', sets: {Location: {pipeline: 'name'}}, help: 'The provider.'},
    PSDrive: {type: 'string[]', sets: {Location: {pipeline: 'name'}}, help: 'Names of drives.'},
    Stack: {type: 'switch', sets: {Stack: {}}, help: 'Shows the stack of locations.'},
    StackName: {
      type: 'string[]',
      sets: {Stack: {pipeline: 'name'}},
      help: 'The name of a location stack.',
    },
  },
  examples: [{title: 'Where we are', code: '(Get-Location).Path'}],

  process(run, p) {
    const {session} = run;
    const table = driveTable(session);
    if (run.parameterSetName === 'Stack') {
      for (const name of p.StackName ?? ['']) {
        if (hasStack(session, name)) run.writeObject(locationStack(session, name));
        else
          run.writeError(
            run.error(
              'StackNotFound',
              'ObjectNotFound',
              new NetException(
                'System.Management.Automation.PSArgumentException',
                `Cannot find location stack '${name}'. It does not exist or it is not a container.`,
              ),
              name,
            ),
          );
      }
    } else if (p.PSDrive)
      for (const name of p.PSDrive)
        run.writeObject(new PathInfo(placeOfDrive(session, table.get(name))));
    else if (p.PSProvider)
      for (const name of p.PSProvider)
        for (const drive of table.provider(name).drives().slice(0, 1))
          run.writeObject(new PathInfo(placeOfDrive(session, drive)));
    else run.writeObject(new PathInfo(currentPlace(session)));
  },
});
