/** Rename-ItemProperty: gives a property another name, where the provider can. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PROPERTY_NAME, refuseProperties} from './dynamic-properties.ts';
import {
  CREDENTIAL,
  FORCE,
  LITERAL_TEXT,
  NAME_FILTERS,
  PASS_THRU,
  PATH_TEXT,
} from './path-parameters.ts';

export const renameItemProperty = cmdlet({
  name: 'Rename-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['rnp'],
  className: 'RenameItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Renames a property of an item.',
  description: 'No provider of hvsh has items that take new properties, so every item is refused.',
  parameters: {
    Path: {
      ...PATH_TEXT,
      type: 'string',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
    },
    LiteralPath: {
      ...LITERAL_TEXT,
      type: 'string',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
    },
    Name: {...PROPERTY_NAME, type: 'string', position: 1},
    NewName: {
      type: 'string',
      mandatory: true,
      position: 2,
      pipeline: 'name',
      help: 'The new name.',
    },
    PassThru: PASS_THRU,
    Force: FORCE,
    ...NAME_FILTERS,
    Credential: CREDENTIAL,
  },
  examples: [
    {
      title: 'What it answers',
      code: 'try { Rename-ItemProperty . x y -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }',
    },
  ],

  process(run, p) {
    refuseProperties(
      run,
      {
        ...p,
        Path: p.Path === undefined ? undefined : [p.Path],
        LiteralPath: p.LiteralPath === undefined ? undefined : [p.LiteralPath],
      },
      'Rename Property',
      path => `Item: ${path} Source Property: ${p.Name} Destination Property: ${p.NewName}`,
    );
  },
});
