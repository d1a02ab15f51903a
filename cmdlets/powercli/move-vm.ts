/** Move-VM of PowerCLI, to another resource pool of this host. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {ResourcePool} from '../inventory/resource-pool.ts';
import {machineParameter, poolParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Move-VM'} as const;

export const moveVM = cmdlet({
  name: 'Move-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.MoveVM',
  synopsis: 'Moves virtual machines to another resource pool.',
  supportsShouldProcess: true,
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Destination: poolParameter(speaker, {
      position: 1,
      mandatory: true,
      aliases: ['Location'],
      help: 'The pool, or this host for its root pool.',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [{title: 'Into a pool', code: 'Move-VM web1 -Destination gold'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (!(p.Destination instanceof ResourcePool)) return;
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, `Moving to '${p.Destination.name}'`)) continue;
      const params = {System: {ref: machine.path}, Pool: {ref: p.Destination.path}};
      const outcome = perform(
        run,
        'Hvsh_ResourceService',
        'MoveSystem',
        params,
        `Moving ${machine.name}`,
      );
      if (outcome.code === 0) run.writeObject(machine.fresh('PowerCLI'));
      else run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
    }
  },
});
