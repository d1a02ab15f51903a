/** Remove-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  adapterPassthru,
  adapterSelector,
  removeAdapter,
  selectedAdapters,
} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMNetworkAdapter'} as const;

export const removeVMNetworkAdapter = cmdlet({
  name: 'Remove-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVMNetworkAdapter',
  synopsis: 'Removes network adapters from virtual machines, running or not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...adapterSelector,
    Name: {
      type: 'string',
      help: 'The name of the adapter; without it all are removed. Wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
    },
    Passthru: adapterPassthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [{title: 'Remove all adapters of a machine', code: 'Remove-VMNetworkAdapter web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const names = p.Name === undefined ? undefined : [p.Name];
    for (const adapter of selectedAdapters(run, speaker, p, names)) {
      if (!run.shouldProcess(adapter.machine.name, 'Remove-VMNetworkAdapter')) continue;
      if (removeAdapter(run, speaker, adapter) && p.Passthru) run.writeObject(adapter);
    }
  },
});
