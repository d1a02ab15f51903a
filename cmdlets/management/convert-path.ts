/** Convert-Path: a shell path as the provider knows it. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {itemPlaces} from './item-arguments.ts';
import {FORCE, LITERAL_PATH, PATH} from './path-parameters.ts';

export const convertPath = cmdlet({
  name: 'Convert-Path',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['cvpa'],
  className: 'ConvertPathCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.String'],
  synopsis: 'Converts a path from a PowerShell path to a PowerShell provider path.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Force: FORCE,
  },
  examples: [{title: 'As the system sees it', code: 'Convert-Path ~'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) run.writeObject(place.path);
  },
});
