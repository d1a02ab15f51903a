/**
 * StorVSP: the host side of one synthetic SCSI controller, seen from the service's main thread.
 *
 * It offers the controller, hands an opened channel to the storage thread and attaches disks there;
 * packets and files are the business of session.ts and storage-thread.ts on that thread.
 *
 * Saved state: saved-state.ts.  What management sets: settings.ts.
 */
import {createHash} from 'node:crypto';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {DiskCounters, type DiskCounterValues} from './counters.ts';
import {SCSI_CONTROLLER_CLASS} from './protocol.ts';
import type {StorState} from './saved-state.ts';
import type {DiskSettings, StorageControllerSettings} from './settings.ts';
import {DISKS_PER_CONTROLLER} from './settings.ts';
import type {StorageService} from './storage-service.ts';
import type {AttachedDisk} from './thread-commands.ts';

export interface ControllerDisk extends AttachedDisk {
  readonly settings: DiskSettings;
  /** Measured since the disk was attached. */
  counters(): DiskCounterValues;
}

let nextNumber = 1;

export class StorVsp implements Vsp {
  readonly offer: VspOffer;
  readonly #service: StorageService;
  /** Its name among all controllers of the service: machines may have the same ids. */
  readonly #controller: string;
  readonly #disks = new Map<number, ControllerDisk>();
  #channel: HostChannel | undefined;
  #restored: StorState | undefined;

  constructor(settings: StorageControllerSettings, service: StorageService) {
    const {instanceId, name} = settings;
    this.offer = {interfaceId: SCSI_CONTROLLER_CLASS, instanceId, name};
    this.#service = service;
    this.#controller = `${instanceId} ${nextNumber++}`;
  }

  get disks(): Iterable<ControllerDisk> {
    return this.#disks.values();
  }

  async open(channel: HostChannel): Promise<void> {
    const controller = this.#controller;
    const state = this.#restored;
    this.#restored = undefined;
    this.#channel = channel;
    this.#service.onFault(controller, (relid, reason) => {
      if (relid === this.#channel?.relid) this.#channel.close(reason);
    });
    channel.onClose(() => this.#release(channel));
    const description = channel.serveFrom(this.#service.doorbell);
    const restored = state ? {state} : {};
    await this.#service.call({kind: 'serve', controller, channel: description, ...restored});
  }

  async #release(channel: HostChannel): Promise<void> {
    if (this.#channel === channel) this.#channel = undefined;
    const controller = this.#controller;
    await this.#service.call({kind: 'release', controller, relid: channel.relid});
  }

  /** Opens the file and shows the disk to the guest, running or not. Rejects with DiskImageError. */
  async attach(settings: DiskSettings): Promise<ControllerDisk> {
    const {location, path, readOnly = false, isOptical = false, serialNumber} = settings;
    if (!(location >= 0 && location < DISKS_PER_CONTROLLER) || this.#disks.has(location)) {
      throw new RangeError(`location ${location} of ${this.offer.name} is not free`);
    }
    const counters = new DiskCounters();
    const attached = await this.#service.call({
      kind: 'attach',
      controller: this.#controller,
      address: addressOf(location),
      path,
      readOnly: readOnly || isOptical,
      isOptical,
      uniqueId: settings.uniqueId ?? idOf(this.offer.instanceId, location),
      ...(serialNumber === undefined ? {} : {serialNumber}),
      counters: counters.buffer,
    });
    const disk = {...attached, settings, counters: () => counters.read()};
    this.#disks.set(location, disk);
    return disk;
  }

  /** Gives the disk another size, and the guest a unit attention. Rejects with DiskImageError. */
  async resize(location: number, sizeBytes: number): Promise<void> {
    const address = addressOf(location);
    await this.#service.call({kind: 'resize', controller: this.#controller, address, sizeBytes});
  }

  /** Another disc for a DVD drive, or none. Rejects with DiskImageError. */
  async changeDisc(location: number, path: string | undefined): Promise<void> {
    const address = addressOf(location);
    await this.#service.call({kind: 'disc', controller: this.#controller, address, path});
  }

  /** Told the place of a DVD drive whose disc the guest took out. */
  onEject(listener: (location: number) => void): void {
    this.#service.onEject(this.#controller, address => listener(address.lun));
  }

  async detach(location: number): Promise<void> {
    this.#disks.delete(location);
    const address = addressOf(location);
    await this.#service.call({kind: 'detach', controller: this.#controller, address});
  }

  /**
   * The state of the open channel; undefined when the guest has none. Processors stand still, and
   * when this has ended, the storage thread does not touch their memory until they run again.
   */
  save(): Promise<StorState | undefined> {
    return this.#service.call({kind: 'save', controller: this.#controller});
  }

  /** The next `open` goes on with this state. */
  restore(state: StorState | undefined): void {
    this.#restored = state;
  }

  /** Closes all disks: the machine is off. */
  async close(): Promise<void> {
    this.#disks.clear();
    this.#service.onFault(this.#controller, undefined);
    this.#service.onEject(this.#controller, undefined);
    await this.#service.call({kind: 'remove', controller: this.#controller});
  }
}

function addressOf(location: number) {
  return {path: 0, target: 0, lun: location};
}

/** A stable name for a disk whose file has none. */
function idOf(controller: string, location: number): Uint8Array {
  return createHash('sha256').update(`${controller}/${location}`).digest().subarray(0, 16);
}
