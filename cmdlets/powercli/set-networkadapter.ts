/** Set-NetworkAdapter of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {connect, macDigits, modify} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {freshAdapter, NetworkAdapter, networkGiven} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-NetworkAdapter'} as const;

export const setNetworkAdapter = cmdlet({
  name: 'Set-NetworkAdapter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.SetNetworkAdapter',
  synopsis: 'Changes network adapters of machines: their network, address and connection.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Default',
  parameters: {
    NetworkAdapter: {
      type: 'NetworkAdapter[]',
      help: 'The adapters.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    NetworkName: {
      type: 'string',
      help: 'The network: the name of a virtual switch.',
      sets: {Default: {}},
    },
    Portgroup: {
      type: 'object',
      help: 'The port group, as Get-VirtualPortGroup returns it.',
      sets: {ConnectToPortgroup: {mandatory: true}},
    },
    MacAddress: {type: 'string', help: 'The MAC address.'},
    Connected: {type: 'bool', help: '$false pulls the cable; a network puts it in.'},
    StartConnected: {type: 'bool', help: 'The same: the cable stays as it is over starts.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter'],
  examples: [
    {
      title: 'To another network',
      code: 'Get-VM web1 | Get-NetworkAdapter | Set-NetworkAdapter -NetworkName lab -Confirm:$false',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const network = networkGiven(run, speaker, p);
    const isPulled = p.Connected === false || p.StartConnected === false;
    const values =
      p.MacAddress === undefined
        ? undefined
        : {StaticMacAddress: true, Address: macDigits(p.MacAddress)};
    for (const device of p.NetworkAdapter) {
      if (!(device instanceof NetworkAdapter)) continue;
      const {adapter} = device;
      if (!run.shouldProcess(adapter.machine.name, 'Set-NetworkAdapter')) continue;
      const done =
        (!values || modify(run, speaker, adapter, adapter.setting, values)) &&
        (!(network || isPulled) || connect(run, speaker, adapter, isPulled ? undefined : network));
      if (done) run.writeObject(freshAdapter(device));
    }
  },
});
