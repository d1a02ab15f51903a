/** Hvsh_ResourcePool, Hvsh_ResourceConfiguration and their service: pools that divide (resources.md 1 to 5). */
import {folderOf} from '../../root/vmms/inventory/folders.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import {modifyOptions} from '../../root/vmms/machine-options.ts';
import {modifyAllocation} from '../../root/vmms/machine-settings.ts';
import {
  type AllocationChange,
  DEFAULT_POOL_ALLOCATION,
  poolShares,
} from '../../root/vmms/resources/allocation.ts';
import {type PoolConfig, ROOT_POOL} from '../../root/vmms/resources/pool-config.ts';
import type {PoolChange} from '../../root/vmms/resources/pool-tree.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import type {CimValue} from '../cim.ts';
import {association, link, wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {VIRTUALIZATION} from '../door.ts';
import {formatPath} from '../object-path.ts';
import {machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

/** `self` is the pool's id; the root has no configuration of its own: it is the host. */
const PREFIX = 'Hvsh:Pool:';

function poolPath(id: string): {ref: string} {
  return {ref: formatPath(VIRTUALIZATION, 'Hvsh_ResourcePool', [['InstanceID', PREFIX + id]])};
}

/** The root shows its capacity as reservation and limit, and 9000 custom shares without effect (resources.md 1.3). */
function configOf(id: string, vmms: Vmms): Pick<PoolConfig, 'cpu' | 'memory'> {
  const pool = vmms.pools.find(id);
  if (pool) return pool;
  const root = (capacity: number) => ({
    ...DEFAULT_POOL_ALLOCATION,
    level: 'Custom' as const,
    customShares: 9000,
    reservation: capacity,
    limit: capacity,
    expandable: false,
  });
  return {cpu: root(vmms.capacity.cpu), memory: root(vmms.capacity.memory)};
}

function toMB(kb: number | null): number | null {
  return kb === null ? null : Math.floor(kb / 1024);
}

function whole(mhz: number | null): number | null {
  return mhz === null ? null : Math.round(mhz);
}

export const hvshResourcePool = wmiClass<string>('Hvsh_ResourcePool', {
  list: vmms => [ROOT_POOL, ...vmms.pools.all().map(pool => pool.id)],
  find(keys, vmms) {
    const id = (keys.get('instanceid') ?? keys.get('') ?? '').replace(/^Hvsh:Pool:/i, '');
    return [ROOT_POOL, ...vmms.pools.all().map(pool => pool.id)].find(
      known => known.toLowerCase() === id.toLowerCase(),
    );
  },
  properties: {
    InstanceID: id => PREFIX + id,
    ElementName: (id, vmms) => vmms.pools.nameOf(id),
    Caption: () => 'Resource Pool',
    Parent: (id, vmms) =>
      id === ROOT_POOL ? null : poolPath(vmms.pools.find(id)?.parent ?? ROOT_POOL),
    CreationTime: (id, vmms) =>
      cimTime(Date.parse(vmms.pools.find(id)?.created ?? '') || vmms.started),
    CpuSharesLevel: (id, vmms) => configOf(id, vmms).cpu.level,
    NumCpuShares: (id, vmms) => poolShares('cpu', configOf(id, vmms).cpu),
    CpuReservationMHz: (id, vmms) => whole(configOf(id, vmms).cpu.reservation),
    CpuLimitMHz: (id, vmms) => whole(configOf(id, vmms).cpu.limit),
    CpuExpandableReservation: (id, vmms) => configOf(id, vmms).cpu.expandable,
    MemSharesLevel: (id, vmms) => configOf(id, vmms).memory.level,
    NumMemShares: (id, vmms) => poolShares('memory', configOf(id, vmms).memory),
    MemReservationMB: (id, vmms) => toMB(configOf(id, vmms).memory.reservation),
    MemLimitMB: (id, vmms) => toMB(configOf(id, vmms).memory.limit),
    MemExpandableReservation: (id, vmms) => configOf(id, vmms).memory.expandable,
    CpuReservationUsedMHz: (id, vmms) => whole(vmms.pools.used('cpu', id)),
    CpuUnreservedMHz: (id, vmms) => whole(vmms.pools.unreserved('cpu', id)),
    CpuEntitlementMHz: (id, vmms) => whole(vmms.division.entitlement(id)),
    CpuUsageMHz: (id, vmms) => vmms.statistics.latest(id, 'cpu.usagemhz.average') ?? 0,
    MemReservationUsedMB: (id, vmms) => toMB(vmms.pools.used('memory', id)),
    MemUnreservedMB: (id, vmms) => toMB(vmms.pools.unreserved('memory', id)),
  },
});

export const hvshResourceConfiguration = wmiClass<Machine>('Hvsh_ResourceConfiguration', {
  list: vmms => vmms.machines.values(),
  find: (keys, vmms) =>
    vmms.machine((keys.get('instanceid') ?? keys.get('') ?? '').replace(/^Hvsh:Resource:/i, '')),
  properties: {
    InstanceID: machine => `Hvsh:Resource:${machine.id}`,
    ElementName: machine => machine.name,
    SystemName: machine => machine.id,
    Pool: machine => poolPath(machine.config.pool),
    FolderID: folderOf,
    CpuSharesLevel: machine => machine.config.cpu.level,
    NumCpuShares: machine => machine.cpuShares,
    CpuReservationMHz: machine => whole(machine.config.cpu.reservation),
    CpuLimitMHz: machine => whole(machine.config.cpu.limit),
    CpuEntitlementMHz: machine => (machine.isOn ? whole(machine.entitledMHz) : 0),
    MemSharesLevel: machine => machine.config.memory.level,
    NumMemShares: machine => machine.memoryShares,
    MemReservationMB: machine => toMB(machine.config.memory.reservation),
    MemLimitMB: machine => toMB(machine.config.memory.limit),
    MemReservationLockedToMax: machine =>
      machine.config.memory.reservation === machine.memoryMB * 1024,
  },
});

/** Machines and pools directly in a pool. */
export const hvshPoolMembers = association('Hvsh_PoolMember', 'GroupComponent', 'PartComponent', [
  link(
    hvshResourcePool,
    hvshResourcePool,
    (id, vmms) =>
      vmms.pools
        .all()
        .filter(pool => pool.parent === id)
        .map(pool => pool.id),
    (id, vmms) => (id === ROOT_POOL ? [] : [vmms.pools.find(id)?.parent ?? ROOT_POOL]),
  ),
  link(
    hvshResourcePool,
    msvmComputerSystem,
    (id, vmms) => [...vmms.machines.values()].filter(machine => machine.config.pool === id),
    system => [machineOf(system)?.config.pool].filter(id => id !== undefined),
  ),
]);

/** The part of a change for one resource: `Cpu` in MHz, `Mem` in MB. */
function changeOf(args: Arguments, prefix: 'Cpu' | 'Mem'): AllocationChange {
  const unit = prefix === 'Cpu' ? 'MHz' : 'MB';
  const scale = prefix === 'Cpu' ? 1 : 1024;
  const level = args.text(`${prefix}SharesLevel`);
  const shares = args.number(`Num${prefix}Shares`);
  const reservation = args.number(`${prefix}Reservation${unit}`);
  const expandable = args.boolean(`${prefix}ExpandableReservation`);
  const limit = `${prefix}Limit${unit}`;
  return {
    ...(level === undefined ? {} : {level}),
    ...(shares === undefined ? {} : {shares}),
    ...(reservation === undefined ? {} : {reservation: reservation * scale}),
    ...(args.has(limit) ? {limit: scaled(args.value(limit), scale)} : {}),
    ...(expandable === undefined ? {} : {expandable}),
  };
}

function scaled(value: CimValue, scale: number): number | null {
  return value === null ? null : Number(value) * scale;
}

function poolChange(args: Arguments): PoolChange {
  const name = args.text('ElementName');
  return {
    ...(name === undefined ? {} : {name}),
    cpu: changeOf(args, 'Cpu'),
    memory: changeOf(args, 'Mem'),
  };
}

function machineArgument(args: Arguments): Machine {
  const machine = machineOf(args.object('System', msvmComputerSystem));
  if (machine) return machine;
  throw new VmmsError(RETURN.InvalidParameter, 'System is the host itself.');
}

export const hvshResourceService = serviceClass(
  'Hvsh_ResourceService',
  'Resource Pool Management',
  {
    CreatePool: (_, args, vmms) => {
      const parent = args.optionalObject('Parent', hvshResourcePool) ?? ROOT_POOL;
      const {name = '', ...change} = poolChange(args);
      const pool = vmms.changePools(pools => pools.create(name, parent, change));
      vmms.changes.tell('create', 'Hvsh_ResourcePool', pool.id);
      return {ReturnValue: 0, Pool: poolPath(pool.id)};
    },
    ModifyPool: (_, args, vmms) => {
      const id = args.object('Pool', hvshResourcePool);
      vmms.changePools(pools => pools.modify(id, poolChange(args)));
      vmms.changes.tell('modify', 'Hvsh_ResourcePool', id);
      return RETURN.Completed;
    },
    RemovePool: (_, args, vmms) => {
      const id = args.object('Pool', hvshResourcePool);
      vmms.removePool(id);
      vmms.changes.tell('delete', 'Hvsh_ResourcePool', id);
      return RETURN.Completed;
    },
    MovePool: (_, args, vmms) => {
      const id = args.object('Pool', hvshResourcePool);
      const parent = args.object('Parent', hvshResourcePool);
      vmms.changePools(pools => pools.move(id, parent));
      return RETURN.Completed;
    },
    MoveSystem: (_, args, vmms) => {
      vmms.moveMachine(machineArgument(args), args.object('Pool', hvshResourcePool));
      return RETURN.Completed;
    },
    ModifyOptions: (_, args, vmms) => {
      const names = args.texts('Names');
      const values = args.texts('Values');
      if (names.length !== values.length)
        throw new VmmsError(RETURN.InvalidParameter, 'Names and Values must be as many.');
      modifyOptions(vmms, machineArgument(args), {
        set: names.map((name, at) => [name, values[at] as string] as const),
        remove: args.texts('RemovedNames'),
      });
      return RETURN.Completed;
    },
    ModifyConfiguration: (_, args, vmms) => {
      modifyAllocation(vmms, machineArgument(args), {
        cpu: changeOf(args, 'Cpu'),
        memory: changeOf(args, 'Mem'),
        memoryLocked: args.boolean('MemReservationLockedToMax'),
      });
      return RETURN.Completed;
    },
  },
);
