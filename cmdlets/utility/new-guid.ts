/** New-Guid: a random Guid, the empty one, or one read from text. */
import {randomUUID} from 'node:crypto';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {convertTo, NetException} from '../../shell/values/index.ts';

const EMPTY = '00000000-0000-0000-0000-000000000000';

export const newGuid = cmdlet({
  name: 'New-Guid',
  module: 'Microsoft.PowerShell.Utility',
  className: 'NewGuidCommand',
  defaultParameterSet: 'Default',
  outputTypes: ['System.Guid'],
  synopsis: 'Creates a GUID.',
  parameters: {
    Empty: {type: 'switch', sets: {Empty: {}}, help: 'The Guid of zeros only.'},
    InputObject: {
      type: 'string',
      sets: {InputObject: {pipeline: 'value'}},
      help: 'The objects to work on, usually piped.',
    },
  },
  examples: [{title: 'The empty one', code: '(New-Guid -Empty).ToString()', output: [EMPTY]}],

  process(run, p) {
    if (p.Empty) run.writeObject(convertTo(EMPTY, 'guid'));
    else if (p.InputObject === undefined) run.writeObject(convertTo(randomUUID(), 'guid'));
    else {
      try {
        run.writeObject(convertTo(p.InputObject, 'guid'));
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        run.writeError(run.error('StringNotRecognizedAsGuid', 'InvalidArgument', error, null));
      }
    }
  },
});
