/** Write-Output: passes its arguments on, lists element by element. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeOutput = cmdlet({
  name: 'Write-Output',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['echo'],
  className: 'WriteOutputCommand',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Writes the specified objects to the pipeline.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      position: 0,
      remaining: true,
      pipeline: 'value',
      allowNull: true,
      allowEmptyCollection: true,
      allowEmptyString: true,
      help: 'The objects to work on, usually piped.',
    },
    NoEnumerate: {type: 'switch', help: 'Writes a list as one object.'},
  },
  examples: [{title: 'A list as one object', code: 'Write-Output 1, 2 -NoEnumerate'}],

  process(run, p) {
    if (p.InputObject === undefined && !run.bound.has('InputObject')) return;
    run.writeObject(p.InputObject, !p.NoEnumerate);
  },
});
