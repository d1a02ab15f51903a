/**
 * A child partition as its parent, the root, manages it: life cycle, memory, processors, ports.
 *
 * Lives on the root's main thread. Its shared block is what the threads of its processors work
 * on; this class is the only one that changes connections and the privileges.
 * Source: hyperv-wire.md 1.1, 1.2, 1.10.
 */
import type {Clock} from './clock.ts';
import {type Connection, ConnectionKind, Connections} from './connections.ts';
import type {GuestMemory} from './guest-memory.ts';
import type {InterruptTarget} from './interrupts.ts';
import {
  PartitionBlock,
  PartitionRegister,
  PartitionWord,
  SINTS,
  VpRegister,
  VpWord,
} from './partition-block.ts';
import {CHILD_PRIVILEGES} from './privileges.ts';
import {ReferenceTime} from './reference-time.ts';
import type {NumberedDoorbell, ToProcessor, ToRoot} from './root-link.ts';
import type {Scheduler} from './scheduler/scheduler.ts';
import {type ProcessorStatistics, readProcessor} from './scheduler/statistics.ts';
import {HvStatus} from './status.ts';
import {MESSAGE_PAYLOAD_MAX, PORT_BUFFERS, type QueuedMessage} from './synic-message.ts';

export type PartitionState = 'uninitialized' | 'active' | 'finalizing' | 'finalized';

/** A message of the guest, from the port behind one of its connections. */
export interface PostedMessage {
  connectionId: number;
  messageType: number;
  vp: number;
  /** Written by the guest. */
  payload: Uint8Array;
}

/** Counted by the hypervisor (hyperv-wire.md 1.13, virtual processor). */
export interface ProcessorCounters {
  hypercalls: number;
  /** Vectors delivered. */
  interrupts: number;
  /** HvCallNotifyLongSpinWait. */
  longSpins: number;
}

/** A partition beside its memory. Structured-cloneable. */
export interface SavedPartition {
  block: Uint8Array;
  /** Reference time in 100 ns. */
  time: number;
}

export interface PartitionOptions {
  id: number;
  vpCount: number;
  memory: GuestMemory;
  scheduler: Scheduler;
  clock: Clock;
}

export class Partition implements InterruptTarget {
  readonly id: number;
  readonly memory: GuestMemory;
  readonly block: PartitionBlock;
  readonly connections: Connections;
  readonly time: ReferenceTime;
  readonly schedule: Scheduler;
  private currentState: PartitionState = 'uninitialized';
  /** What leads to the thread of each running processor. */
  private readonly mailboxes = new Map<number, (message: ToProcessor) => void>();
  private readonly signalListeners = new Map<number, () => void>();
  private readonly serialListeners = new Map<number, (bytes: Uint8Array) => void>();
  private readonly doorbells: NumberedDoorbell[] = [];
  /** Where posted messages go; the owner calls `messageTaken` for each. */
  onMessage: ((message: PostedMessage) => void) | undefined;
  /** A message queue that was full has room again. */
  onRoom: (() => void) | undefined;

  constructor(options: PartitionOptions) {
    this.id = options.id;
    this.memory = options.memory;
    this.schedule = options.scheduler;
    this.block = PartitionBlock.create(options.vpCount);
    this.connections = new Connections(this.block);
    this.time = new ReferenceTime(this.block, options.clock);
    this.block.words[PartitionWord.partitionId] = options.id;
    this.privileges = CHILD_PRIVILEGES;
    this.time.set(0);
  }

  get state(): PartitionState {
    return this.currentState;
  }

  get scheduler(): InterruptTarget['scheduler'] {
    return this.schedule.block;
  }

  get vpCount(): number {
    return this.block.vpCount;
  }

  get privileges(): bigint {
    return this.block.register(PartitionRegister.privileges);
  }

  set privileges(mask: bigint) {
    this.block.setRegister(PartitionRegister.privileges, mask);
  }

  /** Makes the processors' slots; the partition can run from now on. A status. */
  initialize(): number {
    if (this.currentState !== 'uninitialized') return HvStatus.InvalidPartitionState;
    const slots: number[] = [];
    for (let vp = 0; vp < this.vpCount; vp++) {
      const slot = this.schedule.allocate();
      if (slot === undefined) {
        for (const made of slots) this.schedule.free(made);
        return HvStatus.NoResources;
      }
      slots.push(slot);
      this.block.setVp(vp, VpWord.slot, slot);
    }
    this.currentState = 'active';
    this.time.set(0);
    return HvStatus.Success;
  }

