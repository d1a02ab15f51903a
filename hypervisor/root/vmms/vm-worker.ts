/**
 * The worker of a machine that is on: its partition and processors (root/vid) and its devices
 * (devices/), put together. What it boots, and on which engine, boot-source.ts says.
 */
import {totalmem} from 'node:os';
import {Hypervisor} from '../../hv/hypervisor.ts';
import {type MachineEnd, type SavedMachine, Machine as VidMachine} from '../vid/machine.ts';
import type {IpInfo} from '../vsp/ic-kvp/protocol.ts';
import type {KvpReport} from '../vsp/ic-kvp/settings.ts';
import {StorageService} from '../vsp/storage/storage-service.ts';
import type {MachineDevice} from './devices/device.ts';
import {type MachineDevices, offerDevices} from './devices/devices.ts';
import {partitionBytes} from './devices/dynamic-memory.ts';
import type {GuestOperations} from './devices/guest-operations.ts';
import type {
  AttachedDisk,
  ConsolePort,
  DiskPlace,
  Entitlement,
  MachineWorker,
  ShutdownWish,
  WorkerFactory,
  WorkerRequest,
  WorkerStatistics,
} from './machine-worker.ts';
import {adaptersOf, addressOf, macWithColons} from './networks/machine-adapters.ts';
import {readSavedState, writeSavedState} from './saved-state-file.ts';
import {ResidentMemory} from './statistics/resident-memory.ts';

/** The least a scheduler takes as a limit: a thousandth of a logical processor. */
const LEAST_FRACTION = 0.001;

export interface WorkerFactoryHandle {
  readonly start: WorkerFactory;
  setProcessors(count: number, processorMHz: number): void;
  stop(): Promise<void>;
}

/** Hypervisor and storage thread of a service; both begin with the first machine. */
export function createWorkerFactory(): WorkerFactoryHandle {
  let processors = {logicalProcessors: 1, mhz: 1000};
  let hypervisor: Hypervisor | undefined;
  let storage: StorageService | undefined;
  return {
    setProcessors(logicalProcessors, mhz) {
      processors = {logicalProcessors, mhz};
      hypervisor?.scheduler.setLogicalProcessors(logicalProcessors);
    },
    async start(request) {
      hypervisor ??= new Hypervisor(processors);
      storage ??= new StorageService();
      const worker = new VmWorker(request, hypervisor, storage);
      await worker.start();
      return worker;
    },
    async stop() {
      await storage?.stop();
    },
  };
}

class VmWorker implements MachineWorker {
  private readonly request: WorkerRequest;
  private readonly vid: VidMachine;
  private readonly resident: ResidentMemory;
  private readonly devices: MachineDevices;

  constructor(request: WorkerRequest, hypervisor: Hypervisor, storage: StorageService) {
    const {machine, boot} = request;
    const memoryBytes = partitionBytes(machine, boot.engine, totalmem());
    const startBytes = machine.memoryMB * 1024 ** 2;
    const settings = {...boot.settings, memoryBytes: startBytes};
    this.request = request;
    this.resident = new ResidentMemory();
    this.vid = this.resident.measureWhile(
      () =>
        new VidMachine(hypervisor, {vpCount: machine.processors, memoryBytes, ...boot, settings}),
      vid => vid.partition.memory.shared,
    );
    try {
      const {switches} = request;
      this.devices = offerDevices({machine, vid: this.vid, boot, storage, switches});
    } catch (error) {
      void this.vid.turnOff();
      throw error;
    }
    this.nameAdapters();
    this.devices.disks.onEject(drive => request.onEject(drive));
    this.vid.onEnd(end => void this.onEnd(end));
  }

  /** Attaches the disks and starts the processors or lets them go on. Leaves nothing behind when it fails. */
  async start(): Promise<void> {
    const {disks, savedState} = this.request;
    try {
      for (const disk of disks) await this.addDisk(disk);
      if (savedState === undefined) await this.vid.start();
      else await this.restore(savedState);
    } catch (error) {
      await this.turnOff();
      throw error;
    }
  }

  private async restore(file: string): Promise<void> {
    const state = readSavedState(file, this.vid.partition.memory.u8) as SavedWorker;
    for (const [name, device] of this.eachDevice())
      if (!this.request.isCopy || device !== this.devices.console)
        device.restore(state.devices.get(name));
    await this.vid.restore(state.vid);
    await this.resume();
  }

  private eachDevice(): [string, MachineDevice][] {
    return Object.entries(this.devices);
  }

  get guest(): GuestOperations {
    return this.devices.guest;
  }

  addDisk(disk: AttachedDisk): Promise<void> {
    return this.devices.disks.attach(disk);
  }

  removeDisk(disk: DiskPlace): Promise<void> {
    return this.devices.disks.detach(disk);
  }

  changeDisc(drive: DiskPlace, path: string): Promise<void> {
    return this.devices.disks.changeDisc(drive, path);
  }

  resizeDisk(disk: DiskPlace, sizeBytes: number): Promise<void> {
    return this.devices.disks.resize(disk, sizeBytes);
  }

  async pause(): Promise<void> {
    await this.vid.pause();
  }

  async resume(): Promise<void> {
    this.vid.resume();
    this.devices.components.onResume();
  }

  async reset(): Promise<void> {
    this.devices.guest.restart();
    await this.vid.reset();
  }

  async turnOff(): Promise<void> {
    this.devices.console.close();
    await this.vid.turnOff();
    await Promise.all(this.eachDevice().map(([, device]) => device.close?.()));
  }

