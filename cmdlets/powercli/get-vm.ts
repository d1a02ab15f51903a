/** Get-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toArray} from '../../shell/values/enumerate.ts';
import {typedArray} from '../../shell/values/typed-array.ts';
import {containerType} from '../inventory/container.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  allMachines,
  completeMachineNames,
  machinesById,
  machinesByName,
} from '../inventory/find-machines.ts';
import {LOCATION, locationsGiven, machinesIn} from '../inventory/locations.ts';
import {itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {tagParameterOf, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VM'} as const;

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
    Location: {
      ...itemsParameter(speaker, LOCATION, {
        help: 'Resource pools, folders, the datacenter or the host, as objects or by name.',
        sets: {Default: {pipeline: 'value'}},
      }),
      transform: (run: Run, argument: unknown) =>
        typedArray(containerType, locationsGiven(run, speaker, toArray(argument))),
    },
    NoRecursion: {
      type: 'switch',
      help: 'Does not look in pools and folders below the location.',
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
    {title: 'Those of a folder', code: 'Get-Folder web | Get-VM'},
    {title: 'Those with a tag', code: 'Get-VM -Tag production'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const named = p.Id
      ? machinesById(run, speaker, p.Id)
      : p.Name
        ? machinesByName(run, speaker, p.Name)
        : allMachines(run, 'PowerCLI');
    const found = p.Location
      ? machinesIn(run.door(), named, locationsGiven(run, speaker, p.Location), !p.NoRecursion)
      : named;
    for (const machine of withTags(run, speaker, found, p.Tag)) run.writeObject(machine);
  },
});
