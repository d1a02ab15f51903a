/** Get-VirtualPortGroup of PowerCLI: each switch has one, with its name. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {networksOf, VirtualPortGroup} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VirtualPortGroup'} as const;

export const getVirtualPortGroup = cmdlet({
  name: 'Get-VirtualPortGroup',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Host.GetVirtualPortGroup',
  synopsis: 'Retrieves the port groups of the host: networks that adapters are connected to.',
  description:
    'Each virtual switch has one port group, which has the name of the switch and no VLAN of its own; VLANs are set on adapters (Set-VMNetworkAdapterVlan).',
  parameters: {
    VMHost: {type: 'object[]', help: 'The host: this machine.', position: 0},
    VM: machineParameter(speaker, {pipeline: 'value'}),
    VirtualSwitch: {
      type: 'object[]',
      help: 'Only those of these switches, as objects or by name.',
      pipeline: 'value',
    },
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', wildcards: true},
    Standard: {type: 'switch', help: 'Only those of standard switches: all are.'},
    Distributed: {type: 'switch', help: 'Only those of distributed switches: there are none.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualPortGroup'],
  examples: [{title: 'All', code: 'Get-VirtualPortGroup | Format-Table Name, VLanId'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const host of p.VMHost ?? []) requireThisMachine(run, speaker, toText(host));
    if (p.Distributed && !p.Standard) return;
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : undefined;
    const switches =
      p.VirtualSwitch && new Set(p.VirtualSwitch.map(row => toText(row).toLowerCase()));
    const items = networksOf(run, machines)
      .filter(network => !switches || switches.has(network.name.toLowerCase()))
      .map(network => new VirtualPortGroup(network));
    const nameOf = ({network}: VirtualPortGroup): string => network.name;
    const kind = 'VirtualPortGroup';
    for (const row of byName(run, speaker, {kind, items, nameOf}, p.Name)) run.writeObject(row);
  },
});
