/** Get-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  allMachines,
  completeMachineNames,
  machinesById,
  machinesByName,
} from '../inventory/find-machines.ts';
import {poolsGiven} from '../inventory/find-pools.ts';
import {allPools, descendants, poolOfMachine} from '../inventory/resource-pool.ts';
import {poolsParameter, serverParameter} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import {tagParameterOf, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VM'} as const;

/** Those of `machines` whose pool is one of the locations, or below it. */
function within(
  run: Run,
  machines: readonly VirtualMachine[],
  locations: readonly unknown[],
  recurse: boolean,
): VirtualMachine[] {
  const pools = allPools(run.door());
  const wanted = poolsGiven(run, speaker, locations).flatMap(pool => [
    pool,
    ...(recurse ? descendants(pools, pool) : []),
  ]);
  const paths = new Set(wanted.map(pool => pool.path));
  return machines.filter(machine => paths.has(poolOfMachine(machine).path));
}

export const getVM = cmdlet({
  name: 'Get-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVM',
  synopsis: 'Retrieves the virtual machines of a server.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names of the virtual machines; wildcards are allowed. Absent: all.',
      wildcards: true,
      sets: {Default: {position: 0}},
      complete: completeMachineNames,
    },
    Location: poolsParameter(speaker, {sets: {Default: {pipeline: 'value'}}}),
    NoRecursion: {
      type: 'switch',
      help: 'Does not look in pools below the location.',
      sets: {Default: {}},
    },
    Tag: tagParameterOf(speaker, 'Default'),
    Id: {type: 'string[]', help: 'Identifiers of virtual machines.', sets: {ById: {}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [
    {title: 'List all machines', code: 'Get-VM'},
    {title: 'Those of a pool', code: 'Get-VM -Location gold'},
    {title: 'Those with a tag', code: 'Get-VM -Tag production'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const named = p.Id
      ? machinesById(run, speaker, p.Id)
      : p.Name
        ? machinesByName(run, speaker, p.Name)
        : allMachines(run, 'PowerCLI');
    const found = p.Location ? within(run, named, p.Location, !p.NoRecursion) : named;
    for (const machine of withTags(run, speaker, found, p.Tag)) run.writeObject(machine);
  },
});
