/**
 * The storage thread: serves the storage channels of all machines, and their disk files.
 *
 * One loop: take commands, serve every channel that was signalled a bounded number of packets, and
 * when nothing is left sleep on the doorbell. There is no event loop: file access is synchronous
 * (five times the thread pool, a measurement), and all waiting is on that one word.
 */
import {parentPort, receiveMessageOnPort, workerData} from 'node:worker_threads';
import {systemClock} from '../../../hv/clock.ts';
import {DiskImageError} from '../../../storage/disk-image.ts';
import {ScsiDisk} from '../../../storage/scsi/disk.ts';
import {ScsiTarget} from '../../../storage/scsi/target.ts';
import type {ScsiUnit} from '../../../storage/scsi/unit.ts';
import {attachChannel, type DataChannel} from '../../vmbus/data-channel.ts';
import {DiskCounters} from './counters.ts';
import {MeasuredUnit} from './measured-unit.ts';
import {OpenDisks} from './open-disks.ts';
import {StorSession} from './session.ts';
import type {
  AttachCommand,
  AttachedDisk,
  CommandFailure,
  CommandMessage,
  DetachCommand,
  ServeCommand,
  StorageCommand,
  StorageThreadData,
  ThreadMessage,
} from './thread-commands.ts';

/** Packets served for one channel before the next has its turn. */
const TURN = 32;
/** Looks at the doorbell before sleeping: some 50 us, which is what a wake-up costs. */
const SPINS = 10_000;

interface Served {
  channel: DataChannel;
  session: StorSession;
  /** It may have packets. */
  active: boolean;
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
  #running = true;

  constructor(bell: Int32Array, index: number) {
    this.#bell = bell;
    this.#index = index;
  }

  run(): void {
    while (this.#running) {
      const seen = Atomics.load(this.#bell, this.#index);
      this.#takeCommands();
      if (!this.#serveAll() && this.#running) this.#sleep(seen);
    }
    for (const name of this.#controllers.keys()) this.#remove(name);
  }

  #sleep(seen: number): void {
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.load(this.#bell, this.#index) !== seen) return;
    }
    Atomics.wait(this.#bell, this.#index, seen);
  }

  /** One turn for every channel. True: somebody has more to do. */
  #serveAll(): boolean {
    let busy = false;
    for (const {served} of this.#controllers.values()) {
      if (!served) continue;
      if (served.channel.takeSignal()) served.active = true;
      if (served.active) served.active = served.session.serve(TURN);
      busy ||= served.active;
    }
    return busy;
  }

  #takeCommands(): void {
    if (!parentPort) return;
    for (;;) {
      const received = receiveMessageOnPort(parentPort) as {message: CommandMessage} | undefined;
      if (!received) return;
      parentPort.postMessage(this.#answer(received.message));
    }
  }

  #answer({id, command}: CommandMessage): ThreadMessage {
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
    const image = this.#disks.open(command.path, command.readOnly);
    const serial = command.serialNumber;
    const identity = {
      uniqueId: image.uniqueId ?? command.uniqueId,
      ...(serial === undefined ? {} : {serialNumber: serial}),
    };
    const disk = new ScsiDisk(image, identity);
    const counters = new DiskCounters(command.counters);
    try {
      target.attach(command.address, new MeasuredUnit(disk, counters, systemClock));
    } catch (error) {
      this.#disks.close(image);
      throw error;
    }
    served?.session.busChanged();
    return {format: image.format, sizeBytes: image.sizeBytes};
  }

  #detach({controller, address}: DetachCommand): void {
    const {target, served} = this.#controller(controller);
    const unit = target.detach(address);
    if (unit) this.#close(unit);
    served?.session.busChanged();
  }

  #serve({controller, channel: description, state}: ServeCommand): void {
    const place = this.#controller(controller);
    const channel = attachChannel(description, reason => {
      const fault: ThreadMessage = {fault: reason, controller, relid: description.relid};
      parentPort?.postMessage(fault);
    });
    place.served = {
      channel,
      session: new StorSession(channel, place.target, state),
      active: true,
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

  /** All units of this thread are measured disks. */
  #close(unit: ScsiUnit): void {
    if (!(unit instanceof MeasuredUnit)) return;
    const disk: unknown = unit.unit;
    if (disk instanceof ScsiDisk) this.#disks.close(disk.image);
  }
}

function failureOf(error: unknown): CommandFailure {
  const text = error instanceof Error ? error.message : String(error);
  if (!(error instanceof DiskImageError)) return {kind: undefined, path: '', text};
  return {kind: error.kind, path: error.path, text: text.slice(error.path.length + 2)};
}
