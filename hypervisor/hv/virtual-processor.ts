/**
 * A virtual processor as the hypervisor keeps it, on the processor's own thread: registers,
 * interrupt controller, timers, hypercalls. What executes instructions is the engine, who decides
 * when is the loop in engines/vp-loop.ts.
 *
 * It works on the shared blocks alone, so nothing here waits for another thread.
 */
import type {CpuidResult, ProcessorPort, ProcessorTraits} from '../engines/engine.ts';
import type {Clock} from './clock.ts';
import {ConnectionKind, Connections} from './connections.ts';
import {hypervisorCpuid} from './cpuid.ts';
import type {GuestMemory} from './guest-memory.ts';
import type {Caller} from './hypercalls/call.ts';
import {dispatchHypercall} from './hypercalls/dispatcher.ts';
import type {InterruptTarget} from './interrupts.ts';
import {isOutside, placeOverlay} from './overlay.ts';
import {
  type PartitionBlock,
  PartitionRegister,
  PartitionWord,
  VpRegister,
  VpWord,
} from './partition-block.ts';
import {Privilege} from './privileges.ts';
import {ReferenceTime} from './reference-time.ts';
import {referenceTscPage} from './reference-tsc.ts';
import {CrashControl, isAllowed, registersByMsr, registersByNumber} from './registers.ts';
import type {CrashReport, NumberedDoorbell, RootLink} from './root-link.ts';
import type {SchedulerBlock} from './scheduler/scheduler-block.ts';
import {HvStatus} from './status.ts';
import {Synic, type SynicState} from './synic.ts';
import {PORT_BUFFERS} from './synic-message.ts';
import {SyntheticTimers} from './synthetic-timers.ts';

/** What the guest asked for that only the loop around the engine can do. */
export type ProcessorRequest =
  | {kind: 'reset'}
  | {kind: 'crash'; report: CrashReport}
  | {kind: 'save'};

const HYPERCALL_ENABLE = 1n;
const HYPERCALL_LOCKED = 2n;
const CRASH_TEXT_MAX = 4096;

export interface VirtualProcessorParts extends InterruptTarget {
  readonly vpIndex: number;
  readonly clock: Clock;
  readonly link: RootLink;
}

export class VirtualProcessor implements ProcessorPort, Caller {
  readonly vpIndex: number;
  readonly memory: GuestMemory;
  readonly block: PartitionBlock;
  readonly scheduler: SchedulerBlock;
  readonly clock: Clock;
  readonly slot: number;
  readonly synic: Synic;
  readonly timers: SyntheticTimers;
  /** Set by an engine that has serial ports. */
  onSerialInput: ((port: number, bytes: Uint8Array) => void) | undefined;
  /** Set by the loop: whether the processor is wanted. */
  isWanted: () => boolean = () => false;
  private readonly link: RootLink;
  private readonly time: ReferenceTime;
  private readonly connections: Connections;
  private readonly doorbells = new Map<number, NumberedDoorbell & {words: Int32Array}>();
  private traits: ProcessorTraits = {};
  private readonly requests: ProcessorRequest[] = [];
  private haltRequested = false;

  constructor(parts: VirtualProcessorParts) {
    this.vpIndex = parts.vpIndex;
    this.memory = parts.memory;
    this.block = parts.block;
    this.scheduler = parts.scheduler;
    this.clock = parts.clock;
    this.link = parts.link;
    this.slot = parts.block.vp(parts.vpIndex, VpWord.slot);
    this.time = new ReferenceTime(parts.block, parts.clock);
    this.connections = new Connections(parts.block);
    this.synic = new Synic(this, parts.vpIndex);
    this.timers = new SyntheticTimers(this, parts.vpIndex, this.synic);
  }

  // What the engine sees

  get vpCount(): number {
    return this.block.vpCount;
  }

  setTraits(traits: ProcessorTraits): void {
    this.traits = traits;
  }

  referenceTime(): number {
    return this.time.now();
  }

  attention(): boolean {
    return this.haltRequested || this.requests.length > 0 || this.isWanted();
  }

  hypercall(control: bigint, input: bigint, output: bigint): bigint {
    this.block.countVp(this.vpIndex, VpRegister.hypercalls);
    // A guest that has not said what it is has no hypercall page to call through.
    if (this.block.register(PartitionRegister.guestOsId) === 0n)
      return BigInt(HvStatus.AccessDenied);
    return dispatchHypercall(this, control, input, output);
  }

  cpuid(leaf: number): CpuidResult | undefined {
    return hypervisorCpuid(leaf, this.privileges);
  }

  readMsr(msr: number): bigint | undefined {
    const entry = registersByMsr.get(msr);
    return entry && isAllowed(entry, this.privileges) ? entry.read?.(this) : undefined;
  }

  writeMsr(msr: number, value: bigint): boolean {
    const entry = registersByMsr.get(msr);
    if (!entry?.write || !isAllowed(entry, this.privileges)) return false;
    return entry.write(this, BigInt.asUintN(64, value));
  }

