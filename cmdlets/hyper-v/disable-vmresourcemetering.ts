/** Disable-VMResourceMetering of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {controlMetrics, METRICS} from '../inventory/metering.ts';
import {meteringSelector} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Disable-VMResourceMetering'} as const;

export const disableVMResourceMetering = cmdlet({
  name: 'Disable-VMResourceMetering',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.DisableVMResourceMetering',
  synopsis: 'Disables collection of resource utilization data of virtual machines.',
  description: 'What was counted is thrown away.',
  defaultParameterSet: 'VMName',
  parameters: meteringSelector,
  examples: [{title: 'Count no more', code: 'Disable-VMResourceMetering web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p))
      controlMetrics(run, speaker, machine, METRICS.disable);
  },
});
