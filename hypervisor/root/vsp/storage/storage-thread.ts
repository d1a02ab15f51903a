/**
 * The storage thread: serves the storage channels of all machines, and their disk files.
 *
 * One loop: take commands, serve every channel that was signalled a bounded number of packets, look
 * at the rings a little longer, and then sleep on the doorbell. There is no event loop: file access is synchronous
 * (five times the thread pool, a measurement), and all waiting is on that one word.
 */
import {parentPort, receiveMessageOnPort, workerData} from 'node:worker_threads';
import {systemClock} from '../../../hv/clock.ts';
import {resizeImage} from '../../../storage/change-disk.ts';
import {type DiskImage, DiskImageError} from '../../../storage/disk-image.ts';
import {ScsiDisk} from '../../../storage/scsi/disk.ts';
import {ScsiDvd} from '../../../storage/scsi/dvd.ts';
import {ScsiTarget} from '../../../storage/scsi/target.ts';
import type {ScsiUnit} from '../../../storage/scsi/unit.ts';
import {attachChannel, type DataChannel} from '../../vmbus/data-channel.ts';
import type {CommandMessage, ThreadMessage} from '../command-link.ts';
import {DiskCounters} from './counters.ts';
import {MeasuredUnit} from './measured-unit.ts';
import {OpenDisks} from './open-disks.ts';
import {StorSession} from './session.ts';
import type {
  AttachCommand,
  AttachedDisk,
  CommandFailure,
  DetachCommand,
  DiscCommand,
  ResizeCommand,
  ServeCommand,
  StorageCommand,
  StorageNotice,
  StorageThreadData,
} from './thread-commands.ts';

type StorageThreadMessage = ThreadMessage<CommandFailure, StorageNotice>;

/** Packets served for one channel before their answers are shown and the next has its turn. */
const TURN = 16;
/** Looks at rings without packets before sleeping: some 50 us, which is what a wake-up costs. */
const POLLS = 500;

interface Served {
  channel: DataChannel;
  session: StorSession;
  /** Its ring is looked at each turn; the guest need not signal. */
  polled: boolean;
}

interface Controller {
  target: ScsiTarget;
  served: Served | undefined;
}

/** Role `storage`. Returns when it was told to stop. */
export function main(): void {
  const {doorbell} = workerData as StorageThreadData;
  new StorageLoop(new Int32Array(doorbell.buffer), doorbell.index).run();
}

class StorageLoop {
  readonly #bell: Int32Array;
  readonly #index: number;
  readonly #controllers = new Map<string, Controller>();
  readonly #disks = new OpenDisks();
  /** The doorbell when commands and signals were taken last. */
  #heard = -1;
  #running = true;

  constructor(bell: Int32Array, index: number) {
    this.#bell = bell;
    this.#index = index;
  }

