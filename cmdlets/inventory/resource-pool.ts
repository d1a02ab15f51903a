/** Resource pools of the vSphere kind: Limit, Reservation and Shares of processor and memory, nested. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {defineType} from '../../shell/values/define-type.ts';
import {annotationsOf} from './annotation-values.ts';
import {flagOf, numberOf, numberOrNull, pathOf, textOf} from './cim-fields.ts';
import {containerType, INVENTORY_ITEM} from './container.ts';
import {extensionData} from './extension-data.ts';
import {HOST_ID} from './ids.ts';
import {sharesLevel} from './shares-level.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import {thisHost} from './vm-host.ts';

/** PowerCLI shows "no limit" as -1. */
export const UNLIMITED = -1;

export class ResourcePool {
  readonly door: Door;
  readonly instance: CimInstance; // Hvsh_ResourcePool

  constructor(door: Door, instance: CimInstance) {
    this.door = door;
    this.instance = instance;
  }

  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get path(): string {
    return this.instance.path;
  }
  get isRoot(): boolean {
    return this.parentPath === null;
  }
  get parentPath(): string | null {
    return pathOf(this.instance.properties.Parent);
  }
  /** As the host knows it. */
  get key(): string {
    return textOf(this.instance, 'InstanceID').replace('Hvsh:Pool:', '');
  }
  get id(): string {
    const start = this.key.split('-')[0] ?? '';
    return `ResourcePool-resgroup-${start.toLowerCase()}`;
  }
  get parent(): ResourcePool | null {
    return this.parentPath === null
      ? null
      : new ResourcePool(this.door, this.door.get(this.parentPath));
  }
}

const level = (pool: ResourcePool, name: string) => sharesLevel(textOf(pool.instance, name));
const limit = (pool: ResourcePool, name: string): number =>
  numberOrNull(pool.instance, name) ?? UNLIMITED;
const inGB = (megabytes: number) => decimal(megabytes === UNLIMITED ? UNLIMITED : megabytes / 1024);

defineType<ResourcePool>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool',
  accelerator: 'ResourcePool',
  base: containerType,
  interfaces: [INVENTORY_ITEM],
  instance: ResourcePool,
  toText: pool => pool.name,
  equals: (a, b) => a.path === b.path,
  hashKey: pool => pool.path,
  properties: {
    Name: {type: 'string', get: pool => pool.name},
    Id: {type: 'string', get: pool => pool.id},
    Uid: {type: 'string', get: pool => `/VIServer=localhost:443/ResourcePool=${pool.id}/`},
    ParentId: {type: 'string', get: pool => pool.parent?.id ?? HOST_ID},
    Parent: {get: pool => pool.parent ?? thisHost(pool.door, 'PowerCLI')},
    CpuSharesLevel: {get: pool => level(pool, 'CpuSharesLevel')},
    NumCpuShares: {type: 'int', get: pool => numberOf(pool.instance, 'NumCpuShares')},
    CpuReservationMHz: {
      type: 'long',
      get: pool => BigInt(numberOf(pool.instance, 'CpuReservationMHz')),
    },
    CpuExpandableReservation: {
      type: 'bool',
      get: pool => flagOf(pool.instance, 'CpuExpandableReservation'),
    },
    CpuLimitMHz: {type: 'long', get: pool => BigInt(limit(pool, 'CpuLimitMHz'))},
    MemSharesLevel: {get: pool => level(pool, 'MemSharesLevel')},
    NumMemShares: {type: 'int', get: pool => numberOf(pool.instance, 'NumMemShares')},
    MemReservationMB: {
      type: 'decimal',
      get: pool => decimal(numberOf(pool.instance, 'MemReservationMB')),
    },
    MemReservationGB: {
      type: 'decimal',
      get: pool => inGB(numberOf(pool.instance, 'MemReservationMB')),
    },
    MemExpandableReservation: {
      type: 'bool',
      get: pool => flagOf(pool.instance, 'MemExpandableReservation'),
    },
    MemLimitMB: {type: 'decimal', get: pool => decimal(limit(pool, 'MemLimitMB'))},
    MemLimitGB: {type: 'decimal', get: pool => inGB(limit(pool, 'MemLimitMB'))},
    CustomFields: {get: pool => annotationsOf(pool.door, 'ResourcePool', pool.key)},
    ExtensionData: {get: pool => extensionData(pool.door, pool.id)},
  },
});

export function allPools(door: Door): ResourcePool[] {
  return door.instances('Hvsh_ResourcePool').map(instance => new ResourcePool(door, instance));
}

export function rootPool(door: Door): ResourcePool {
  const root = allPools(door).find(pool => pool.isRoot);
  if (!root) throw new Error('The host has no root resource pool.');
  return root;
}

export function poolOfMachine(machine: VirtualMachine): ResourcePool {
  const path = pathOf(machine.part('resources').properties.Pool);
  return path === null
    ? rootPool(machine.door)
    : new ResourcePool(machine.door, machine.door.get(path));
}

/** The pools below `pool`, at any depth. */
export function descendants(pools: readonly ResourcePool[], pool: ResourcePool): ResourcePool[] {
  const children = pools.filter(child => child.parentPath === pool.path);
  return children.flatMap(child => [child, ...descendants(pools, child)]);
}
