/** Move-ResourcePool: moves pools, with what is inside, into another. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {poolsGiven} from '../inventory/find-pools.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {ResourcePool} from '../inventory/resource-pool.ts';
import {poolParameter, poolsParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Move-ResourcePool'} as const;

export const moveResourcePool = cmdlet({
  name: 'Move-ResourcePool',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.MoveResourcePool',
  synopsis: 'Moves resource pools, with what is inside, into another pool.',
  supportsShouldProcess: true,
  parameters: {
    ResourcePool: poolsParameter(speaker, {
      mandatory: true,
      position: 0,
      pipeline: 'value',
      aliases: ['Pool'],
    }),
    Destination: poolParameter(speaker, {
      mandatory: true,
      position: 1,
      aliases: ['Location'],
      help: 'The pool they go into, or this host for its root pool.',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool'],
  examples: [{title: 'Into another pool', code: 'Move-ResourcePool web -Destination gold'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const {Destination: parent} = p;
    if (!(parent instanceof ResourcePool)) return;
    for (const pool of poolsGiven(run, speaker, p.ResourcePool)) {
      const {name, path} = pool;
      if (!run.shouldProcess(name, `Moving to '${parent.name}'`)) continue;
      const params = {Pool: {ref: path}, Parent: {ref: parent.path}};
      const outcome = perform(run, 'Hvsh_ResourceService', 'MovePool', params, `Moving ${name}`);
      if (outcome.code === 0) run.writeObject(new ResourcePool(door, door.get(path)));
      else run.writeError(refusal(speaker, `'${name}'`, outcome, pool));
    }
  },
});
