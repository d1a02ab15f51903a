/** Get-ResourcePool of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {completePoolNames, poolsGiven, poolsNamed} from '../inventory/find-pools.ts';
import {notFound} from '../inventory/flavour.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {allPools, descendants, poolOfMachine} from '../inventory/resource-pool.ts';
import {machineParameter, poolsParameter, serverParameter} from '../inventory/selectors.ts';
import {tagParameterOf, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-ResourcePool'} as const;

export const getResourcePool = cmdlet({
  name: 'Get-ResourcePool',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetResourcePool',
  synopsis: 'Retrieves resource pools.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names of the pools; wildcards are allowed.',
      wildcards: true,
      sets: {Default: {position: 0}, ByChildVm: {position: 0}},
      complete: completePoolNames,
    },
    Location: poolsParameter(speaker, {sets: {Default: {pipeline: 'value'}}}),
    NoRecursion: {
      type: 'switch',
      help: 'Only direct children of the location.',
      sets: {Default: {}},
    },
    VM: machineParameter(speaker, {sets: {ByChildVm: {mandatory: true, pipeline: 'value'}}}),
    Tag: tagParameterOf(speaker, 'Default'),
    Id: {type: 'string[]', help: 'Identifiers of pools.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool'],
  examples: [
    {
      title: 'All pools with their shares',
      code: 'Get-ResourcePool | Format-Table Name, CpuSharesLevel, NumCpuShares',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const all = allPools(run.door());
    let pools = all;
    if (p.VM) pools = machinesGiven(run, speaker, p.VM).map(poolOfMachine);
    if (p.Location) {
      const tops = poolsGiven(run, speaker, p.Location);
      pools = tops.flatMap(top =>
        p.NoRecursion ? all.filter(pool => pool.parentPath === top.path) : descendants(all, top),
      );
    }
    if (p.Id) pools = pools.filter(pool => p.Id?.includes(pool.id));
    pools = withTags(run, speaker, pools, p.Tag);
    const {found, missing} = poolsNamed(pools, p.Name?.map(toText) ?? ['*']);
    for (const name of missing) run.writeError(notFound(speaker, 'ResourcePool', name));
    for (const pool of found) run.writeObject(pool);
  },
});
