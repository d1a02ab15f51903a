/** What tags and annotations can be on: machines, the host, pools, datastores, folders and the datacenter. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {requireType} from '../../shell/values/find-type.ts';
import type {Value} from '../../shell/values/value.ts';
import {allDatastores, Datastore} from './datastore.ts';
import type {NamedKind} from './object-by-name.ts';
import {allPools, ResourcePool} from './resource-pool.ts';
import {allFolders, Datacenter, Folder, theDatacenter} from './tree.ts';
import {machineOf, VirtualMachine} from './virtual-machine.ts';
import {thisHost, VMHost} from './vm-host.ts';

export type Entity = VirtualMachine | VMHost | ResourcePool | Datastore | Folder | Datacenter;

interface EntityKind<T extends Entity> {
  readonly type: string;
  is(value: unknown): value is T;
  all(door: Door): T[];
  nameOf(item: T): string;
  /** As the door shows it with a tag or an annotation. */
  idOf(item: T): string;
  pathOf(item: T): string;
}

const kind = <T extends Entity>(given: EntityKind<T>): EntityKind<Entity> =>
  given as unknown as EntityKind<Entity>;

const machines = (door: Door): VirtualMachine[] =>
  door
    .query('SELECT * FROM Msvm_SummaryInformation')
    .map(summary => machineOf(door, 'PowerCLI', summary));

const KINDS: readonly EntityKind<Entity>[] = [
  kind<VirtualMachine>({
    type: 'VirtualMachine',
    is: value => value instanceof VirtualMachine,
    all: machines,
    nameOf: machine => machine.name,
    idOf: machine => machine.id,
    pathOf: machine => machine.path,
  }),
  kind<VMHost>({
    type: 'VMHost',
    is: value => value instanceof VMHost,
    all: door => [thisHost(door, 'PowerCLI')],
    nameOf: host => host.name,
    idOf: () => 'host',
    pathOf: host => host.instance.path,
  }),
  kind<ResourcePool>({
    type: 'ResourcePool',
    is: value => value instanceof ResourcePool,
    all: allPools,
    nameOf: pool => pool.name,
    idOf: pool => pool.key,
    pathOf: pool => pool.path,
  }),
  kind<Datastore>({
    type: 'Datastore',
    is: value => value instanceof Datastore,
    all: allDatastores,
    nameOf: store => store.name,
    idOf: store => store.name,
    pathOf: store => store.instance.path,
  }),
  kind<Folder>({
    type: 'Folder',
    is: value => value instanceof Folder,
    all: allFolders,
    nameOf: folder => folder.name,
    idOf: folder => folder.key,
    pathOf: folder => folder.path,
  }),
  kind<Datacenter>({
    type: 'Datacenter',
    is: value => value instanceof Datacenter,
    all: door => [theDatacenter(door)],
    nameOf: center => center.name,
    idOf: center => center.key,
    pathOf: center => center.path,
  }),
];

function kindOf(entity: Entity): EntityKind<Entity> {
  const found = KINDS.find(each => each.is(entity));
  if (found === undefined) throw new Error('The object is none of the inventory.');
  return found;
}

/** `VirtualMachine`, `Datastore` ... */
export const entityType = (entity: Entity): string => kindOf(entity).type;
/** `VirtualMachine:<GUID>`: different for all entities of a host. */
export const entityKey = (entity: Entity): string =>
  `${kindOf(entity).type}:${kindOf(entity).idOf(entity)}`;
export const entityPath = (entity: Entity): string => kindOf(entity).pathOf(entity);
/** The same object in PowerCLI's vocabulary, as what PowerCLI gives back refers to it. */
export const inPowerCli = (entity: Entity): Entity =>
  entity instanceof VirtualMachine && entity.flavour !== 'PowerCLI'
    ? entity.fresh('PowerCLI')
    : entity;
export const entityName = (entity: Entity): string => kindOf(entity).nameOf(entity);

const isEntity = (value: Value): value is Entity => KINDS.some(each => each.is(value));

/** Every entity of the host. */
export const allEntities = (door: Door): Entity[] => KINDS.flatMap(each => each.all(door));

/** Finds entities by type and identifier; each type is asked for once. */
export function entityFinder(door: Door): (type: string, id: string) => Entity | undefined {
  const read = new Map<string, Map<string, Entity>>();
  return (type, id) => {
    const found = KINDS.find(each => each.type === type);
    if (found === undefined) return undefined;
    const known = read.get(type) ?? new Map(found.all(door).map(each => [found.idOf(each), each]));
    read.set(type, known);
    return known.get(id);
  };
}

export const ENTITY: NamedKind<Entity> = {
  type: requireType('System.Object'),
  name: 'VIObjectCore',
  is: isEntity,
  all: allEntities,
  nameOf: entityName,
};
