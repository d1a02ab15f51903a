/**
 * Changes to a machine's settings, checked against its state and made on the running one too
 * (wmi.md 5.5.2, resources.md 11).
 */
import type {AskedSettings} from './asked-settings.ts';
import {checkBootSource} from './boot-source.ts';
import {checkedName} from './define-machine.ts';
import {deviceKind, kindOfType} from './device-kinds.ts';
import type {Machine} from './machine.ts';
import type {DiskPlace} from './machine-worker.ts';
import type {MachineConfig, ResourceConfig} from './machine-config.ts';
import {
  addResource,
  isHotMemoryChange,
  modifyResource,
  removeResource,
} from './resource-settings.ts';
import {switchIdOf} from './networks/machine-adapters.ts';
import {type AllocationChange, badSetting, changed} from './resources/allocation.ts';
import {STATE, stateName} from './states.ts';
import {changedSystem} from './system-settings.ts';
import type {Vmms} from './vmms.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

/** Name, notes and automatic actions may change at any time. */
export function modifySystem(
  vmms: Vmms,
  machine: Machine,
  asked: Readonly<Record<string, unknown>>,
): void {
  const name =
    asked.ElementName === undefined || asked.ElementName === null
      ? machine.name
      : checkedName(asked.ElementName);
  vmms.keep(machine, {
    ...machine.config,
    name,
    system: changedSystem(machine.config.system, asked),
  });
}

/** All or none: the resources are added to one configuration, which is then written. */
export async function addResources(
  vmms: Vmms,
  machine: Machine,
  asked: readonly AskedSettings[],
): Promise<ResourceConfig[]> {
  const added: ResourceConfig[] = [];
  let config = machine.config;
  for (const settings of asked) {
    requireState(
      machine,
      kindOfType(settings.ResourceType ?? undefined, settings.ResourceSubType)?.hot ?? false,
    );
    const step = addResource(config, settings, vmms.facts.processorMHz);
    config = step.config;
    added.push(step.resource);
  }
  checkBootSource(config);
  await applyDisks(vmms, machine, config);
  return added;
}

export async function modifyResources(
  vmms: Vmms,
  machine: Machine,
  changes: readonly {resource: ResourceConfig; asked: AskedSettings}[],
): Promise<void> {
  let config = machine.config;
  for (const {resource, asked} of changes) {
    const next = modifyResource(config, resource, asked, vmms.facts.processorMHz);
    if (resource.kind !== 'processor') requireState(machine, isHot(resource, config, next));
    config = next;
  }
  checkReservations(vmms, machine, config);
  checkBootSource(config);
  await applyDisks(vmms, machine, config);
  vmms.division.update();
}

export async function removeResources(
  vmms: Vmms,
  machine: Machine,
  resources: readonly ResourceConfig[],
): Promise<void> {
  let config = machine.config;
  for (const resource of resources) {
    requireState(machine, deviceKind(resource.kind).hot ?? false);
    config = removeResource(config, resource);
  }
  await applyDisks(vmms, machine, config);
}

export interface ConfigurationChange {
  readonly cpu: AllocationChange;
  readonly memory: AllocationChange;
  /** Keep the memory reservation equal to the size. */
  readonly memoryLocked: boolean | undefined;
}

/** Shares, reservation and limit, live (resources.md 3.7, 4.3). */
export function modifyAllocation(
  vmms: Vmms,
  machine: Machine,
  {cpu, memory, memoryLocked}: ConfigurationChange,
): void {
  const locked =
    memoryLocked === undefined ? {} : {reservation: memoryLocked ? machine.memoryMB * 1024 : 0};
  const config = {
    ...machine.config,
    cpu: changed(machine.config.cpu, cpu, 'cpu'),
    memory: changed(machine.config.memory, {...locked, ...memory}, 'memory'),
  };
  checkReservations(vmms, machine, config);
  vmms.keep(machine, config);
  vmms.division.update();
}