  run(): void {
    let idleTurns = 0;
    while (this.#listen()) {
      if (this.#serveAll()) idleTurns = 0;
      else if (idleTurns < POLLS && this.#isPolling()) idleTurns += 1;
      else if (!this.#restAll()) Atomics.wait(this.#bell, this.#index, this.#heard);
    }
    for (const name of this.#controllers.keys()) this.#remove(name);
  }

  /** Takes commands and signals if the doorbell rang. False: the thread shall end. */
  #listen(): boolean {
    const bell = Atomics.load(this.#bell, this.#index);
    if (bell === this.#heard) return this.#running;
    this.#heard = bell;
    this.#takeCommands();
    for (const {served} of this.#controllers.values())
      if (served?.channel.takeSignal()) served.polled = true;
    return this.#running;
  }

  /** One turn for every channel. True: somebody had something to do. */
  #serveAll(): boolean {
    let busy = false;
    for (const {served} of this.#controllers.values())
      if (served?.polled && served.session.serve(TURN)) busy = true;
    return busy;
  }

  #isPolling(): boolean {
    for (const {served} of this.#controllers.values()) if (served?.polled) return true;
    return false;
  }

  /** Guests shall signal from now on. True: somebody has something to do already. */
  #restAll(): boolean {
    let busy = false;
    for (const {served} of this.#controllers.values()) {
      if (!served?.polled) continue;
      served.polled = served.session.rest();
      busy ||= served.polled;
    }
    return busy;
  }

  #takeCommands(): void {
    if (!parentPort) return;
    for (;;) {
      const received = receiveMessageOnPort(parentPort) as
        | {message: CommandMessage<StorageCommand>}
        | undefined;
      if (!received) return;
      parentPort.postMessage(this.#answer(received.message));
    }
  }

  #answer({id, command}: CommandMessage<StorageCommand>): StorageThreadMessage {
    try {
      return {id, result: this.#obey(command)};
    } catch (error) {
      return {id, failure: failureOf(error)};
    }
  }

  #obey(command: StorageCommand): unknown {
    switch (command.kind) {
      case 'attach':
        return this.#attach(command);
      case 'detach':
        return this.#detach(command);
      case 'disc':
        return this.#changeDisc(command);
      case 'resize':
        return this.#resize(command);
      case 'serve':
        return this.#serve(command);
      case 'release':
        return this.#release(command.controller, command.relid);
      case 'save':
        return this.#controllers.get(command.controller)?.served?.session.save();
      case 'remove':
        return this.#remove(command.controller);
      case 'stop':
        this.#running = false;
        return undefined;
    }
  }

  #controller(name: string): Controller {
    const known = this.#controllers.get(name);
    if (known) return known;
    const controller: Controller = {target: new ScsiTarget(), served: undefined};
    this.#controllers.set(name, controller);
    return controller;
  }

  #attach(command: AttachCommand): AttachedDisk {
    const {target, served} = this.#controller(command.controller);
    const image =
      command.path === '' ? undefined : this.#disks.open(command.path, command.readOnly);
    try {
      const unit = this.#unitFor(command, image);
      const counters = new DiskCounters(command.counters);
      target.attach(command.address, new MeasuredUnit(unit, counters, systemClock));
    } catch (error) {
      if (image) this.#disks.close(image);
      throw error;
    }
    served?.session.busChanged();
    return {format: image?.format, sizeBytes: image?.sizeBytes ?? 0};
  }

  #unitFor(command: AttachCommand, image: DiskImage | undefined): ScsiDisk | ScsiDvd {
    const {controller, address, uniqueId, serialNumber: serial} = command;
    if (command.isOptical) {
      const onEject = (disc: DiskImage): void => {
        this.#disks.close(disc);
        const notice: StorageNotice = {ejected: address, controller};
        parentPort?.postMessage({notice} satisfies StorageThreadMessage);
      };
      return new ScsiDvd({uniqueId}, onEject, image);
    }
    if (!image) throw new Error('a disk needs a file');
    return new ScsiDisk(image, {
      uniqueId: image.uniqueId ?? uniqueId,
      ...(serial === undefined ? {} : {serialNumber: serial}),
    });
  }

  /** The new disc is open before the old one goes. */
  #changeDisc({controller, address, path}: DiscCommand): void {
    const drive = innerUnit(this.#controller(controller).target.unit(address));
    if (!(drive instanceof ScsiDvd)) throw new Error(`there is no DVD drive at LUN ${address.lun}`);
    const before = drive.change(path === undefined ? undefined : this.#disks.open(path, true));
    if (before) this.#disks.close(before);
  }

  #detach({controller, address}: DetachCommand): void {
    const {target, served} = this.#controller(controller);
    const unit = target.detach(address);
    if (unit) this.#close(unit);
    served?.session.busChanged();
  }

  #resize({controller, address, sizeBytes}: ResizeCommand): void {
    const disk = innerUnit(this.#controller(controller).target.unit(address));
    if (!(disk instanceof ScsiDisk)) throw new Error(`there is no disk at LUN ${address.lun}`);
    resizeImage(disk.image, sizeBytes);
    disk.capacityChanged();
  }

  #serve({controller, channel: description, state}: ServeCommand): void {
    const place = this.#controller(controller);
    const channel = attachChannel(description, reason => {
      const notice: StorageNotice = {fault: reason, controller, relid: description.relid};
      parentPort?.postMessage({notice} satisfies StorageThreadMessage);
    });
    place.served = {
      channel,
      session: new StorSession(channel, place.target, state),
      polled: true,
    };
  }

  #release(controller: string, relid: number): void {
    const place = this.#controllers.get(controller);
    if (place?.served?.channel.relid === relid) place.served = undefined;
  }

  #remove(name: string): void {
    const place = this.#controllers.get(name);
    this.#controllers.delete(name);
    for (const unit of place?.target.units() ?? []) this.#close(unit);
  }

  #close(unit: ScsiUnit): void {
    const inner = innerUnit(unit);
    const image = inner instanceof ScsiDvd ? inner.disc : inner?.image;
    if (image) this.#disks.close(image);
  }
}

/** All units of this thread are measured. */
function innerUnit(unit: ScsiUnit | undefined): ScsiDisk | ScsiDvd | undefined {
  const inner: unknown = unit instanceof MeasuredUnit ? unit.unit : undefined;
  return inner instanceof ScsiDisk || inner instanceof ScsiDvd ? inner : undefined;
}

function failureOf(error: unknown): CommandFailure {
  const text = error instanceof Error ? error.message : String(error);
  if (!(error instanceof DiskImageError)) return {kind: undefined, path: '', text};
  return {kind: error.kind, path: error.path, text: text.slice(error.path.length + 2)};
}
