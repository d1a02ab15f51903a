/** ConvertFrom-CliXml: the objects that a CLIXML text stands for. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readObjects} from './clixml-text.ts';

export const convertFromClixml = cmdlet({
  name: 'ConvertFrom-CliXml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertFromClixmlCommand',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Converts a CLIXML string to objects.',
  parameters: {
    InputObject: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The text; its lines may be piped one by one.',
    },
  },
  examples: [{title: 'There and back', code: '1, 2 | ConvertTo-CliXml | ConvertFrom-CliXml'}],
  state: () => ({lines: [] as string[]}),

  process(run, p) {
    run.state.lines.push(p.InputObject);
  },
  end(run) {
    for (const object of readObjects(run, run.state.lines.join('\n'))) run.writeObject(object);
  },
});
