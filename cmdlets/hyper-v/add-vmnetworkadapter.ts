/** Add-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {adapterPassthru, adapterSelector, addAdapter} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {completeSwitchNames, requireSwitch} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Add-VMNetworkAdapter'} as const;

export const addVMNetworkAdapter = cmdlet({
  name: 'Add-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.AddVMNetworkAdapter',
  synopsis: 'Adds a network adapter to virtual machines, running or not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: adapterSelector.VMName,
    VM: adapterSelector.VM,
    SwitchName: {
      type: 'string',
      help: 'The switch that it is connected to.',
      complete: completeSwitchNames,
    },
    Name: {
      type: 'string',
      help: 'The name; the default is "Network Adapter".',
      aliases: ['VMNetworkAdapterName'],
    },
    DynamicMacAddress: {
      type: 'switch',
      help: 'The host gives the MAC address at the first start: the default.',
    },
    StaticMacAddress: {type: 'string', help: 'The MAC address: twelve hexadecimal digits.'},
    DeviceNaming: {
      type: 'string',
      help: 'Whether the guest is told the name.',
      validate: [{set: ['On', 'Off']}],
    },
    Passthru: adapterPassthru,
    ComputerName: adapterSelector.ComputerName,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [
    {
      title: "An adapter on the host's network",
      code: "Add-VMNetworkAdapter web1 -SwitchName 'Default Switch'",
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const network =
      p.SwitchName === undefined ? undefined : requireSwitch(run, speaker, p.SwitchName);
    const wish = {
      name: p.Name ?? 'Network Adapter',
      staticMac: p.StaticMacAddress,
      network,
      deviceNaming: p.DeviceNaming?.toLowerCase() === 'on',
    };
    for (const machine of selected(run, speaker, {Name: p.VMName, VM: p.VM})) {
      if (!run.shouldProcess(machine.name, 'Add-VMNetworkAdapter')) continue;
      const adapter = addAdapter(run, speaker, machine, wish);
      if (adapter && p.Passthru) run.writeObject(adapter);
    }
  },
});
