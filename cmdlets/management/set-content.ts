/** Set-Content: writes or replaces the content of an item. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {collectContent, newContentState, writeContent} from './content-writing.ts';

export const setContent = cmdlet({
  name: 'Set-Content',
  module: 'Microsoft.PowerShell.Management',
  className: 'SetContentCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.String'],
  synopsis: 'Writes new content or replaces existing content in a file.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    Value: {type: 'object[]', mandatory: true, position: 1, pipeline: 'both', help: 'The value.'},
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Filter: {type: 'string', wildcards: true, help: 'A wildcard the provider applies itself.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    NoNewline: {type: 'switch', help: 'Writes no line end.'},
    Encoding: {type: 'object', help: 'The encoding of the file.'},
    AsByteStream: {type: 'switch', help: 'Works with bytes.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },
  state: newContentState,

  process: (run, p) => collectContent(run, p),
  end: (run, p) => writeContent(run, p, false),
});
