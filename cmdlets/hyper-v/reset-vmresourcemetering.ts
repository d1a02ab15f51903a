/** Reset-VMResourceMetering of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {controlMetrics, METRICS} from '../inventory/metering.ts';
import {meteringSelector} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Reset-VMResourceMetering'} as const;

export const resetVMResourceMetering = cmdlet({
  name: 'Reset-VMResourceMetering',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.ResetVMResourceMetering',
  synopsis: 'Resets the resource utilization data of virtual machines.',
  description: 'Counts from zero again.',
  defaultParameterSet: 'VMName',
  parameters: meteringSelector,
  examples: [{title: 'From zero again', code: 'Reset-VMResourceMetering web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p))
      controlMetrics(run, speaker, machine, METRICS.reset);
  },
});
