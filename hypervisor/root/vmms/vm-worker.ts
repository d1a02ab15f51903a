/**
 * The worker of a machine that is on: its partition and processors (root/vid) and the devices that
 * its settings say (root/vsp), put together.
 *
 * Machines boot the image `tiny` on the native engine.
 */
import {createHash} from 'node:crypto';
import {Hypervisor} from '../../hv/hypervisor.ts';
import {type MachineEnd, type SavedMachine, Machine as VidMachine} from '../vid/machine.ts';
import {ConsoleVsp} from '../vsp/console/vsp.ts';
import {HeartbeatVsp} from '../vsp/ic-heartbeat/vsp.ts';
import type {ShutdownResult} from '../vsp/ic-shutdown/settings.ts';
import {ShutdownVsp} from '../vsp/ic-shutdown/vsp.ts';
import {TimeSyncVsp} from '../vsp/ic-timesync/vsp.ts';
import {StorageService} from '../vsp/storage/storage-service.ts';
import {type ControllerDisk, StorVsp} from '../vsp/storage/vsp.ts';
import {settingOf} from './device-kinds.ts';
import type {Machine} from './machine.ts';
import {
  type AttachedDisk,
  type ConsolePort,
  type DiskTotals,
  type Entitlement,
  HEARTBEAT,
  type MachineWorker,
  type ShutdownWish,
  type WorkerFactory,
  type WorkerRequest,
  type WorkerStatistics,
} from './machine-worker.ts';
import {ResidentMemory} from './statistics/resident-memory.ts';
import {readSavedState, writeSavedState} from './saved-state-file.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