  /** Takes the processors away. Their threads must have ended. A status. */
  finalize(): number {
    if (this.currentState !== 'active') return HvStatus.InvalidPartitionState;
    this.currentState = 'finalizing';
    for (let vp = 0; vp < this.vpCount; vp++) this.schedule.free(this.slot(vp));
    this.connections.clear();
    this.signalListeners.clear();
    this.currentState = 'finalized';
    return HvStatus.Success;
  }

  /** The scheduler's slot of a processor. */
  slot(vp: number): number {
    return this.block.vp(vp, VpWord.slot);
  }

  /** Figures of a processor since it was made. */
  statistics(vp: number): ProcessorStatistics {
    return readProcessor(this.scheduler, this.slot(vp), this.schedule.clock.micros());
  }

  /** What a processor's guest did since power-on. */
  counters(vp: number): ProcessorCounters {
    const count = (register: number): number => Number(this.block.vpRegister(vp, register));
    return {
      hypercalls: count(VpRegister.hypercalls),
      interrupts: count(VpRegister.interrupts),
      longSpins: count(VpRegister.longSpins),
    };
  }

  /** As after power-on: registers, connections, memory, time. The threads must have ended. */
  reset(): void {
    const {block} = this;
    for (let vp = 0; vp < this.vpCount; vp++) block.resetVp(vp);
    for (const register of [
      PartitionRegister.guestOsId,
      PartitionRegister.hypercallPage,
      PartitionRegister.referenceTscPage,
    ])
      block.setRegister(register, 0n);
    Atomics.store(block.words, PartitionWord.messagesToRoot, 0);
    Atomics.store(block.words, PartitionWord.rootSignalled, 0);
    this.memory.u8.fill(0);
    this.time.set(0);
  }

  /** The block of a partition whose processors stand still. */
  save(): SavedPartition {
    return {block: new Uint8Array(this.block.buffer).slice(), time: this.time.now()};
  }

  /**
   * Goes on from saved state, for the same number of processors, before their threads start.
   * Connections are those of the owners of ports, who make them again. Memory is restored apart.
   */
  restore(saved: SavedPartition, messagesToRoot: number): void {
    const {block} = this;
    if (saved.block.length !== block.buffer.byteLength)
      throw new RangeError('the saved state is of a partition with other processors');
    const slots = Array.from({length: this.vpCount}, (_, vp) => this.slot(vp));
    new Uint8Array(block.buffer).set(saved.block);
    block.words[PartitionWord.partitionId] = this.id;
    block.words[PartitionWord.rootSignalled] = 0;
    block.words[PartitionWord.messagesToRoot] = messagesToRoot;
    slots.forEach((slot, vp) => {
      block.setVp(vp, VpWord.slot, slot);
      block.setVp(vp, VpWord.mailbox, 0);
    });
    this.connections.clear();
    this.time.set(saved.time);
    this.time.freeze();
  }

  // Ports of the root that the guest posts to or signals

  /** Lets the guest post messages to this connection; they arrive at `onMessage`. */
  connectMessages(connectionId: number): boolean {
    return this.connections.add(connectionId, {
      kind: ConnectionKind.message,
      event: 0,
      server: 0,
    });
  }

  /** Lets the guest signal an event; the root's main thread hears it until `serveEvent`. */
  connectEvent(connectionId: number, event: number): boolean {
    const connection: Connection = {kind: ConnectionKind.event, event, server: 0};
    return this.connections.add(connectionId, connection);
  }

  /** Called on the main thread after the guest signalled the event. */
  onSignal(event: number, listener: (() => void) | undefined): void {
    if (listener) this.signalListeners.set(event, listener);
    else this.signalListeners.delete(event);
  }

  /** From now on a signal of the connection rings a doorbell of another thread. */
  serveEvent(connectionId: number, doorbell: {buffer: SharedArrayBuffer; index: number}): void {
    let known = this.doorbells.find(
      other => other.buffer === doorbell.buffer && other.index === doorbell.index,
    );
    if (!known) {
      known = {server: this.doorbells.length + 1, ...doorbell};
      this.doorbells.push(known);
      for (const vp of this.mailboxes.keys()) this.mail(vp, {kind: 'doorbell', doorbell: known});
    }
    this.connections.serve(connectionId, known.server);
  }

