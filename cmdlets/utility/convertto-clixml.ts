/** ConvertTo-CliXml: objects as a text from which ConvertFrom-CliXml makes them again. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {writeClixml} from './clixml-writer.ts';

/** Levels below each object that are written when nobody says. */
const DEFAULT_DEPTH = 2;

export const convertToClixml = cmdlet({
  name: 'ConvertTo-CliXml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertToClixmlCommand',
  outputTypes: ['System.String'],
  synopsis: 'Converts objects to a CLIXML string.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      allowNull: true,
      help: 'The objects to work on, usually piped.',
    },
    Depth: {type: 'int', validate: [{range: [1, 2147483647]}], help: 'How many levels to write.'},
  },
  examples: [
    {
      title: 'There and back',
      code: "'text' | ConvertTo-CliXml | ConvertFrom-CliXml",
      output: ['text'],
    },
  ],
  state: () => ({values: [] as unknown[]}),

  process(run, p) {
    run.state.values.push(p.InputObject ?? null);
  },
  end(run, p) {
    run.writeObject(writeClixml(run.state.values, p.Depth ?? DEFAULT_DEPTH));
  },
});