const SHUTDOWN_ANSWER_SECONDS = 10;
/** The least a scheduler takes as a limit: a thousandth of a logical processor. */
const LEAST_FRACTION = 0.001;
const DISABLED = 3;

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
  private readonly storage: StorageService;
  private readonly memory: ResidentMemory;
  private readonly console: ConsoleVsp;
  private readonly heartbeatVsp = new HeartbeatVsp();
  private readonly shutdownVsp = new ShutdownVsp();
  private readonly timeSyncVsp: TimeSyncVsp;
  /** By bus and number. */
  private readonly controllers = new Map<string, StorVsp>();
  private readonly disks = new Map<string, ControllerDisk>();
  private readonly consoleEnds = new Set<() => void>();

  constructor(request: WorkerRequest, hypervisor: Hypervisor, storage: StorageService) {
    const {machine} = request;
    this.request = request;
    this.storage = storage;
    this.console = new ConsoleVsp(machine.id.toLowerCase());
    this.memory = new ResidentMemory(machine.memoryMB * 1024 ** 2);
    this.vid = this.memory.measureWhile(
      () =>
        new VidMachine(hypervisor, {
          vpCount: machine.processors,
          memoryBytes: machine.memoryMB * 1024 ** 2,
          engine: 'native',
          image: 'tiny',
          settings: {hostName: guestName(machine), seed: seedOf(machine)},
        }),
    );
    const {time} = this.vid.partition;
    this.timeSyncVsp = new TimeSyncVsp({
      wallClockMs: () => Date.now(),
      referenceTime: () => BigInt(time.now()),
    });
    this.vid.onEnd(end => void this.onEnd(end));
  }

  /**
   * Offers the devices, attaches the disks, and starts the processors or lets them go on. Leaves
   * nothing behind when it fails.
   */
  async start(): Promise<void> {
    const {machine, disks, savedState} = this.request;
    try {
      this.offerDevices(machine);
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
    this.console.restore(state.console);
    this.heartbeatVsp.restore(state.heartbeat);
    this.shutdownVsp.restore(state.shutdown);
    this.timeSyncVsp.restore(state.timeSync);
    for (const [name, controller] of this.controllers)
      controller.restore(state.controllers.get(name));
    await this.vid.restore(state.vid);
    this.vid.resume();
  }

  private offerDevices(machine: Machine): void {
    const {vmbus} = this.vid;
    const enabled = (kind: string): boolean =>
      settingOf(machine.only(kind), 'EnabledState') !== DISABLED;
    vmbus.offer(this.console);
    if (enabled('heartbeat')) vmbus.offer(this.heartbeatVsp);
    if (enabled('shutdown')) vmbus.offer(this.shutdownVsp);
    if (enabled('time-sync')) vmbus.offer(this.timeSyncVsp);
    for (const bus of ['scsi', 'ide'] as const) this.offerControllers(machine, bus);
  }

  /** IDE controllers are offered as the synthetic ones they are for an enlightened guest. */
  private offerControllers(machine: Machine, bus: 'scsi' | 'ide'): void {
    const resources = machine.config.resources.filter(row => row.kind === `${bus}-controller`);
    resources.forEach((resource, number) => {
      const name = `${bus.toUpperCase()} Controller ${number}`;
      const instanceId = guidOf(`${machine.id}/${resource.id}`);
      const controller = new StorVsp({instanceId, name}, this.storage);
      this.controllers.set(`${bus}${number}`, controller);
      this.vid.vmbus.offer(controller);
    });
  }

  async addDisk(disk: AttachedDisk): Promise<void> {
    const controller = this.controllers.get(`${disk.bus}${disk.controller}`);
    if (!controller) throw new VmmsError(RETURN.Failed, 'The controller of the disk is not there.');
    const {location, path, readOnly} = disk;
    this.disks.set(diskName(disk), await controller.attach({location, path, readOnly}));
  }

  async removeDisk(disk: Pick<AttachedDisk, 'bus' | 'controller' | 'location'>): Promise<void> {
    this.disks.delete(diskName(disk));
    await this.controllers.get(`${disk.bus}${disk.controller}`)?.detach(disk.location);
  }

  async pause(): Promise<void> {
    await this.vid.pause();
  }

  async resume(): Promise<void> {
    this.vid.resume();
  }

  async reset(): Promise<void> {
    await this.vid.reset();
  }

  async turnOff(): Promise<void> {
    for (const end of this.consoleEnds) end();
    await this.vid.turnOff();
    await Promise.all([...this.controllers.values()].map(controller => controller.close()));
  }

  async save(file: string): Promise<void> {
    const wasRunning = this.vid.state === 'running';
    if (wasRunning) await this.vid.pause();
    try {
      writeSavedState(file, await this.state(), this.vid.partition.memory.u8);
    } catch (error) {
      if (wasRunning) this.vid.resume();
      throw error;
    }
    await this.turnOff();
  }

  /** Everything but the memory, of a machine that stands still. */
  private async state(): Promise<SavedWorker> {
    const controllers = new Map<string, Awaited<ReturnType<StorVsp['save']>>>();
    for (const [name, controller] of this.controllers)
      controllers.set(name, await controller.save());
    return {
      vid: await this.vid.save(),
      console: this.console.save(),
      heartbeat: this.heartbeatVsp.save(),
      shutdown: this.shutdownVsp.save(),
      timeSync: this.timeSyncVsp.save(),
      controllers,
    };
  }

  async shutdown({force, reason, reboot}: ShutdownWish): Promise<number> {
    const action = reboot ? 'restart' : 'powerOff';
    const wish = {action, force, reason, timeoutSeconds: SHUTDOWN_ANSWER_SECONDS} as const;
    return SHUTDOWN_CODES[(await this.shutdownVsp.initiate(wish)).outcome];
  }

  heartbeat(): number {
    const {status} = this.heartbeatVsp.report;
    if (status === 'ok') return HEARTBEAT.Ok;
    return status === 'noContact' ? HEARTBEAT.NoContact : HEARTBEAT.Lost;
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
      disks: new Map([...this.disks].map(([name, disk]) => [name, totalsOf(disk)])),
    };
  }

  memoryConsumedBytes(): number | undefined {
    return this.memory.residentBytes();
  }

  openConsole(
    onBytes: (bytes: Uint8Array) => void,
    onEnd: () => void,
    scrollback: boolean,
  ): ConsolePort {
    const shown = this.console.scrollback();
    if (scrollback && shown.length > 0) onBytes(shown);
    const stop = this.console.onData(onBytes);
    const close = (): void => {
      stop();
      this.consoleEnds.delete(end);
    };
    const end = (): void => {
      close();
      onEnd();
    };
    this.consoleEnds.add(end);
    return {write: bytes => void this.console.write(bytes), close};
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
  readonly console: ReturnType<ConsoleVsp['save']>;
  readonly heartbeat: ReturnType<HeartbeatVsp['save']>;
  readonly shutdown: ReturnType<ShutdownVsp['save']>;
  readonly timeSync: ReturnType<TimeSyncVsp['save']>;
  /** By bus and number. */
  readonly controllers: ReadonlyMap<string, Awaited<ReturnType<StorVsp['save']>>>;
}

const SHUTDOWN_CODES: Readonly<Record<ShutdownResult['outcome'], number>> = {
  accepted: RETURN.Completed,
  refused: RETURN.Locked,
  noContact: RETURN.NotReady,
  busy: RETURN.ShutdownInProgress,
  timeout: RETURN.Timeout,
};

function detailOf(end: MachineEnd): string {
  if (end.reason === 'error') return end.error;
  if (end.reason !== 'crash') return end.reason;
  const numbers = end.crash.parameters.map(value => `0x${value.toString(16)}`).join(' ');
  return [numbers, end.crash.message].filter(Boolean).join(': ');
}

function diskName({bus, controller, location}: Omit<AttachedDisk, 'path' | 'readOnly'>): string {
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

/** A host name made of the machine's name. */
function guestName(machine: Machine): string {
  const name = machine.name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return name.replace(/^-+|-+$/g, '').slice(0, 63) || 'tiny';
}

function seedOf(machine: Machine): number {
  return createHash('sha256').update(machine.id).digest().readUInt32LE(0);
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}
