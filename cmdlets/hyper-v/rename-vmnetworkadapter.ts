/** Rename-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  adapterPassthru,
  adapterSelector,
  fresh,
  modify,
  selectedAdapters,
} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Rename-VMNetworkAdapter'} as const;

export const renameVMNetworkAdapter = cmdlet({
  name: 'Rename-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RenameVMNetworkAdapter',
  synopsis: 'Renames network adapters of virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...adapterSelector,
    Name: {
      type: 'string',
      help: 'The name of the adapter; wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
      position: 1,
    },
    NewName: {type: 'string', help: 'The new name.', mandatory: true, position: 2},
    Passthru: adapterPassthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [
    {title: 'Rename an adapter', code: "Rename-VMNetworkAdapter web1 'Network Adapter' front"},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const names = p.Name === undefined ? undefined : [p.Name];
    for (const adapter of selectedAdapters(run, speaker, p, names)) {
      if (!run.shouldProcess(adapter.machine.name, 'Rename-VMNetworkAdapter')) continue;
      const done = modify(run, speaker, adapter, adapter.setting, {ElementName: p.NewName});
      if (done && p.Passthru) run.writeObject(fresh(adapter));
    }
  },
});
