/**
 * The disk controllers of a machine and what is attached to them. IDE controllers are offered as the
 * synthetic ones they are for an enlightened guest.
 */
import {createHash} from 'node:crypto';
import type {StorageService} from '../../vsp/storage/storage-service.ts';
import {type ControllerDisk, StorVsp} from '../../vsp/storage/vsp.ts';
import type {AttachedDisk, DiskPlace, DiskTotals} from '../machine-worker.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

export function offerDisks({machine, vid, storage}: DevicePlace): Disks {
  const disks = new Disks(storage);
  for (const bus of ['scsi', 'ide'] as const) {
    const resources = machine.config.resources.filter(row => row.kind === `${bus}-controller`);
    resources.forEach((_, number) => {
      const instanceId = guidOf(`${machine.hardwareId}/${bus}${number}`);
      vid.vmbus.offer(disks.addController(bus, number, instanceId));
    });
  }
  return disks;
}

type Bus = AttachedDisk['bus'];

export class Disks implements MachineDevice {
  private readonly storage: StorageService;
  /** By bus and number. */
  private readonly controllers = new Map<string, StorVsp>();
  private readonly disks = new Map<string, ControllerDisk>();

  constructor(storage: StorageService) {
    this.storage = storage;
  }

  addController(bus: Bus, number: number, instanceId: string): StorVsp {
    const name = `${bus.toUpperCase()} Controller ${number}`;
    const controller = new StorVsp({instanceId, name}, this.storage);
    this.controllers.set(`${bus}${number}`, controller);
    return controller;
  }

  async attach(disk: AttachedDisk): Promise<void> {
    const controller = this.controllers.get(`${disk.bus}${disk.controller}`);
    if (!controller) throw new VmmsError(RETURN.Failed, 'The controller of the disk is not there.');
    const {location, path, readOnly, isOptical = false} = disk;
    const settings = {location, path, readOnly, isOptical};
    this.disks.set(diskName(disk), await controller.attach(settings));
  }

  async detach(disk: DiskPlace): Promise<void> {
    this.disks.delete(diskName(disk));
    await this.controllers.get(`${disk.bus}${disk.controller}`)?.detach(disk.location);
  }

  async changeDisc({bus, controller, location}: DiskPlace, path: string): Promise<void> {
    await this.controllers.get(`${bus}${controller}`)?.changeDisc(location, path || undefined);
  }

  /** Told the DVD drive whose disc the guest took out. */
  onEject(listener: (drive: DiskPlace) => void): void {
    for (const [name, vsp] of this.controllers) {
      const bus = name.startsWith('ide') ? 'ide' : 'scsi';
      const controller = Number(name.slice(bus.length));
      vsp.onEject(location => listener({bus, controller, location}));
    }
  }

  async resize(disk: DiskPlace, sizeBytes: number): Promise<void> {
    await this.controllers.get(`${disk.bus}${disk.controller}`)?.resize(disk.location, sizeBytes);
  }

  /** Totals by device name, scsi0:0. */
  statistics(): Map<string, DiskTotals> {
    return new Map([...this.disks].map(([name, disk]) => [name, totalsOf(disk)]));
  }

  async save(): Promise<SavedControllers> {
    const controllers = [...this.controllers].map(
      async ([name, controller]) => [name, await controller.save()] as const,
    );
    return new Map(await Promise.all(controllers));
  }

  restore(state: unknown): void {
    const saved = state as SavedControllers | undefined;
    for (const [name, controller] of this.controllers) controller.restore(saved?.get(name));
  }

  async close(): Promise<void> {
    await Promise.all([...this.controllers.values()].map(controller => controller.close()));
  }
}

/** By bus and number. */
type SavedControllers = ReadonlyMap<string, Awaited<ReturnType<StorVsp['save']>>>;

function diskName({bus, controller, location}: DiskPlace): string {
  return `${bus}${controller}:${location}`;
}

function totalsOf(disk: ControllerDisk): DiskTotals {
  const {readRequests, writeRequests, bytesRead, bytesWritten} = disk.counters();
  return {
    reads: readRequests,
    writes: writeRequests,
    readBytes: bytesRead,
    writeBytes: bytesWritten,
  };
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}
