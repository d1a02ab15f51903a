/** Get-Process: the processes of this machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {addMember, insertTypeName} from '../../shell/values/index.ts';
import {completeProcessNames, findProcesses} from './find-processes.ts';

export const getProcess = cmdlet({
  name: 'Get-Process',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gps'],
  className: 'GetProcessCommand',
  defaultParameterSet: 'Name',
  outputTypes: ['System.Diagnostics.Process'],
  synopsis: 'Gets the processes that are running on the local computer.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {
        Name: {position: 0, pipeline: 'name'},
        NameWithUserName: {position: 0, pipeline: 'name'},
      },
      aliases: ['ProcessName'],
      wildcards: true,
      help: 'Names; wildcards are allowed.',
      complete: completeProcessNames,
    },
    Id: {
      type: 'int[]',
      sets: {
        Id: {mandatory: true, pipeline: 'name'},
        IdWithUserName: {mandatory: true, pipeline: 'name'},
      },
      aliases: ['PID'],
      help: 'Process identifiers.',
    },
    InputObject: {
      type: 'object[]',
      sets: {
        InputObject: {mandatory: true, pipeline: 'value'},
        InputObjectWithUserName: {mandatory: true, pipeline: 'value'},
      },
      help: 'Process objects.',
    },
    IncludeUserName: {
      type: 'switch',
      sets: {
        NameWithUserName: {mandatory: true},
        IdWithUserName: {mandatory: true},
        InputObjectWithUserName: {mandatory: true},
      },
      help: "Adds the owner's name.",
    },
  },
  examples: [{title: 'By name', code: 'Get-Process node | Sort-Object WorkingSet -Descending'}],

  process(run, p) {
    for (const found of findProcesses(run, p)) {
      if (!p.IncludeUserName) run.writeObject(found);
      else {
        addMember(found, {memberType: 'NoteProperty', name: 'UserName', value: found.user}, true);
        run.writeObject(insertTypeName(found, 'System.Diagnostics.Process#IncludeUserName'));
      }
    }
  },
});
