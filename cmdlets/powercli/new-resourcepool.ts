/** New-ResourcePool of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  allocationParameters,
  allocationSettings,
  expandableParameters,
} from '../inventory/allocation-parameters.ts';
import {pathOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {nameTaken} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {ResourcePool, rootPool} from '../inventory/resource-pool.ts';
import {poolParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-ResourcePool'} as const;

export const newResourcePool = cmdlet({
  name: 'New-ResourcePool',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewResourcePool',
  synopsis: 'Creates a resource pool.',
  supportsShouldProcess: true,
  parameters: {
    Location: poolParameter(speaker, {
      pipeline: 'value',
      help: 'The parent: a pool or a host; the default is the root pool.',
    }),
    Name: {type: 'string', help: 'The name.', mandatory: true},
    ...allocationParameters,
    ...expandableParameters,
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool'],
  examples: [
    {
      title: 'A pool with a guarantee',
      code: 'New-ResourcePool -Name gold -CpuSharesLevel High -CpuReservationMhz 500',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const parent = p.Location instanceof ResourcePool ? p.Location : rootPool(door);
    if (!run.shouldProcess(parent.name, `Creating ResourcePool '${p.Name}'`)) return;
    const params = {ElementName: p.Name, Parent: {ref: parent.path}, ...allocationSettings(p)};
    const outcome = perform(
      run,
      'Hvsh_ResourceService',
      'CreatePool',
      params,
      `Creating ${p.Name}`,
    );
    if (outcome.code === 0)
      run.writeObject(new ResourcePool(door, door.get(pathOf(outcome.result.Pool) ?? '')));
    else
      run.writeError(
        outcome.code === 32788
          ? nameTaken(speaker, p.Name)
          : refusal(speaker, `'${p.Name}'`, outcome, parent),
      );
  },
});
