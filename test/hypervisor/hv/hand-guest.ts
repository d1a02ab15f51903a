/**
 * A partition whose guest is the test itself: one virtual processor on the test's own thread,
 * driven register by register and call by call.
 */
import type {Clock} from '../../../hypervisor/hv/clock.ts';
import {Hypervisor} from '../../../hypervisor/hv/hypervisor.ts';
import {PostMessageInput} from '../../../hypervisor/hv/hypercalls/hv-call-post-message.ts';
import type {Partition} from '../../../hypervisor/hv/partition.ts';
import type {ToProcessor, ToRoot} from '../../../hypervisor/hv/root-link.ts';
import {SynicMessage} from '../../../hypervisor/hv/synic-message.ts';
import {VirtualProcessor} from '../../../hypervisor/hv/virtual-processor.ts';
import {VMBUS_SINT} from '../../../hypervisor/root/vmbus/protocol.ts';

export const MB = 2 ** 20;
export const Msr = {
  guestOsId: 0x40000000,
  hypercall: 0x40000001,
  vpIndex: 0x40000002,
  reset: 0x40000003,
  timeRefCount: 0x40000020,
  referenceTsc: 0x40000021,
  scontrol: 0x40000080,
  siefp: 0x40000082,
  simp: 0x40000083,
  eom: 0x40000084,
  sint0: 0x40000090,
  stimer0Config: 0x400000b0,
  stimer0Count: 0x400000b1,
  crashP0: 0x40000100,
  crashControl: 0x40000105,
} as const;

/** Pages that the hand-driven guest uses. */
export const Page = {hypercall: 1, simp: 2, siefp: 3, input: 4, output: 5, free: 16} as const;
export const VECTOR = 0xf3;
export const OS_ID = 0x8100_0006_0001_0000n;

/** A clock that stands still until it is moved. */
export class HandClock implements Clock {
  now = 1_000_000;

  micros(): number {
    return this.now;
  }
}

export class HandGuest {
  readonly clock = new HandClock();
  readonly hypervisor: Hypervisor;
  readonly partition: Partition;
  readonly vp: VirtualProcessor;
  /** Vectors given to the processor. */
  readonly interrupts: number[] = [];
  private readonly mail: ToProcessor[] = [];
  /** What the processor told the root beside messages and signals. */
  readonly told: ToRoot[] = [];

  constructor({vpCount = 1, memoryBytes = 4 * MB} = {}) {
    this.hypervisor = new Hypervisor({logicalProcessors: 1, mhz: 1000}, this.clock);
    this.partition = this.hypervisor.createPartition({vpCount, memoryBytes});
    this.partition.initialize();
    this.partition.attach(0, message => this.mail.push(message));
    this.vp = new VirtualProcessor({
      vpIndex: 0,
      memory: this.partition.memory,
      block: this.partition.block,
      scheduler: this.partition.scheduler,
      clock: this.clock,
      link: {
        send: message => {
          if (!this.partition.receive(structuredClone(message))) this.told.push(message);
        },
        take: () => this.mail.splice(0),
      },
    });
  }

  get memory(): Partition['memory'] {
    return this.partition.memory;
  }

  write(msr: number, value: bigint | number): boolean {
    return this.vp.writeMsr(msr, BigInt(value));
  }

  read(msr: number): bigint | undefined {
    return this.vp.readMsr(msr);
  }

  /** Registers as Linux sets them before it looks for VMBus. */
  enlighten(): this {
    this.write(Msr.guestOsId, OS_ID);
    this.write(Msr.hypercall, (Page.hypercall << 12) | 1);
    this.write(Msr.simp, (Page.simp << 12) | 1);
    this.write(Msr.siefp, (Page.siefp << 12) | 1);
    this.write(Msr.sint0 + VMBUS_SINT, VECTOR);
    this.write(Msr.scontrol, 1);
    return this;
  }

  /** Lets the processor come by: mail, timers, interrupts. */
  service(): this {
    this.vp.service();
    this.vp.deliverInterrupts(vector => this.interrupts.push(vector));
    return this;
  }

  /** A memory-form call; the status. */
  call(code: number, input: Uint8Array, {reps = 0, start = 0, output = Page.output} = {}): bigint {
    this.memory.copyIn(Page.input << 12, input);
    const control = BigInt(code) | (BigInt(reps) << 32n) | (BigInt(start) << 48n);
    return this.vp.hypercall(control, BigInt(Page.input << 12), BigInt(output << 12));
  }

  post(connectionId: number, payload: Uint8Array, messageType = 1): number {
    const payloadSize = payload.length;
    const input = PostMessageInput.encode({connectionId, messageType, payloadSize, payload});
    return Number(this.call(0x5c, input));
  }

  signal(connectionId: number, flag = 0): number {
    const input = BigInt(connectionId) | (BigInt(flag) << 32n);
    return Number(this.vp.hypercall(0x1005dn, input, 0n));
  }

  slot(sint = VMBUS_SINT): number {
    return (Page.simp << 12) + sint * 256;
  }

  /** Takes the message in the slot of a SINT, as a guest does; undefined if it is free. */
  takeMessage(sint = VMBUS_SINT): Uint8Array | undefined {
    const at = this.slot(sint);
    const {messageType, payloadSize, payload} = SynicMessage.read(this.memory, at);
    if (messageType === 0) return undefined;
    this.memory.writeU32(at, 0);
    if (this.memory.readU8(at + 5) & 1) this.write(Msr.eom, 0);
    return payload.subarray(0, payloadSize);
  }

  /** All messages that are there or follow at once. */
  takeMessages(sint = VMBUS_SINT): Uint8Array[] {
    const messages: Uint8Array[] = [];
    for (let message = this.takeMessage(sint); message; message = this.takeMessage(sint))
      messages.push(message);
    return messages;
  }

  /** Whether an event flag is set; clears it. */
  takeFlag(flag: number, sint = VMBUS_SINT): boolean {
    const word = ((Page.siefp << 12) + sint * 256) / 4 + (flag >> 5);
    const bit = 1 << (flag & 31);
    return (Atomics.and(this.memory.words, word, ~bit) & bit) !== 0;
  }
}
