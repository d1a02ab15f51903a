/** Get-Inventory: folders, the datacenter, the host, resource pools and machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {Datastore} from '../inventory/datastore.ts';
import {allEntities, type Entity, entityKey, entityName} from '../inventory/entities.ts';
import {HOST_FOLDER_ID, HOST_ID} from '../inventory/ids.ts';
import {LOCATION, type Location, machinesIn} from '../inventory/locations.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {ResourcePool} from '../inventory/resource-pool.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {Datacenter, Folder} from '../inventory/tree.ts';
import {VirtualMachine} from '../inventory/virtual-machine.ts';
import {VMHost} from '../inventory/vm-host.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Inventory'} as const;

function idOf(entity: Entity): string {
  if (entity instanceof VirtualMachine) return powerCliId(entity.id);
  return entity instanceof VMHost ? HOST_ID : entity.id;
}

/** Whether an item that is no machine is directly in a location. */
function isIn(item: Entity, location: Location): boolean {
  if (item instanceof ResourcePool)
    return item.isRoot
      ? location instanceof VMHost
      : location instanceof ResourcePool && item.parentPath === location.path;
  if (item instanceof VMHost) return location instanceof Folder && location.id === HOST_FOLDER_ID;
  if (item instanceof Datacenter) return location instanceof Folder && location.isRoot;
  if (!(item instanceof Folder) || item.isRoot) return false;
  return item.parentPath === null
    ? location instanceof Datacenter
    : location instanceof Folder && item.parentPath === location.path;
}

/** What is directly in a location, and below when told so. */
function within(
  door: Door,
  all: readonly Entity[],
  location: Location,
  recurse: boolean,
): Entity[] {
  const machines = all.filter(item => item instanceof VirtualMachine);
  const holders = all.filter(item => !(item instanceof VirtualMachine));
  const direct = holders.filter(item => isIn(item, location));
  const inside =
    location instanceof Datacenter || location instanceof VMHost
      ? []
      : machinesIn(door, machines, [location], false);
  const below = recurse
    ? direct.flatMap(item => (LOCATION.is(item) ? within(door, all, item, true) : []))
    : [];
  return [...direct, ...inside, ...below];
}

export const getInventory = cmdlet({
  name: 'Get-Inventory',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetInventory',
  synopsis: 'Retrieves the items of the inventory.',
  description:
    'Folders, the datacenter, the host, resource pools and virtual machines. A machine is in a folder and in a resource pool.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed. Absent: all.',
      wildcards: true,
      sets: {Default: {position: 0}},
    },
    Location: itemsParameter(speaker, LOCATION, {
      help: 'Folders, the datacenter, the host or resource pools to look in.',
      sets: {Default: {pipeline: 'value'}},
    }),
    NoRecursion: {
      type: 'switch',
      help: 'Only what is directly in the location.',
      sets: {Default: {}},
    },
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.InventoryItem'],
  examples: [{title: 'What is in a folder', code: 'Get-Folder vm | Get-Inventory -NoRecursion'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const all = allEntities(door).filter(item => !(item instanceof Datastore));
    const root = all.filter(item => item instanceof Folder && item.isRoot);
    const locations = p.Location && itemsGiven(run, speaker, LOCATION, p.Location);
    const found =
      locations?.flatMap(each => within(door, all, each, !p.NoRecursion)) ??
      (p.NoRecursion ? root : all);
    // Machines are found by their folder and by their pool.
    const once = [...new Map(found.map(item => [entityKey(item), item])).values()];
    const items = once.filter(item => p.Id?.includes(idOf(item)) ?? true);
    for (const item of byName(run, speaker, {kind: 'Inventory', items, nameOf: entityName}, p.Name))
      run.writeObject(item);
  },
});
