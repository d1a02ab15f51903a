/** Get-NetworkAdapter: the network adapters of machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines, machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {type NetworkAdapter, networkAdapters} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-NetworkAdapter'} as const;

export const getNetworkAdapter = cmdlet({
  name: 'Get-NetworkAdapter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.GetNetworkAdapter',
  synopsis: 'Retrieves the network adapters of machines.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Name: {
      type: 'string[]',
      help: 'Names such as Network adapter 1; wildcards are allowed.',
      wildcards: true,
    },
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter'],
  examples: [
    {
      title: 'Adapters and their networks',
      code: 'Get-VM | Get-NetworkAdapter | Format-Table Parent, NetworkName, MacAddress',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : allMachines(run, 'PowerCLI');
    const items = machines.flatMap(networkAdapters);
    const named = {kind: 'NetworkAdapter', items, nameOf: (row: NetworkAdapter) => row.name};
    const byId = {
      ...named,
      items: byName(run, speaker, named, p.Name),
      nameOf: (row: NetworkAdapter) => row.id,
    };
    for (const device of byName(run, speaker, byId, p.Id)) run.writeObject(device);
  },
});
