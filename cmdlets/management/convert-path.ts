/** Convert-Path: a shell path as the provider knows it. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {itemPlaces} from './item-arguments.ts';

export const convertPath = cmdlet({
  name: 'Convert-Path',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['cvpa'],
  className: 'ConvertPathCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.String'],
  synopsis: 'Converts a path from a PowerShell path to a PowerShell provider path.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
  },

  process(run, p) {
    for (const place of itemPlaces(run, p)) run.writeObject(place.path);
  },
});
