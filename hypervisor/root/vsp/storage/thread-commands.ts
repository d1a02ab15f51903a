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
  path: string;
  readOnly: boolean;
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
  | ServeCommand
  | ReleaseCommand
  | SaveCommand
  | RemoveCommand
  | StopCommand;

/** What each command answers. */
export interface CommandResults {
  attach: AttachedDisk;
  detach: undefined;
  serve: undefined;
  release: undefined;
  save: StorState | undefined;
  remove: undefined;
  stop: undefined;
}

export interface AttachedDisk {
  format: DiskFormat;
  sizeBytes: number;
}

export interface CommandFailure {
  kind: DiskImageErrorKind | undefined;
  path: string;
  text: string;
}

/** The guest broke the protocol of a controller's channel. */
export interface StorageNotice {
  controller: string;
  relid: number;
  fault: string;
}
