/** Get-VMQuestion: finds nothing, since machines of this host ask nothing. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VMQuestion'} as const;

export const getVMQuestion = cmdlet({
  name: 'Get-VMQuestion',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVMQuestion',
  synopsis: 'Retrieves the questions that virtual machines ask.',
  description:
    'Machines of this host ask nothing: what stops one is an error or a state. None is ever found.',
  parameters: {
    VM: machineParameter(speaker, {pipeline: 'value'}),
    QuestionText: {type: 'string', help: 'Text of the question.', position: 0, aliases: ['Text']},
    QuestionId: {type: 'string', help: 'Identifier of the question.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.VMQuestion'],
  examples: [{title: 'Is any machine waiting?', code: '@(Get-VM | Get-VMQuestion).Count'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
  },
});