  serialOutput(port: number, bytes: Uint8Array): void {
    this.link.send({kind: 'serial', port, bytes});
  }

  // What hypercalls see

  /** What the partition may do. Frequencies need a processor that has some. */
  get privileges(): bigint {
    const granted = this.block.register(PartitionRegister.privileges);
    return this.traits.tsc ? granted : granted & ~Privilege.AccessFrequencyRegs;
  }

  readRegister(name: number): bigint | undefined {
    const entry = registersByNumber.get(name);
    return entry && isAllowed(entry, this.privileges) ? entry.read?.(this) : undefined;
  }

  writeRegister(name: number, value: bigint): number {
    const entry = registersByNumber.get(name);
    if (!entry?.write) return HvStatus.InvalidParameter;
    if (!isAllowed(entry, this.privileges)) return HvStatus.AccessDenied;
    return entry.write(this, value) ? HvStatus.Success : HvStatus.InvalidRegisterValue;
  }

  postMessage(connectionId: number, messageType: number, payload: Uint8Array): number {
    const connection = this.connections.find(connectionId);
    if (!connection) return HvStatus.InvalidConnectionId;
    if (connection.kind !== ConnectionKind.message) return HvStatus.InvalidPortId;
    const {words} = this.block;
    if (Atomics.add(words, PartitionWord.messagesToRoot, 1) >= PORT_BUFFERS) {
      Atomics.sub(words, PartitionWord.messagesToRoot, 1);
      return HvStatus.InsufficientBuffers;
    }
    this.link.send({kind: 'message', connectionId, messageType, vp: this.vpIndex, payload});
    return HvStatus.Success;
  }

  signalEvent(connectionId: number, flag: number): number {
    const connection = this.connections.find(connectionId);
    if (!connection) return HvStatus.InvalidConnectionId;
    if (connection.kind !== ConnectionKind.event) return HvStatus.InvalidPortId;
    if (flag !== 0) return HvStatus.InvalidParameter;
    // One pending bit for each channel: a storm of signals costs its sender only.
    if (this.block.setSignal(connection.event)) this.wakeServer(connection.server);
    return HvStatus.Success;
  }

  flushTranslations(processors: 'all' | readonly number[]): void {
    for (let vp = 0; vp < this.vpCount; vp++) {
      if (processors !== 'all' && !processors.includes(vp)) continue;
      if (vp === this.vpIndex) this.traits.flushTranslations?.();
      else {
        this.block.setVp(vp, VpWord.flushRequested, 1);
        this.scheduler.ring(this.block.vp(vp, VpWord.slot));
      }
    }
  }

  // What registers do

  setGuestOsId(value: bigint): void {
    this.block.setRegister(PartitionRegister.guestOsId, value);
    if (value === 0n) this.placeHypercallPage(0n);
  }

  setHypercallPage(value: bigint): boolean {
    const current = this.block.register(PartitionRegister.hypercallPage);
    if ((current & HYPERCALL_LOCKED) !== 0n || isOutside(value, this.memory)) return false;
    const named = this.block.register(PartitionRegister.guestOsId) !== 0n;
    this.placeHypercallPage(named ? value : value & ~HYPERCALL_ENABLE);
    return true;
  }

  setReferenceTscPage(value: bigint): boolean {
    if (isOutside(value, this.memory)) return false;
    const current = this.block.register(PartitionRegister.referenceTscPage);
    const sequence = Atomics.add(this.block.words, PartitionWord.tscSequence, 1) + 1;
    placeOverlay(
      this.memory,
      this.block.partitionOverlay('referenceTsc'),
      current,
      value,
      referenceTscPage(this.traits.tsc, sequence, this.referenceTime()),
    );
    this.block.setRegister(PartitionRegister.referenceTscPage, value);
    return true;
  }

  setMessagePage(value: bigint): boolean {
    if (isOutside(value, this.memory)) return false;
    this.synic.messagePage = value;
    return true;
  }

  setEventFlagsPage(value: bigint): boolean {
    if (isOutside(value, this.memory)) return false;
    this.synic.eventFlagsPage = value;
    return true;
  }

  setAssistPage(value: bigint): boolean {
    if (isOutside(value, this.memory)) return false;
    const current = this.block.vpRegister(this.vpIndex, VpRegister.assistPage);
    placeOverlay(this.memory, this.block.vpOverlay(this.vpIndex, 'assist'), current, value);
    this.block.setVpRegister(this.vpIndex, VpRegister.assistPage, value);
    return true;
  }

  endOfMessage(): void {
    this.synic.deliverAll();
    this.announceRoom();
  }

  frequency(which: 'hz' | 'apicHz'): bigint | undefined {
    const {tsc} = this.traits;
    return tsc && BigInt(tsc[which]);
  }

  requestHalt(): void {
    this.haltRequested = true;
  }

  requestReset(): void {
    this.requests.push({kind: 'reset'});
  }

