/** Stop-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Stop-VM'} as const;

export const stopVM = cmdlet({
  name: 'Stop-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.StopVM',
  synopsis: 'Powers off virtual machines at once.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [{title: 'Power off without being asked', code: 'Stop-VM web1 -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'Stop-VM')) continue;
      if (requestState(run, speaker, machine, Request.turnOff))
        run.writeObject(machine.fresh('PowerCLI'));
    }
  },
});
