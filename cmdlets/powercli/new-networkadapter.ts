/** New-NetworkAdapter of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {addAdapter} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {adapterTypeParameter, networkAdapters, networkGiven} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-NetworkAdapter'} as const;

export const newNetworkAdapter = cmdlet({
  name: 'New-NetworkAdapter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.NewNetworkAdapter',
  synopsis: 'Adds a network adapter to a machine, running or not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Default',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    NetworkName: {
      type: 'string',
      help: 'The network: the name of a virtual switch.',
      sets: {Default: {mandatory: true}},
    },
    Portgroup: {
      type: 'object',
      help: 'The port group, as Get-VirtualPortGroup returns it.',
      sets: {ConnectToPortgroup: {mandatory: true}},
    },
    MacAddress: {type: 'string', help: 'The MAC address; the host gives one without it.'},
    Type: adapterTypeParameter,
    StartConnected: {type: 'switch', help: 'Connected when the machine starts.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter'],
  examples: [
    {
      title: 'On a network',
      code: "New-NetworkAdapter -VM web1 -NetworkName 'Default Switch' -StartConnected",
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const network = networkGiven(run, speaker, p);
    const isUnplugged = run.bound.has('StartConnected') && !p.StartConnected;
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'New-NetworkAdapter')) continue;
      const made = addAdapter(run, speaker, machine, {
        name: 'Network Adapter',
        staticMac: p.MacAddress,
        network: isUnplugged ? undefined : network,
      });
      const device = made && networkAdapters(machine).find(({adapter}) => adapter.id === made.id);
      if (device) run.writeObject(device);
    }
  },
});
