/**
 * What the service's main thread and the storage thread say to each other.
 *
 * Messages go over the worker's own port; the storage thread, which sleeps on its doorbell and has
 * no event loop, takes them with `receiveMessageOnPort` after the doorbell was rung.
 */
import type {DiskFormat, DiskImageErrorKind} from '../../../storage/disk-image.ts';
import type {ScsiAddress} from '../../../storage/scsi/target.ts';
import type {ChannelDescription, ServiceDoorbell} from '../../vmbus/vsp.ts';
import type {StorState} from './saved-state.ts';

/** `workerData` of the storage thread, beside its role. */
export interface StorageThreadData {
  doorbell: ServiceDoorbell;
}

export interface AttachCommand {
  kind: 'attach';
  /** Names the controller among those of all machines. */
  controller: string;
  address: ScsiAddress;
  /** Empty: a DVD drive without a disc. */
  path: string;
  readOnly: boolean;
  /** A DVD drive, whose disc can change. */
  isOptical: boolean;
  /** Names the disk if its file does not. */
  uniqueId: Uint8Array;
  serialNumber?: string;
  counters: SharedArrayBuffer;
}

export interface DetachCommand {
  kind: 'detach';
  controller: string;
  address: ScsiAddress;
}

/** Another disc for a DVD drive; without `path`, none. */
export interface DiscCommand {
  kind: 'disc';
  controller: string;
  address: ScsiAddress;
  path: string | undefined;
}

/** Another size for an attached disk. */
export interface ResizeCommand {
  kind: 'resize';
  controller: string;
  address: ScsiAddress;
  sizeBytes: number;
}

/** Serve this channel from now on. */
export interface ServeCommand {
  kind: 'serve';
  controller: string;
  channel: ChannelDescription;
  state?: StorState;
}

/** Stop serving it: its memory is not touched after the answer. */
export interface ReleaseCommand {
  kind: 'release';
  controller: string;
  relid: number;
}

/** The state of the controller's channel; the virtual processors stand still. */
export interface SaveCommand {
  kind: 'save';
  controller: string;
}

/** Closes all disks of a controller. */
export interface RemoveCommand {
  kind: 'remove';
  controller: string;
}

export interface StopCommand {
  kind: 'stop';
}

export type StorageCommand =
  | AttachCommand
  | DetachCommand
  | DiscCommand
  | ResizeCommand
  | ServeCommand
  | ReleaseCommand
  | SaveCommand
  | RemoveCommand
  | StopCommand;

/** What each command answers. */
export interface CommandResults {
  attach: AttachedDisk;
  detach: undefined;
  disc: undefined;
  resize: undefined;
  serve: undefined;
  release: undefined;
  save: StorState | undefined;
  remove: undefined;
  stop: undefined;
}

export interface AttachedDisk {
  /** Undefined: a drive without a disc. */
  format: DiskFormat | undefined;
  sizeBytes: number;
}

export interface CommandFailure {
  kind: DiskImageErrorKind | undefined;
  path: string;
  text: string;
}

/** What the thread says unasked: the guest broke the protocol of a channel, or took a disc out. */
export type StorageNotice =
  | {controller: string; relid: number; fault: string}
  | {controller: string; ejected: ScsiAddress};
