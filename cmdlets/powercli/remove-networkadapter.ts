/** Remove-NetworkAdapter of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {removeAdapter} from '../inventory/change-adapter.ts';
import {NetworkAdapter} from '../inventory/vi-network.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-NetworkAdapter'} as const;

export const removeNetworkAdapter = cmdlet({
  name: 'Remove-NetworkAdapter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.RemoveNetworkAdapter',
  synopsis: 'Removes network adapters from machines, running or not.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    NetworkAdapter: {
      type: 'NetworkAdapter[]',
      help: 'The adapters.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
  },
  examples: [
    {
      title: 'All of a machine',
      code: 'Get-NetworkAdapter web1 | Remove-NetworkAdapter -Confirm:$false',
    },
  ],
  process(run, p) {
    for (const device of p.NetworkAdapter)
      if (
        device instanceof NetworkAdapter &&
        run.shouldProcess(device.adapter.machine.name, `Removing ${device.name}`)
      )
        removeAdapter(run, speaker, device.adapter);
  },
});
