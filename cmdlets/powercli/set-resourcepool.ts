/** Set-ResourcePool of PowerCLI: acts on running machines at once. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  allocationParameters,
  allocationSettings,
  expandableParameters,
} from '../inventory/allocation-parameters.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {poolsGiven} from '../inventory/find-pools.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {ResourcePool} from '../inventory/resource-pool.ts';
import {poolsParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-ResourcePool'} as const;

export const setResourcePool = cmdlet({
  name: 'Set-ResourcePool',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetResourcePool',
  synopsis: 'Modifies resource pools.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  parameters: {
    ResourcePool: poolsParameter(speaker, {mandatory: true, position: 0, pipeline: 'value'}),
    Name: {type: 'string', help: 'A new name.'},
    ...allocationParameters,
    ...expandableParameters,
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool'],
  examples: [{title: 'Limit a pool to 500 MHz', code: 'Set-ResourcePool bronze -CpuLimitMhz 500'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    for (const pool of poolsGiven(run, speaker, p.ResourcePool)) {
      if (!run.shouldProcess(pool.name, 'Setting ResourcePool')) continue;
      const params = {
        Pool: {ref: pool.path},
        ...(p.Name === undefined ? {} : {ElementName: p.Name}),
        ...allocationSettings(p),
      };
      const outcome = perform(
        run,
        'Hvsh_ResourceService',
        'ModifyPool',
        params,
        `Configuring ${pool.name}`,
      );
      if (outcome.code === 0) run.writeObject(new ResourcePool(door, door.get(pool.path)));
      else run.writeError(refusal(speaker, `'${pool.name}'`, outcome, pool));
    }
  },
});