  async save(file: string): Promise<void> {
    const wasRunning = await this.stopForState();
    try {
      await this.writeState(file);
    } catch (error) {
      if (wasRunning) this.vid.resume();
      throw error;
    }
    await this.turnOff();
  }

  async keepState(file: string, whilePaused: () => void): Promise<void> {
    const wasRunning = await this.stopForState();
    try {
      await this.writeState(file);
      whilePaused();
    } finally {
      if (wasRunning) this.vid.resume();
    }
  }

  /** Whether it has to be resumed afterwards. */
  private async stopForState(): Promise<boolean> {
    const wasRunning = this.vid.state === 'running';
    if (wasRunning) await this.vid.pause();
    return wasRunning;
  }

  private async writeState(file: string): Promise<void> {
    writeSavedState(file, await this.state(), this.vid.partition.memory.u8);
  }

  /** Everything but the memory, of a machine that stands still; devices first, since they empty the rings. */
  private async state(): Promise<SavedWorker> {
    const devices = new Map<string, unknown>();
    for (const [name, device] of this.eachDevice()) devices.set(name, await device.save());
    return {devices, vid: await this.vid.save()};
  }

  shutdown(wish: ShutdownWish): Promise<number> {
    return this.devices.components.shutdown(wish);
  }

  heartbeat(): number {
    return this.devices.components.heartbeat();
  }

  get memory(): MachineDevices['memory'] {
    return this.devices.memory;
  }

  get keyboard(): MachineDevices['keyboard'] {
    return this.devices.keyboard;
  }

  get fcopy(): MachineDevices['components']['fcopy'] {
    return this.devices.components.fcopy;
  }

  get vss(): MachineDevices['components']['vss'] {
    return this.devices.components.vss;
  }

  kvp(): KvpReport {
    return this.devices.components.kvp.report;
  }

  setIpInfo(info: IpInfo): Promise<number | undefined> {
    return this.devices.components.kvp.setIpInfo(info);
  }

  replug(switchId: string): Promise<void> {
    return this.devices.network.replug(switchId);
  }

  /** The guest is asked for the addresses of these. */
  private nameAdapters(): void {
    const adapters = adaptersOf(this.request.machine.config).map(addressOf).map(macWithColons);
    this.devices.components.kvp.setAdapters(adapters);
  }

  async applySettings(): Promise<void> {
    const {components, network} = this.devices;
    this.nameAdapters();
    await Promise.all([components.applySettings(), network.applySettings()]);
  }

  statistics(): WorkerStatistics {
    return {
      processors: this.vid.statistics().map(vp => ({
        asOfMicros: vp.asOf,
        runMicros: vp.run,
        readyMicros: vp.ready,
        waitMicros: vp.wait,
        maxLimitedMicros: vp.limited,
        usedMicros: vp.charged,
      })),
      disks: this.devices.disks.statistics(),
      adapters: this.devices.network.statistics(),
    };
  }

  memoryConsumedBytes(): number | undefined {
    return this.resident.residentBytes();
  }

  openConsole(
    onBytes: (bytes: Uint8Array) => void,
    onEnd: () => void,
    scrollback: boolean,
  ): ConsolePort {
    return this.devices.console.open(onBytes, onEnd, scrollback);
  }

  setEntitlement({entitledMHz, reservationMHz, limitMHz}: Entitlement): void {
    const {processorMHz, machine} = this.request;
    const whole = processorMHz * machine.processors;
    this.vid.setEntitlement({
      weight: Math.max(1, entitledMHz / machine.processors),
      reservationMHz: reservationMHz / machine.processors,
      ...(limitMHz === null ? {} : {limitFraction: Math.max(LEAST_FRACTION, limitMHz / whole)}),
    });
  }

  /** A reset of the guest's own begins anew on the same partition; every other end is the worker's. */
  private async onEnd(end: MachineEnd): Promise<void> {
    const {onEnd} = this.request;
    try {
      if (end.reason === 'reset') {
        this.devices.guest.restart();
        await this.vid.start();
        onEnd({reason: 'reset'});
        return;
      }
      await this.turnOff();
    } catch (error) {
      onEnd({reason: 'crash', detail: String(error)});
      return;
    }
    if (end.reason === 'shutdown') onEnd({reason: 'shutdown'});
    else onEnd({reason: 'crash', detail: detailOf(end)});
  }
}

/** What the file of a saved machine holds beside the memory. */
interface SavedWorker {
  readonly vid: SavedMachine;
  /** By name of the device. */
  readonly devices: ReadonlyMap<string, unknown>;
}

function detailOf(end: MachineEnd): string {
  if (end.reason === 'error') return end.error;
  if (end.reason === 'fault') return ['fault', end.detail].filter(Boolean).join(': ');
  if (end.reason !== 'crash') return end.reason;
  const numbers = end.crash.parameters.map(value => `0x${value.toString(16)}`).join(' ');
  return [numbers, lastWords(end.crash.message)].filter(Boolean).join(': ');
}

const LAST_WORDS_MAX = 300;

/** What a guest said of its end: the line that Linux panics with, else the end of its text. */
function lastWords(text = ''): string {
  const panic = /Kernel panic[^\n]*/.exec(text)?.[0] ?? text.trim().slice(-LAST_WORDS_MAX);
  return panic.slice(0, LAST_WORDS_MAX).replace(/[\p{Cc}]+/gu, ' ');
}