  reportCrash(control: bigint): void {
    const parameters = [0, 1, 2, 3, 4].map(index =>
      this.block.register(PartitionRegister.crash + index),
    );
    const message =
      (control & CrashControl.messagePresent) !== 0n ? this.crashText(parameters) : undefined;
    const report = message === undefined ? {parameters} : {parameters, message};
    this.requests.push({kind: 'crash', report});
  }

  // What the loop does

  /** Whether the guest asked to be halted since the last call. */
  takeHalt(): boolean {
    const requested = this.haltRequested;
    this.haltRequested = false;
    return requested;
  }

  takeRequest(): ProcessorRequest | undefined {
    return this.requests.shift();
  }

  /** Everything that waits for this processor: mail, timers, messages, flushes. */
  service(): void {
    const {block, vpIndex} = this;
    if (block.vp(vpIndex, VpWord.mailbox) !== 0) this.openMailbox();
    if (block.vp(vpIndex, VpWord.flushRequested) !== 0) {
      block.setVp(vpIndex, VpWord.flushRequested, 0);
      this.traits.flushTranslations?.();
    }
    if (this.timers.nextDue() !== Infinity) this.timers.expire(this.referenceTime());
    this.synic.deliverAll();
    this.announceRoom();
  }

  /** As the loop does it between two runs; for an engine that can take interrupts while it runs. */
  poll(interrupt: (vector: number) => void): void {
    if (this.isWanted()) this.service();
    else if (this.timers.nextDue() > this.referenceTime()) return;
    else this.timers.expire(this.referenceTime());
    this.deliverInterrupts(interrupt);
  }

  /** Gives pending vectors to the engine, the highest first. True: there was one. */
  deliverInterrupts(interrupt: (vector: number) => void): boolean {
    const {block, vpIndex} = this;
    let any = false;
    for (let word = 7; word >= 0; word--) {
      const at = block.vpWord(vpIndex, VpWord.pendingInterrupts + word);
      if (Atomics.load(block.words, at) === 0) continue;
      any = true;
      for (let bits = Atomics.exchange(block.words, at, 0); bits !== 0; ) {
        const bit = 31 - Math.clz32(bits);
        bits &= ~(1 << bit);
        block.countVp(vpIndex, VpRegister.interrupts);
        interrupt(word * 32 + bit);
      }
    }
    return any;
  }

  /** Microseconds until a timer needs the processor; Infinity if none runs. */
  untilTimer(): number {
    const due = this.timers.nextDue();
    return due === Infinity ? Infinity : Math.max(0, (due - this.referenceTime()) / 10);
  }

  save(): SynicState {
    return this.synic.save();
  }

  restore(state: SynicState): void {
    this.synic.restore(state);
    this.timers.rearm(this.referenceTime());
    this.renewTime();
  }

  /** After time stood still: what guests make of their counters begins anew. */
  renewTime(): void {
    const page = this.block.register(PartitionRegister.referenceTscPage);
    if (this.traits.tsc && page !== 0n) {
      this.setReferenceTscPage(0n);
      this.setReferenceTscPage(page);
    }
  }

  private placeHypercallPage(value: bigint): void {
    const current = this.block.register(PartitionRegister.hypercallPage);
    const covered = this.block.partitionOverlay('hypercall');
    placeOverlay(this.memory, covered, current, value, this.traits.hypercallCode);
    this.block.setRegister(PartitionRegister.hypercallPage, value);
  }

  private crashText(parameters: readonly bigint[]): string | undefined {
    const [gpa, length] = [Number(parameters[3]), Number(parameters[4])];
    if (length > CRASH_TEXT_MAX || !this.memory.contains(gpa, length)) return undefined;
    return Buffer.from(this.memory.copyOut(gpa, length)).toString('utf8');
  }

  private openMailbox(): void {
    this.block.setVp(this.vpIndex, VpWord.mailbox, 0);
    for (const mail of this.link.take()) {
      if (mail.kind === 'message') this.synic.accept(mail.sint, mail.message);
      else if (mail.kind === 'save') this.requests.push(mail);
      else if (mail.kind === 'serial') this.onSerialInput?.(mail.port, mail.bytes);
      else {
        const words = new Int32Array(mail.doorbell.buffer);
        this.doorbells.set(mail.doorbell.server, {...mail.doorbell, words});
      }
    }
  }

  private announceRoom(): void {
    const {block, vpIndex} = this;
    if (block.vp(vpIndex, VpWord.rootWaits) === 0) return;
    block.setVp(vpIndex, VpWord.rootWaits, 0);
    this.link.send({kind: 'room'});
  }

  private wakeServer(server: number): void {
    if (server === 0) {
      const {words} = this.block;
      if (Atomics.exchange(words, PartitionWord.rootSignalled, 1) === 0)
        this.link.send({kind: 'signalled'});
      return;
    }
    // The doorbell was sent before the connection named it, so it is in the mailbox by now.
    if (!this.doorbells.has(server)) this.openMailbox();
    const doorbell = this.doorbells.get(server);
    if (!doorbell) return;
    Atomics.add(doorbell.words, doorbell.index, 1);
    Atomics.notify(doorbell.words, doorbell.index);
  }
}
