/** Move-ItemProperty: gives a property to another item, where the provider can. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PROPERTY_NAME, refuseProperties} from './dynamic-properties.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PASS_THRU, PATH} from './path-parameters.ts';

export const moveItemProperty = cmdlet({
  name: 'Move-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['mp'],
  className: 'MoveItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Moves a property from one location to another.',
  description: 'No provider of hvsh has items that take new properties, so every item is refused.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Name: {...PROPERTY_NAME, type: 'string[]', position: 2},
    Destination: {
      type: 'string',
      mandatory: true,
      position: 1,
      pipeline: 'name',
      help: 'The item that gets it.',
    },
    PassThru: PASS_THRU,
    Force: FORCE,
    ...NAME_FILTERS,
    Credential: CREDENTIAL,
  },
  examples: [
    {
      title: 'What it answers',
      code: 'try { Move-ItemProperty . -Destination / -Name x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }',
    },
  ],

  process(run, p) {
    refuseProperties(
      run,
      p,
      'Move Property',
      path => `Item: ${path} Property: ${p.Name.join(', ')} Destination Item: ${p.Destination}`,
    );
  },
});
