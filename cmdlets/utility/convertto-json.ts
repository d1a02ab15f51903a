/** ConvertTo-Json: objects as JSON text. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import type {JsonOptions} from './json-writer.ts';
import {writeJson} from './json-writer.ts';

const DEFAULT_DEPTH = 2;

export const convertToJson = cmdlet({
  name: 'ConvertTo-Json',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertToJsonCommand',
  outputTypes: ['System.String'],
  synopsis: 'Converts an object to a JSON-formatted string.',
  parameters: {
    InputObject: {
      type: 'object',
      allowNull: true,
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Depth: {type: 'int', help: 'How many levels deep.'},
    Compress: {type: 'switch', help: 'No blanks and line ends.'},
    EnumsAsStrings: {type: 'switch', help: 'Writes names of enumerations.'},
    AsArray: {type: 'switch', help: 'Always writes an array.'},
    EscapeHandling: {
      type: 'string',
      validate: [{set: ['Default', 'EscapeNonAscii', 'EscapeHtml']}],
      help: 'Which characters to escape.',
    },
  },
  examples: [
    {
      title: 'One line',
      code: "[ordered]@{name='web'; cpu=2, 4} | ConvertTo-Json -Compress",
      output: ['{"name":"web","cpu":[2,4]}'],
    },
  ],
  state: () => ({objects: [] as unknown[]}),

  process(run, p) {
    run.state.objects.push(p.InputObject);
  },
  end(run, p) {
    const {objects} = run.state;
    if (objects.length === 0) return;
    const value = objects.length > 1 || p.AsArray ? objects : objects[0];
    const depth = p.Depth ?? DEFAULT_DEPTH;
    const write = () =>
      writeJson(value, {
        depth,
        compress: p.Compress,
        enumsAsStrings: p.EnumsAsStrings,
        escape: (p.EscapeHandling ?? 'Default') as JsonOptions['escape'],
        onTruncated: () =>
          run.writeWarning(
            `Resulting JSON is truncated as serialization has exceeded the set depth of ${depth}.`,
          ),
        stopping: () => run.stopping,
      });
    try {
      run.writeObject(write());
    } catch (error) {
      if (!(error instanceof NetException) || error.errorId === undefined) throw error;
      run.throwTerminatingError(run.error(error.errorId, 'InvalidOperation', error, value));
    }
  },
});
