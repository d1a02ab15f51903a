/** Disconnect-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  adapterPassthru,
  adapterSelector,
  connect,
  fresh,
  selectedAdapters,
} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Disconnect-VMNetworkAdapter'} as const;

export const disconnectVMNetworkAdapter = cmdlet({
  name: 'Disconnect-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.DisconnectVMNetworkAdapter',
  synopsis: 'Pulls the cable of network adapters of virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: {...adapterSelector.VMName, sets: {VMName: {mandatory: true, position: 0}}},
    Name: {
      type: 'string[]',
      help: 'Names of the adapters; wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
      position: 1,
    },
    VMNetworkAdapter: adapterSelector.VMNetworkAdapter,
    Passthru: adapterPassthru,
    ComputerName: adapterSelector.ComputerName,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [{title: 'From its switch', code: 'Disconnect-VMNetworkAdapter -VMName web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const adapter of selectedAdapters(run, speaker, p, p.Name)) {
      if (!run.shouldProcess(adapter.machine.name, 'Disconnect-VMNetworkAdapter')) continue;
      if (connect(run, speaker, adapter, undefined) && p.Passthru) run.writeObject(fresh(adapter));
    }
  },
});
