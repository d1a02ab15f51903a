/** Get-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {adapterSelector, named, selectedAdapters} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines} from '../inventory/find-machines.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMNetworkAdapter'} as const;

export const getVMNetworkAdapter = cmdlet({
  name: 'Get-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMNetworkAdapter',
  synopsis: 'Gets the network adapters of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: adapterSelector.VMName,
    VM: adapterSelector.VM,
    Name: {
      type: 'string',
      help: 'The name of the adapter; wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
      position: 1,
    },
    All: {type: 'switch', help: 'Those of all machines.', sets: {All: {mandatory: true}}},
    IsLegacy: {type: 'bool', help: 'Only emulated adapters ($true): there are none here.'},
    ComputerName: adapterSelector.ComputerName,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [{title: 'Addresses of a machine', code: 'Get-VM | Get-VMNetworkAdapter'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    if (p.IsLegacy === true) return;
    const names = p.Name === undefined ? undefined : [p.Name];
    const found = p.All
      ? allMachines(run, 'HyperV').flatMap(machine => named(run, speaker, machine, names))
      : selectedAdapters(run, speaker, p, names);
    for (const adapter of found) run.writeObject(adapter);
  },
});
