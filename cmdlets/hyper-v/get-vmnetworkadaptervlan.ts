/** Get-VMNetworkAdapterVlan of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {adapterSelector, named, selectedAdapters} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines} from '../inventory/find-machines.ts';
import {VlanSetting} from '../inventory/network-adapter.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMNetworkAdapterVlan'} as const;

export const getVMNetworkAdapterVlan = cmdlet({
  name: 'Get-VMNetworkAdapterVlan',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMNetworkAdapterVlan',
  synopsis: 'Gets the VLAN settings of network adapters of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    ...adapterSelector,
    VMName: {...adapterSelector.VMName, sets: {VMName: {position: 0, pipeline: 'value'}}},
    VMNetworkAdapterName: {
      type: 'string',
      help: 'The name of the adapter; wildcards are allowed.',
      wildcards: true,
    },
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting'],
  examples: [{title: 'Of all machines', code: 'Get-VMNetworkAdapterVlan'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const names = p.VMNetworkAdapterName === undefined ? undefined : [p.VMNetworkAdapterName];
    const isAll = !p.VMName && !p.VM && !p.VMNetworkAdapter;
    const found = isAll
      ? allMachines(run, 'HyperV').flatMap(machine => named(run, speaker, machine, names))
      : selectedAdapters(run, speaker, p, names);
    for (const adapter of found) run.writeObject(new VlanSetting(adapter));
  },
});
