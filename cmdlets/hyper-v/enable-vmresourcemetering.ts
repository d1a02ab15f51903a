/** Enable-VMResourceMetering of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {controlMetrics, METRICS} from '../inventory/metering.ts';
import {meteringSelector} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Enable-VMResourceMetering'} as const;

export const enableVMResourceMetering = cmdlet({
  name: 'Enable-VMResourceMetering',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.EnableVMResourceMetering',
  synopsis: 'Collects resource utilization data of virtual machines.',
  description:
    'Counts processor time, memory, disk and network traffic of the machines from now on; Measure-VM shows it. What was counted outlives restarts.',
  defaultParameterSet: 'VMName',
  parameters: meteringSelector,
  examples: [{title: 'Begin to count', code: 'Enable-VMResourceMetering web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p))
      controlMetrics(run, speaker, machine, METRICS.enable);
  },
});
