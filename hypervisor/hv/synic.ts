/**
 * The synthetic interrupt controller of one virtual processor, on that processor's thread.
 *
 * Owns the message slots: only this thread writes them, so no lock stands between a guest that
 * clears a slot and the hypervisor that fills it. Messages from other threads wait in the mailbox
 * until the processor comes by. Source: hyperv-wire.md 2.3 to 2.5.
 */
import {type InterruptTarget, messageSlotGpa, raiseSint, SintBit} from './interrupts.ts';
import {overlayGpn, placeOverlay} from './overlay.ts';
import {SINTS, VpWord} from './partition-block.ts';
import {MESSAGE_PENDING, MESSAGE_SIZE, type QueuedMessage, SynicMessage} from './synic-message.ts';

/** Lowest vector that is not an exception. */
const FIRST_VECTOR = 16;
/** Bits of a SINT register that are kept. */
const SINT_BITS = 0x1700ffn;

export class Synic {
  private readonly target: InterruptTarget;
  private readonly vp: number;
  private readonly queues: QueuedMessage[][] = Array.from({length: SINTS}, () => []);
  /** SIMP and SIEFP as the guest wrote them. */
  private messageRegister = 0n;
  private eventRegister = 0n;
  /** How many messages are queued in all, so that an idle look costs one comparison. */
  private queued = 0;

  constructor(target: InterruptTarget, vp: number) {
    this.target = target;
    this.vp = vp;
  }

  get control(): bigint {
    return BigInt(this.target.block.vp(this.vp, VpWord.synicEnabled));
  }

  set control(value: bigint) {
    this.target.block.setVp(this.vp, VpWord.synicEnabled, Number(value & 1n));
    this.deliverAll();
  }

  get messagePage(): bigint {
    return this.messageRegister;
  }

  set messagePage(value: bigint) {
    const {memory, block} = this.target;
    placeOverlay(memory, block.vpOverlay(this.vp, 'messages'), this.messageRegister, value);
    this.messageRegister = value;
    block.setVp(this.vp, VpWord.messagePage, overlayGpn(value, memory));
    this.deliverAll();
  }

  get eventFlagsPage(): bigint {
    return this.eventRegister;
  }

  set eventFlagsPage(value: bigint) {
    const {memory, block} = this.target;
    // Off first: no thread sets a flag in a page that is being moved.
    block.setVp(this.vp, VpWord.eventFlagsPage, -1);
    placeOverlay(memory, block.vpOverlay(this.vp, 'eventFlags'), this.eventRegister, value);
    this.eventRegister = value;
    block.setVp(this.vp, VpWord.eventFlagsPage, overlayGpn(value, memory));
  }

  sint(index: number): bigint {
    return BigInt(this.target.block.vp(this.vp, VpWord.sints + index));
  }

  /** False: the vector is one of the exceptions. */
  setSint(index: number, value: bigint): boolean {
    const masked = (value & BigInt(SintBit.masked)) !== 0n;
    if (!masked && Number(value & 0xffn) < FIRST_VECTOR) return false;
    this.target.block.setVp(this.vp, VpWord.sints + index, Number(value & SINT_BITS));
    return true;
  }

  /** Takes a message of the hypervisor itself (a timer) into the queue of a SINT. */
  post(sint: number, message: QueuedMessage): void {
    const {block} = this.target;
    Atomics.add(block.words, block.vpWord(this.vp, VpWord.messagesQueued + sint), 1);
    this.accept(sint, message);
  }

  /**
   * Takes a message out of the mailbox; who put it there has counted it. A page that was switched
   * off meanwhile leaves it queued.
   */
  accept(sint: number, message: QueuedMessage): void {
    const queue = this.queues[sint];
    if (!queue) return;
    queue.push(message);
    this.queued++;
    this.deliver(sint);
  }

  /** Tries all queues again: EOM, and each time the processor comes by. */
  deliverAll(): void {
    if (this.queued === 0) return;
    for (let sint = 0; sint < SINTS; sint++) this.deliver(sint);
  }

  /** Queued messages of a SINT. */
  queueLength(sint: number): number {
    return this.queues[sint]?.length ?? 0;
  }

  /** What a saved machine must have besides memory and block. */
  save(): SynicState {
    return {
      queues: this.queues.map(queue => [...queue]),
      messageRegister: this.messageRegister,
      eventRegister: this.eventRegister,
    };
  }

  /** After the block was restored: the pages are already in place. */
  restore(state: SynicState): void {
    state.queues.forEach((queue, sint) => this.queues[sint]?.push(...queue));
    this.queued = this.queues.reduce((sum, queue) => sum + queue.length, 0);
    this.messageRegister = state.messageRegister;
    this.eventRegister = state.eventRegister;
  }

  private deliver(sint: number): void {
    const {block, memory} = this.target;
    const queue = this.queues[sint];
    const gpn = block.vp(this.vp, VpWord.messagePage);
    if (!queue?.length || gpn < 0 || block.vp(this.vp, VpWord.synicEnabled) === 0) return;
    const gpa = messageSlotGpa(gpn, sint);
    const type = gpa >>> 2;
    if (Atomics.load(memory.words, type) !== 0) return this.markPending(gpa);
    const message = queue.shift();
    if (!message) return;
    this.queued--;
    const {messageType, sender, payload} = message;
    const flags = queue.length > 0 ? MESSAGE_PENDING : 0;
    SynicMessage.write(
      memory,
      {messageType: 0, payloadSize: payload.length, flags, sender, payload},
      gpa,
    );
    // The type makes the slot valid, so it is written last.
    Atomics.store(memory.words, type, messageType);
    memory.wrote(gpa, MESSAGE_SIZE);
    Atomics.sub(block.words, block.vpWord(this.vp, VpWord.messagesQueued + sint), 1);
    raiseSint(this.target, this.vp, sint);
  }

  /** Asks the guest for an EOM. The guest may clear the slot at the same moment: look again. */
  private markPending(gpa: number): void {
    const {memory} = this.target;
    Atomics.or(memory.words, (gpa + 4) >>> 2, MESSAGE_PENDING << 8);
  }
}

/** Structured-cloneable. */
export interface SynicState {
  queues: QueuedMessage[][];
  messageRegister: bigint;
  eventRegister: bigint;
}
