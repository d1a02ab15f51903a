/** Start-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Start-VM'} as const;

export const startVM = cmdlet({
  name: 'Start-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.StartVM',
  synopsis: 'Powers on virtual machines.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [{title: 'Start all machines of a pool', code: 'Get-VM -Location gold | Start-VM'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'Start-VM')) continue;
      if (requestState(run, speaker, machine, Request.start))
        run.writeObject(machine.fresh('PowerCLI'));
    }
  },
});
