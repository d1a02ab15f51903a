/** Copy-ItemProperty: gives a property to another item too, where the provider can. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PROPERTY_NAME, refuseProperties} from './dynamic-properties.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PASS_THRU, PATH} from './path-parameters.ts';

export const copyItemProperty = cmdlet({
  name: 'Copy-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['cpp'],
  className: 'CopyItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Copies a property and value from a specified location to another location.',
  description: 'No provider of hvsh has items that take new properties, so every item is refused.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Name: {...PROPERTY_NAME, type: 'string', position: 2},
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
      code: 'try { Copy-ItemProperty . -Destination / -Name x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }',
    },
  ],

  process(run, p) {
    refuseProperties(
      run,
      p,
      'Copy Property',
      path =>
        `Item: ${path} Property: ${p.Name} Destination Item: ${p.Destination} Destination Property: ${p.Name}`,
    );
  },
});
