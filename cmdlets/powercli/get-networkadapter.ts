/** Get-NetworkAdapter: the network adapters of machines. No machine can have one here. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-NetworkAdapter'} as const;

export const getNetworkAdapter = cmdlet({
  name: 'Get-NetworkAdapter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.GetNetworkAdapter',
  synopsis: 'Retrieves the network adapters of machines.',
  description:
    'The host has no device of this kind to give to a machine: there is nothing to retrieve.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', wildcards: true},
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter'],
  examples: [{title: 'None', code: '@(Get-VM | Get-NetworkAdapter).Count', output: ['0']}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const names of [p.Name, p.Id])
      byName(run, speaker, {kind: 'NetworkAdapter', items: [], nameOf: String}, names);
  },
});
