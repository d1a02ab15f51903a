/** Suspend-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Suspend-VM'} as const;

export const suspendVM = cmdlet({
  name: 'Suspend-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SuspendVM',
  synopsis: 'Suspends virtual machines to disk.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [{title: 'Suspend a machine', code: 'Suspend-VM web1 -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'Suspend-VM')) continue;
      if (requestState(run, speaker, machine, Request.save))
        run.writeObject(machine.fresh('PowerCLI'));
    }
  },
});
