/** A machine as VMMS knows it: its configuration, its state, and its worker while it is on. */
import {deviceKind, settingOf} from './device-kinds.ts';
import type {Job} from './jobs.ts';
import type {MachineConfig, ResourceConfig} from './machine-config.ts';
import type {AttachedDisk, DiskPlace, MachineWorker} from './machine-worker.ts';
import {memoryWeightOf} from './resource-settings.ts';
import {machineShares} from './resources/allocation.ts';
import {isPoweredOn, type MachineState, STATE} from './states.ts';

export class Machine {
  config: MachineConfig;
  state: MachineState;
  /** RequestedState: the number asked for while a change is under way, else 12. */
  requestedState = 12;
  worker: MachineWorker | undefined;
  /** The change of state under way. */
  job: Job | undefined;
  stateChanged: number;
  configChanged: number;
  /** Milliseconds of uptime gathered before `runningSince`. */
  private onTimeBefore = 0;
  private runningSince: number | undefined;
  /** MHz the last division gave it. */
  entitledMHz = 0;
  /** Told when its worker has ended; those who wait for Off. */
  private readonly waiters = new Set<() => void>();

  constructor(config: MachineConfig) {
    this.config = config;
    this.state = config.savedState ? STATE.Saved : STATE.Off;
    this.stateChanged = this.configChanged = Date.now();
  }

  get id(): string {
    return this.config.id;
  }

  /** What the ids of its devices are made of. */
  get hardwareId(): string {
    return this.config.hardwareId ?? this.id;
  }

  get name(): string {
    return this.config.name;
  }

  get isOn(): boolean {
    return isPoweredOn(this.state);
  }

  /** Uptime in milliseconds since on, reset or restore, without pauses. */
  get onTimeMs(): number {
    return (
      this.onTimeBefore + (this.runningSince === undefined ? 0 : Date.now() - this.runningSince)
    );
  }

  enter(state: MachineState): void {
    if (state === STATE.Running) this.runningSince ??= Date.now();
    else this.stopClock();
    if (!isPoweredOn(state)) this.onTimeBefore = 0;
    this.state = state;
    this.stateChanged = Date.now();
    for (const waiter of this.waiters) waiter();
  }

  /** Uptime begins anew: start, reset, restore. */
  restartClock(): void {
    this.onTimeBefore = 0;
    this.runningSince = undefined;
  }

  private stopClock(): void {
    this.onTimeBefore = this.onTimeMs;
    this.runningSince = undefined;
  }

  /** Settles when the machine is in the state, or the time is over (then false). */
  reached(state: MachineState, timeoutMs: number): Promise<boolean> {
    return new Promise(resolve => {
      const look = (): void => {
        if (this.state === state) settle(true);
      };
      const settle = (value: boolean): void => {
        clearTimeout(timer);
        this.waiters.delete(look);
        resolve(value);
      };
      const timer = setTimeout(() => settle(this.state === state), timeoutMs);
      this.waiters.add(look);
      look();
    });
  }

  get processors(): number {
    return Number(settingOf(this.only('processor'), 'VirtualQuantity'));
  }

  get memoryMB(): number {
    return Number(settingOf(this.only('memory'), 'VirtualQuantity'));
  }

  get hasDynamicMemory(): boolean {
    return settingOf(this.only('memory'), 'DynamicMemoryEnabled') === true;
  }

  /** The least and the most that dynamic memory leaves or gives it; without that, its size. */
  get minimumMB(): number {
    return this.memoryBound('Reservation');
  }

  get maximumMB(): number {
    return this.memoryBound('Limit');
  }

  private memoryBound(name: 'Reservation' | 'Limit'): number {
    return this.hasDynamicMemory ? Number(settingOf(this.only('memory'), name)) : this.memoryMB;
  }

  /** Percent of its demand that it should have beside it. */
  get memoryBuffer(): number {
    return Number(settingOf(this.only('memory'), 'TargetMemoryBuffer'));
  }

  /** 0 to 100, of dynamic memory. */
  get memoryPriority(): number {
    return Math.min(100, memoryWeightOf(this.config, this.memoryMB) / 100);
  }

  get cpuShares(): number {
    return machineShares('cpu', this.config.cpu, this.processors);
  }

  get memoryShares(): number {
    return machineShares('memory', this.config.memory, this.memoryMB);
  }

  /** The one resource of a kind that every machine has. */
  only(kind: string): ResourceConfig {
    const found = this.config.resources.find(resource => resource.kind === kind);
    return found ?? {id: deviceKind(kind).fixedId ?? '', kind, properties: {}};
  }

  resource(id: string): ResourceConfig | undefined {
    const wanted = id.toLowerCase();
    return this.config.resources.find(resource => resource.id.toLowerCase() === wanted);
  }

  /** InstanceID of a resource's settings. */
  instanceId(resource: ResourceConfig): string {
    return `Microsoft:${this.id}\\${resource.id}`;
  }

  /** The disks and DVD drives its settings say, in the order of controllers and places. */
  disks(): AttachedDisk[] {
    const ofKind = (kind: string): ResourceConfig[] =>
      this.config.resources.filter(resource => resource.kind === kind);
    return [
      ...ofKind('hard-disk').flatMap(medium => this.attached(medium) ?? []),
      ...ofKind('dvd-drive').flatMap(drive => this.dvdDrive(drive) ?? []),
    ].sort(
      (a, b) =>
        a.bus.localeCompare(b.bus) || a.controller - b.controller || a.location - b.location,
    );
  }

  attached(medium: ResourceConfig): AttachedDisk | undefined {
    const drive = this.parentOf(medium);
    const place = drive && this.placeOf(drive);
    const [path] = (settingOf(medium, 'HostResource') ?? []) as string[];
    if (!place || !path) return undefined;
    return {...place, path, readOnly: Number(settingOf(medium, 'Access')) === 1};
  }

  /** A drive with its disc, or with none. */
  private dvdDrive(drive: ResourceConfig): AttachedDisk | undefined {
    const place = this.placeOf(drive);
    const disc = this.discOf(drive);
    const [path = ''] = ((disc && settingOf(disc, 'HostResource')) ?? []) as string[];
    return place && {...place, path, readOnly: true, isOptical: true};
  }

  discOf(drive: ResourceConfig): ResourceConfig | undefined {
    const {resources} = this.config;
    return resources.find(
      ({kind, properties}) => kind === 'dvd-disk' && properties.Parent === drive.id,
    );
  }

  /** Where a drive is plugged in. */
  placeOf(drive: ResourceConfig): DiskPlace | undefined {
    const controller = this.parentOf(drive);
    if (!controller) return undefined;
    const peers = this.config.resources.filter(resource => resource.kind === controller.kind);
    return {
      bus: controller.kind === 'ide-controller' ? 'ide' : 'scsi',
      controller: peers.indexOf(controller),
      location: Number(settingOf(drive, 'AddressOnParent') ?? 0),
    };
  }

  /** The resource that holds another: `Parent` is kept as the id within the machine. */
  parentOf(resource: ResourceConfig): ResourceConfig | undefined {
    const parent = resource.properties.Parent;
    return typeof parent === 'string' ? this.resource(parent) : undefined;
  }
}
