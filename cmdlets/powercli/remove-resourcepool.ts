/** Remove-ResourcePool of PowerCLI: what was inside goes to the parent. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {poolsGiven} from '../inventory/find-pools.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {poolsParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-ResourcePool'} as const;

export const removeResourcePool = cmdlet({
  name: 'Remove-ResourcePool',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveResourcePool',
  synopsis: 'Removes resource pools; machines and pools inside move to the parent.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    ResourcePool: poolsParameter(speaker, {mandatory: true, position: 0, pipeline: 'value'}),
    Server: serverParameter,
  },
  examples: [
    {
      title: 'Remove a pool without being asked',
      code: 'Remove-ResourcePool bronze -Confirm:$false',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const pool of poolsGiven(run, speaker, p.ResourcePool)) {
      if (!run.shouldProcess(pool.name, 'Remove-ResourcePool')) continue;
      const outcome = perform(
        run,
        'Hvsh_ResourceService',
        'RemovePool',
        {Pool: {ref: pool.path}},
        `Removing ${pool.name}`,
      );
      if (outcome.code !== 0) run.writeError(refusal(speaker, `'${pool.name}'`, outcome, pool));
    }
  },
});
