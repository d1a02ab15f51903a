/** Remove-ItemProperty: takes a property off an item, where the provider can. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PROPERTY_NAME, refuseProperties} from './dynamic-properties.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

export const removeItemProperty = cmdlet({
  name: 'Remove-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['rp'],
  className: 'RemoveItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Deletes the property and its value from an item.',
  description: 'No provider of hvsh has items that take new properties, so every item is refused.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Name: {...PROPERTY_NAME, type: 'string[]', position: 1},
    Force: FORCE,
    ...NAME_FILTERS,
    Credential: CREDENTIAL,
  },
  examples: [
    {
      title: 'What it answers',
      code: 'try { Remove-ItemProperty . -Name x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }',
    },
  ],

  process(run, p) {
    refuseProperties(
      run,
      p,
      'Remove Property',
      path => `Item: ${path} Property: ${p.Name.join(', ')}`,
    );
  },
});
