/** Get-VMHost of the Hyper-V module: this machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {thisHost} from '../inventory/vm-host.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMHost'} as const;

export const getVMHost = cmdlet({
  name: 'Get-VMHost',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMHost',
  synopsis: 'Gets a Hyper-V host.',
  defaultParameterSet: 'ComputerName',
  parameters: {
    ComputerName: {
      type: 'string[]',
      help: 'The host: this machine.',
      sets: {ComputerName: {position: 0, pipeline: 'value'}},
    },
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMHost'],
  examples: [{title: 'Where new disks go', code: '(Get-VMHost).VirtualHardDiskPath'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    run.writeObject(thisHost(run.door(), 'HyperV'));
  },
});