function checkReservations(vmms: Vmms, machine: Machine, config: MachineConfig): void {
  const size = machine.processors * vmms.facts.processorMHz;
  if (config.cpu.reservation > size)
    badSetting(
      `The CPU reservation must not be above the machine's size of ${size} MHz, but is ${config.cpu.reservation} MHz.`,
    );
  if (config.memory.reservation > machine.memoryMB * 1024)
    badSetting(
      `The memory reservation must not be above the machine's ${machine.memoryMB} MB, but is ${config.memory.reservation / 1024} MB.`,
    );
  if (!machine.isOn) return;
  vmms.pools.require(
    'cpu',
    config.pool,
    config.cpu.reservation - machine.config.cpu.reservation,
    machine.name,
  );
  vmms.pools.require(
    'memory',
    config.pool,
    config.memory.reservation - machine.config.memory.reservation,
    machine.name,
  );
}

/** Whether a running machine can take the change of a resource. */
function isHot(resource: ResourceConfig, before: MachineConfig, after: MachineConfig): boolean {
  const next = after.resources.find(({id}) => id === resource.id);
  if (resource.kind === 'memory' && next && isHotMemoryChange(resource, next)) return true;
  return deviceKind(resource.kind).hot ?? !changesResource(before, after);
}

function changesResource(before: MachineConfig, after: MachineConfig): boolean {
  return JSON.stringify(before.resources) !== JSON.stringify(after.resources);
}

function requireState(machine: Machine, hot: boolean): void {
  if (
    machine.state === STATE.Off ||
    (hot && (machine.state === STATE.Running || machine.state === STATE.Paused))
  )
    return;
  throw new VmmsError(
    RETURN.InvalidState,
    `The change can not be made while '${machine.name}' is ${stateName(machine.state)}.`,
  );
}

function isSamePlace(a: DiskPlace, b: DiskPlace): boolean {
  return a.bus === b.bus && a.controller === b.controller && a.location === b.location;
}

/** The guest took a disc out: its settings say so too. */
export function discEjected(vmms: Vmms, machine: Machine, place: DiskPlace): void {
  const drive = machine.config.resources.find(resource => {
    const own = resource.kind === 'dvd-drive' ? machine.placeOf(resource) : undefined;
    return own !== undefined && isSamePlace(own, place);
  });
  const disc = drive && machine.discOf(drive);
  if (disc) vmms.keep(machine, removeResource(machine.config, disc));
}

/** Gives a running machine the disks of its new configuration, then writes it. */
async function applyDisks(vmms: Vmms, machine: Machine, config: MachineConfig): Promise<void> {
  const {worker} = machine;
  checkSwitches(vmms, machine.config, config);
  const before = machine.disks();
  if (worker) {
    const after = diskView(machine, config);
    const same = (a: (typeof before)[number], b: (typeof before)[number]): boolean =>
      JSON.stringify(a) === JSON.stringify(b);
    const drives = before.filter(({isOptical}) => isOptical);
    const stays = (disk: (typeof before)[number]): boolean =>
      disk.isOptical === true && drives.some(drive => isSamePlace(drive, disk));
    for (const disk of before)
      if (!after.some(other => same(disk, other) || (stays(other) && isSamePlace(disk, other))))
        await worker.removeDisk(disk);
    for (const disk of after)
      if (!before.some(other => same(disk, other)))
        await (stays(disk) ? worker.changeDisc(disk, disk.path) : worker.addDisk(disk));
  }
  vmms.keep(machine, config);
}

/** A connection that is new or changed leads to a switch that is there. */
function checkSwitches(vmms: Vmms, before: MachineConfig, after: MachineConfig): void {
  for (const resource of after.resources) {
    if (resource.kind !== 'network-connection' || before.resources.includes(resource)) continue;
    const id = switchIdOf(resource);
    if (id !== undefined && !vmms.switches.get(id))
      throw new VmmsError(RETURN.ObjectNotFound, `There is no switch with the identifier ${id}.`);
  }
}

function diskView(machine: Machine, config: MachineConfig): ReturnType<Machine['disks']> {
  const old = machine.config;
  machine.config = config;
  try {
    return machine.disks();
  } finally {
    machine.config = old;
  }
}
