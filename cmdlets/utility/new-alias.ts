/** New-Alias: makes another name for a command. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineAlias} from './alias-access.ts';

export const newAlias = cmdlet({
  name: 'New-Alias',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['nal'],
  className: 'NewAliasCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.Management.Automation.AliasInfo'],
  synopsis: 'Creates a new alias.',
  parameters: {
    Name: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Value: {type: 'string', mandatory: true, position: 1, pipeline: 'name', help: 'The value.'},
    Description: {type: 'string', help: 'A description.'},
    Option: {
      type: 'System.Management.Automation.ScopedItemOptions',
      help: 'None, ReadOnly, Constant, Private, AllScope.',
    },
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
  },
  examples: [{title: 'A short name', code: 'New-Alias gv2 Get-Variable'}],

  process: (run, p) => defineAlias(run, p, true),
});
