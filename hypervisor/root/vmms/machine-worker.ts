/**
 * The worker of one machine that is on: partition, processors, devices. VMMS knows it by this
 * interface; vm-worker.ts puts the real one together.
 */
import type {IpInfo} from '../vsp/ic-kvp/protocol.ts';
import type {DynamicMemoryVsp} from '../vsp/dynamic-memory/vsp.ts';
import type {FcopyVsp} from '../vsp/ic-fcopy/vsp.ts';
import type {KvpReport} from '../vsp/ic-kvp/settings.ts';
import type {VssVsp} from '../vsp/ic-vss/vsp.ts';
import type {KeyboardVsp} from '../vsp/keyboard/vsp.ts';
import type {BootPlan} from './boot-source.ts';
import type {GuestOperations} from './devices/guest-operations.ts';
import type {PortCounterValues} from '../../switch/counters.ts';
import type {Machine} from './machine.ts';
import type {Switches} from './networks/switches.ts';

/** Why a worker ended by itself. `reset` is followed by a start of the same machine. */
export type WorkerEnd = {reason: 'shutdown' | 'reset' | 'crash'; detail?: string};

/** Microseconds of one virtual processor since it was made; run + ready + wait is all its time. */
export interface ProcessorTimes {
  /** The moment the others are true for, on a clock that does not jump. */
  readonly asOfMicros: number;
  readonly runMicros: number;
  /** Wanted to run and could not; `maxLimited` is the part caused by its own limit. */
  readonly readyMicros: number;
  readonly maxLimitedMicros: number;
  readonly waitMicros: number;
  /** CPU time charged, work for it outside the guest included. */
  readonly usedMicros: number;
}

/** Totals since start of one disk, or of all. */
export interface DiskTotals {
  readonly reads: number;
  readonly writes: number;
  readonly readBytes: number;
  readonly writeBytes: number;
}

/** Msvm_HeartbeatComponent.OperationalStatus[0]. */
export const HEARTBEAT = {Ok: 2, NoContact: 12, Lost: 13, Paused: 15} as const;

export interface WorkerStatistics {
  readonly processors: readonly ProcessorTimes[];
  /** By device name, scsi0:0. */
  readonly disks: ReadonlyMap<string, DiskTotals>;
  /** By the id of the adapter's settings. */
  readonly adapters: ReadonlyMap<string, PortCounterValues>;
}

export interface ConsolePort {
  write(bytes: Uint8Array): void;
  close(): void;
}

export interface MachineWorker {
  /** Devices that management asks directly. */
  readonly memory: Pick<DynamicMemoryVsp, 'report' | 'setTarget'>;
  readonly keyboard: Pick<KeyboardVsp, 'isReady' | 'isPressed' | 'type'>;
  readonly fcopy: Pick<FcopyVsp, 'copy' | 'isReady'>;
  /** Brings the guest's file systems to rest, for a snapshot. */
  readonly vss: Pick<VssVsp, 'freeze' | 'thaw' | 'isReady' | 'isFrozen'>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts the guest afresh in the same worker. */
  reset(): Promise<void>;
  /** Ends it at once; settles when its threads have ended. */
  turnOff(): Promise<void>;
  /** Writes everything needed to go on later, and ends. NotSupported when a device can not. */
  save(file: string): Promise<void>;
  /** Writes the same file as `save` and goes on; `whilePaused` is called while the machine stands still. */
  keepState(file: string, whilePaused: () => void): Promise<void>;
  /** Asks the guest to go down; the answer is a return code of InitiateShutdown. */
  shutdown(wish: ShutdownWish): Promise<number>;
  heartbeat(): number;
  /** What the guest said of itself by key-value pairs. */
  kvp(): KvpReport;
  /** Asks the guest to give an adapter these addresses; the HRESULT of its answer, undefined without one. */
  setIpInfo(info: IpInfo): Promise<number | undefined>;
  /** Does what the machine's settings say of integration components by now. */
  applySettings(): Promise<void>;
  /** A switch was made anew: its adapters go back into it. */
  replug(switchId: string): Promise<void>;
  statistics(): WorkerStatistics;
  /**
   * Bytes of guest memory that have host memory behind them; undefined where that is not measured.
   * Looks at every page.
   */
  memoryConsumedBytes(): number | undefined;
  /** What the guest writes goes to `onBytes` until closed; with `scrollback`, first what was kept. */
  openConsole(
    onBytes: (bytes: Uint8Array) => void,
    onEnd: () => void,
    scrollback: boolean,
  ): ConsolePort;
  /** What the software of the guest does for the host. */
  readonly guest: GuestOperations;
  /** CPU it may take: its part when all want theirs, the guaranteed part, and the hard limit (null: none). */
  setEntitlement(entitlement: Entitlement): void;
  addDisk(disk: AttachedDisk): Promise<void>;
  removeDisk(disk: DiskPlace): Promise<void>;
  /** Another disc for a DVD drive; an empty path takes the disc out. */
  changeDisc(drive: DiskPlace, path: string): Promise<void>;
  /** Gives an attached disk another size and tells the guest. Rejects with DiskImageError. */
  resizeDisk(disk: DiskPlace, sizeBytes: number): Promise<void>;
}

export interface ShutdownWish {
  readonly force: boolean;
  readonly reason: string;
  readonly reboot: boolean;
}

export interface AttachedDisk {
  readonly bus: 'scsi' | 'ide';
  /** Number of the controller among its kind, and place on it. */
  readonly controller: number;
  readonly location: number;
  /** Empty: a DVD drive without a disc. */
  readonly path: string;
  readonly readOnly: boolean;
  /** A DVD drive. */
  readonly isOptical?: true;
}

export type DiskPlace = Pick<AttachedDisk, 'bus' | 'controller' | 'location'>;

export interface WorkerRequest {
  readonly machine: Machine;
  readonly switches: Switches;
  readonly folder: string;
  readonly disks: readonly AttachedDisk[];
  /** What it boots, on which engine. */
  readonly boot: BootPlan;
  /** File of saved state to go on from. */
  readonly savedState: string | undefined;
  /** The saved state is another machine's: what its console showed is not this one's. */
  readonly isCopy: boolean;
  readonly processorMHz: number;
  readonly onEnd: (end: WorkerEnd) => void;
  /** The guest took the disc out of a DVD drive. */
  readonly onEject: (drive: DiskPlace) => void;
}

/** Makes and starts a worker; rejects when the machine can not start. */
export type WorkerFactory = (request: WorkerRequest) => Promise<MachineWorker>;

export interface Entitlement {
  readonly entitledMHz: number;
  readonly reservationMHz: number;
  readonly limitMHz: number | null;
}
