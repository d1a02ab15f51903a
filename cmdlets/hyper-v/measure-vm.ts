/** Measure-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {vmError} from '../inventory/flavour.ts';
import {MeteringReport, metricsOf} from '../inventory/metering.ts';
import {hyperVSelector} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Measure-VM'} as const;

export const measureVM = cmdlet({
  name: 'Measure-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.MeasureVM',
  synopsis: 'Reports resource utilization data of virtual machines.',
  description:
    'Shows what was counted since Enable-VMResourceMetering or Reset-VMResourceMetering. Disk operations and their latency are not counted: those properties are empty.',
  defaultParameterSet: 'Name',
  parameters: hyperVSelector,
  outputTypes: ['Microsoft.HyperV.PowerShell.VMMeteringReportForVirtualMachine'],
  examples: [{title: 'What a machine used', code: 'Measure-VM web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      const metrics = metricsOf(machine);
      if (metrics.length > 0) run.writeObject(new MeteringReport(machine, metrics));
      else
        run.writeError(
          vmError(
            speaker,
            'InvalidOperation',
            'InvalidOperation',
            `Metering is not enabled for virtual machine '${machine.name}'. Enable it with Enable-VMResourceMetering.`,
            machine,
          ),
        );
    }
  },
});