  /** As if the guest had signalled: whoever serves the connection looks at it. */
  signalHost(connectionId: number): void {
    const connection = this.connections.find(connectionId);
    if (!connection) return;
    this.block.setSignal(connection.event);
    const doorbell = this.doorbells.find(({server}) => server === connection.server);
    if (!doorbell) return this.lookAtSignals();
    const words = new Int32Array(doorbell.buffer);
    Atomics.add(words, doorbell.index, 1);
    Atomics.notify(words, doorbell.index);
  }

  /** The main thread serves the connection again. */
  serveEventHere(connectionId: number): void {
    this.connections.serve(connectionId, 0);
  }

  /** Gives a message buffer back to the guest. */
  messageTaken(): void {
    Atomics.sub(this.block.words, PartitionWord.messagesToRoot, 1);
  }

  // Messages to the guest

  /** Queues a message for a SINT of a processor; a status. `onRoom` follows InsufficientBuffers. */
  postMessage(vp: number, sint: number, message: QueuedMessage): number {
    const {block} = this;
    if (vp >= this.vpCount) return HvStatus.InvalidVpIndex;
    if (sint < 1 || sint >= SINTS || message.payload.length > MESSAGE_PAYLOAD_MAX)
      return HvStatus.InvalidParameter;
    if (!this.mailboxes.has(vp) || block.vp(vp, VpWord.messagePage) < 0)
      return HvStatus.InvalidSynicState;
    if (block.vp(vp, VpWord.synicEnabled) === 0) return HvStatus.InvalidSynicState;
    const count = block.vpWord(vp, VpWord.messagesQueued + sint);
    if (Atomics.add(block.words, count, 1) >= PORT_BUFFERS) {
      Atomics.sub(block.words, count, 1);
      block.setVp(vp, VpWord.rootWaits, 1);
      this.schedule.block.ring(this.slot(vp));
      return HvStatus.InsufficientBuffers;
    }
    this.mail(vp, {kind: 'message', sint, message});
    return HvStatus.Success;
  }

  /** Puts something into the mailbox of a processor's thread and wakes it. */
  mail(vp: number, message: ToProcessor): void {
    this.mailboxes.get(vp)?.(message);
    this.block.setVp(vp, VpWord.mailbox, 1);
    this.schedule.block.ring(this.slot(vp));
  }

  /** Input for a serial port; the first processor's engine has them. */
  writeSerial(port: number, bytes: Uint8Array): void {
    this.mail(0, {kind: 'serial', port, bytes});
  }

  /** Called with what the guest writes to a serial port of its engine's; one listener a port. */
  onSerial(port: number, listener: (bytes: Uint8Array) => void): void {
    this.serialListeners.set(port, listener);
  }

  // What the threads of the processors say

  /** A processor's thread exists from now on. */
  attach(vp: number, mailbox: (message: ToProcessor) => void): void {
    this.mailboxes.set(vp, mailbox);
    for (const doorbell of this.doorbells) this.mail(vp, {kind: 'doorbell', doorbell});
  }

  detach(vp: number): void {
    this.mailboxes.delete(vp);
  }

  /** Takes what a processor's thread sent; true if it was for the partition. */
  receive(message: ToRoot): boolean {
    switch (message.kind) {
      case 'message': {
        const {connectionId, messageType, vp, payload} = message;
        if (this.onMessage) this.onMessage({connectionId, messageType, vp, payload});
        else this.messageTaken();
        return true;
      }
      case 'signalled':
        this.lookAtSignals();
        return true;
      case 'room':
        this.onRoom?.();
        return true;
      case 'serial':
        this.serialListeners.get(message.port)?.(message.bytes);
        return true;
      default:
        return false;
    }
  }

  private lookAtSignals(): void {
    // First the word, then the bits: what is signalled meanwhile sends another message.
    Atomics.store(this.block.words, PartitionWord.rootSignalled, 0);
    for (const [event, listener] of this.signalListeners)
      if (this.block.takeSignal(event)) listener();
  }
}
