/** New-ItemProperty: a new property of an item, where the provider has such. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PROPERTY_NAME, refuseProperties} from './dynamic-properties.ts';
import {CREDENTIAL, FORCE, LITERAL_TEXT, NAME_FILTERS, PATH_TEXT} from './path-parameters.ts';

export const newItemProperty = cmdlet({
  name: 'New-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  className: 'NewItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Creates a new property for an item and sets its value.',
  description: 'No provider of hvsh has items that take new properties, so every item is refused.',
  parameters: {
    Path: {...PATH_TEXT, type: 'string[]', sets: {Path: {mandatory: true, position: 0}}},
    LiteralPath: {
      ...LITERAL_TEXT,
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
    },
    Name: {...PROPERTY_NAME, type: 'string', position: 1},
    PropertyType: {type: 'string', pipeline: 'name', aliases: ['Type'], help: 'What the value is.'},
    Value: {type: 'object', pipeline: 'name', help: 'The value.'},
    Force: FORCE,
    ...NAME_FILTERS,
    Credential: CREDENTIAL,
  },
  examples: [
    {
      title: 'What it answers',
      code: 'try { New-ItemProperty . -Name x -Value 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }',
    },
  ],

  process(run, p) {
    refuseProperties(run, p, 'New Property', path => `Item: ${path} Property: ${p.Name}`);
  },
});
