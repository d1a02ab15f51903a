/** Remove-VM of PowerCLI: takes a machine out of the inventory, with its disks if told so. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {removeMachine} from '../inventory/remove-machine.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-VM'} as const;

export const removeVM = cmdlet({
  name: 'Remove-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveVM',
  synopsis: 'Removes virtual machines; with -DeletePermanently their disks too.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    DeletePermanently: {
      type: 'switch',
      help: 'Deletes the disk files as well.',
      aliases: ['DeleteFromDisk'],
    },
    Server: serverParameter,
  },
  examples: [
    {
      title: 'Remove a machine and its disks',
      code: 'Remove-VM web1 -DeletePermanently -Confirm:$false',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      const action = p.DeletePermanently ? 'Removing VM from disk' : 'Removing VM from inventory';
      if (run.shouldProcess(machine.name, action))
        removeMachine(run, speaker, machine, p.DeletePermanently);
    }
  },
});
