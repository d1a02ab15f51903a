/** Get-VirtualSwitch of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {networksOf, VirtualSwitch} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VirtualSwitch'} as const;

export const getVirtualSwitch = cmdlet({
  name: 'Get-VirtualSwitch',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Host.GetVirtualSwitch',
  synopsis: 'Retrieves the virtual switches of the host.',
  parameters: {
    VMHost: {type: 'object[]', help: 'The host: this machine.', position: 0},
    VM: machineParameter(speaker, {position: 1, pipeline: 'value'}),
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', wildcards: true},
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Standard: {type: 'switch', help: 'Only standard switches: all are.'},
    Distributed: {type: 'switch', help: 'Only distributed switches: there are none.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualSwitch'],
  examples: [{title: 'All', code: 'Get-VirtualSwitch | Format-Table Name, Mtu'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const host of p.VMHost ?? []) requireThisMachine(run, speaker, toText(host));
    if (p.Distributed && !p.Standard) return;
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : undefined;
    const items = networksOf(run, machines).map(network => new VirtualSwitch(network));
    const named = {kind: 'VirtualSwitch', items, nameOf: (row: VirtualSwitch) => row.network.name};
    const byId = {
      ...named,
      items: byName(run, speaker, named, p.Name),
      nameOf: (row: VirtualSwitch) => row.id,
    };
    for (const row of byName(run, speaker, byId, p.Id)) run.writeObject(row);
  },
});
