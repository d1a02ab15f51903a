/**
 * The main thread's side of the storage thread: starts it with the first machine, talks to it.
 */
import {DiskImageError} from '../../../storage/disk-image.ts';
import type {ScsiAddress} from '../../../storage/scsi/target.ts';
import {startThread} from '../../../thread.ts';
import type {ServiceDoorbell} from '../../vmbus/vsp.ts';
import {CommandLink} from '../command-link.ts';
import type {
  CommandFailure,
  CommandResults,
  StorageCommand,
  StorageNotice,
} from './thread-commands.ts';

type EjectListener = (address: ScsiAddress) => void;
type FaultListener = (relid: number, reason: string) => void;

/** One for the whole service. */
export class StorageService {
  readonly doorbell: ServiceDoorbell = {buffer: new SharedArrayBuffer(64), index: 0};
  readonly #bell = new Int32Array(this.doorbell.buffer);
  readonly #link: CommandLink<StorageCommand, CommandResults, CommandFailure, StorageNotice>;
  readonly #faults = new Map<string, FaultListener>();
  readonly #ejects = new Map<string, EjectListener>();

  constructor() {
    const worker = startThread('storage', {doorbell: this.doorbell});
    this.#link = new CommandLink(worker, 'storage', {
      onPost: () => this.#ring(),
      onNotice: notice => this.#onNotice(notice),
      errorOf,
    });
  }

  /** Rejects with DiskImageError where a disk file is the reason. */
  call<Command extends StorageCommand>(command: Command): Promise<CommandResults[Command['kind']]> {
    return this.#link.call(command);
  }

  /** Who hears that the guest broke the protocol of a controller's channel. */
  onFault(controller: string, listener: FaultListener | undefined): void {
    if (listener) this.#faults.set(controller, listener);
    else this.#faults.delete(controller);
  }

  /** Who hears that a guest took a disc out of a drive of a controller. */
  onEject(controller: string, listener: EjectListener | undefined): void {
    if (listener) this.#ejects.set(controller, listener);
    else this.#ejects.delete(controller);
  }

  #onNotice(notice: StorageNotice): void {
    const {controller} = notice;
    if ('ejected' in notice) this.#ejects.get(controller)?.(notice.ejected);
    else this.#faults.get(controller)?.(notice.relid, notice.fault);
  }

  /** Ends the thread; all disks are closed then. */
  stop(): Promise<void> {
    return this.#link.stop({kind: 'stop'});
  }

  /** The thread sleeps on its doorbell and looks for messages after it rang. */
  #ring(): void {
    Atomics.add(this.#bell, this.doorbell.index, 1);
    Atomics.notify(this.#bell, this.doorbell.index);
  }
}

function errorOf({kind, path, text}: CommandFailure): Error {
  return kind === undefined ? new Error(text) : new DiskImageError(kind, path, text);
}
