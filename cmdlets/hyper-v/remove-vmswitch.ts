/** Remove-VMSwitch of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {selectedSwitches, switchSelector} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMSwitch'} as const;

export const removeVMSwitch = cmdlet({
  name: 'Remove-VMSwitch',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVMSwitch',
  synopsis: 'Deletes virtual switches. Adapters that were connected to them are not any more.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {...switchSelector, Force: {type: 'switch', help: 'Does not ask.'}},
  examples: [{title: 'Delete a switch without being asked', code: 'Remove-VMSwitch lab -Force'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const network of selectedSwitches(run, speaker, p)) {
      if (!run.shouldProcess(network.name, 'Remove-VMSwitch')) continue;
      const asked = p.Force || run.bound.has('Confirm');
      const question = `Are you sure you want to remove the virtual switch "${network.name}"?`;
      if (!asked && !run.shouldContinue(question, 'Confirm')) continue;
      const outcome = perform(
        run,
        'Msvm_VirtualEthernetSwitchManagementService',
        'DestroySystem',
        {AffectedSystem: {ref: network.path}},
        `Removing ${network.name}`,
      );
      if (outcome.code !== 0)
        run.writeError(refusal(speaker, `'${network.name}'`, outcome, network));
    }
  },
});
