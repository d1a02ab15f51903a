/**
 * The kernel of the enlightened guest: boot, interrupts, channels, jobs; one bounded step at a time.
 *
 * Interrupt-driven and tickless: `step` does the most urgent piece of work there is and answers
 * `idle` when there is none, after asking the synthetic timer for the next thing that is due.
 * Nothing here blocks, and nothing is kept in closures between steps: `save` is all there is.
 *
 * Boot order: hyperv-wire.md 2.7. Devices: drivers/. What people see: shell/.
 */
import type {GuestMemory} from '../hv/guest-memory.ts';
import {Components, type Ending} from './components.ts';
import {ConsoleDriver} from './drivers/console.ts';
import type {Driver} from './drivers/driver.ts';
import {BalloonDriver} from './drivers/balloon.ts';
import {KeyboardDriver} from './drivers/keyboard.ts';
import type {KvpDaemon} from './drivers/kvp.ts';
import {type GuestDisk, StorVsc} from './drivers/storvsc.ts';
import type {JobState} from './jobs/job.ts';
import {JobTable, type NewJob} from './jobs/job-table.ts';
import {KernelLog} from './kernel-log.ts';
import {FixedPage, gpaOf, PAGE} from './memory-map.ts';
import {type GuestFacts, OS_NAME, OS_VERSION} from './facts.ts';
import {GuestNetwork} from './network/network.ts';
import {PageAllocator} from './page-allocator.ts';
import type {Guest, Processor, StepResult} from './processor.ts';
import {RamFiles} from './ram-files.ts';
import {
  CPUID_VENDOR,
  CRASH_MESSAGE,
  CRASH_NOTIFY,
  ENABLE,
  HvRetry,
  MICROSOFT_HV,
  Msr,
  TINY_OS_ID,
} from './registers.ts';
import {GUEST_STATE_VERSION, type GuestState} from './saved-state.ts';
import type {System} from './shell/command.ts';
import {Shell} from './shell/shell.ts';
import {GuestSynic, VMBUS_VECTOR} from './synic.ts';
import {GuestChannel} from './vmbus/channel.ts';
import {type ChannelState, type ClientEvents, VmbusClient} from './vmbus/client.ts';

/** What the image `tiny` can be told. */
export interface TinyOptions {
  hostName: string;
  /** Of the guest's random numbers: the same seed, the same run. */
  seed: number;
  /** Bytes that are there at the start; the rest of the memory may be added later. */
  memoryBytes?: number;
}

/** Packets of one channel in one step. */
const PACKETS_A_STEP = 16;
/** When a message was refused for lack of buffers: 1 ms later. */
const POST_RETRY = 10_000;
/** Steps that wait for the disk before the processor halts: some 50 us, the price of a wake-up. */
const POLLS = 400;
const CRASH_TEXT_MAX = 4096;
/** Longest wait for devices before the first prompt: 5 s. */
const BOOT_TIME = 50_000_000;

interface BoundChannel {
  channel: GuestChannel;
  driver: Driver;
}

export class Kernel implements Guest, System, ClientEvents {
  readonly memory: GuestMemory;
  readonly pages: PageAllocator;
  readonly storage: StorVsc;
  readonly network: GuestNetwork;
  readonly files: RamFiles;
  hostName: string;

  readonly #processor: Processor;
  readonly #synic: GuestSynic;
  readonly #log: KernelLog;
  readonly #vmbus: VmbusClient;
  readonly #console: ConsoleDriver;
  readonly #components: Components;
  readonly #balloon: BalloonDriver;
  readonly #keyboard: KeyboardDriver;
  readonly #jobs: JobTable;
  readonly #shell: Shell;
  readonly #bound = new Map<number, BoundChannel>();
  readonly #signalled = new Set<number>();
  /** The disk's channel while its signals are off: the kernel looks at its ring at each step. */
  #polled: GuestChannel | undefined;
  readonly #interrupts = new Set<number>();
  /** Messages that the hypervisor had no buffer for. */
  readonly #outbox: {connectionId: number; message: Uint8Array}[] = [];
  #random: number;
  #ending: Ending | undefined;
  #stopped = false;
  /** Steps without work since the last one that had some. */
  #polls = 0;
  #booted: boolean;

  constructor(processor: Processor, options: TinyOptions, state?: GuestState) {
    this.#processor = processor;
    this.memory = processor.memory;
    this.hostName = state?.hostName ?? options.hostName;
    this.#random = state?.random ?? options.seed;
    this.#booted = state !== undefined;
    const pages = state?.memoryPages ?? (options.memoryBytes ?? this.memory.size) / PAGE;
    this.pages = new PageAllocator(this.memory, state === undefined, pages);
    this.files = new RamFiles(this.pages, state?.files);
    this.#balloon = new BalloonDriver(this.pages, text => this.log(text), state?.balloon);
    this.#synic = new GuestSynic(processor);
    this.#log = new KernelLog(this.memory);
    this.#vmbus = new VmbusClient(this, state?.vmbus);
    this.#console = new ConsoleDriver(bytes => this.#shell.onInput(bytes), state?.output);
    this.storage = new StorVsc(this.#storageEvents(), state?.storage);
    this.network = new GuestNetwork(this.#networkHost(), state?.network);
    this.#jobs = new JobTable(this, job => this.#onJobEnd(job), state?.jobs, state?.lastJob);
    this.#shell = new Shell(this, state?.shell);
    this.#keyboard = new KeyboardDriver(
      {
        onText: text => this.#shell.onInput(Buffer.from(text)),
        onCtrlAltDelete: () => this.restart(),
      },
      state?.keyboard,
    );
    this.#components = new Components(this, state?.components);
    if (state) this.#restore(state);
  }

  // The engine's side.

  step(): StepResult {
    if (this.#stopped) return 'stopped';
    if (!this.#booted) this.#boot();
    else if (!this.#work() && !this.#firstPrompt()) return this.#poll() ? 'ran' : this.#rest();
    this.#polls = 0;
    for (const {channel} of this.#bound.values()) channel.publish();
    return this.#stopped ? 'stopped' : 'ran';
  }

  interrupt(vector: number): void {
    this.#interrupts.add(vector);
  }

  save(): GuestState {
    return {
      version: GUEST_STATE_VERSION,
      hostName: this.hostName,
      random: this.#random,
      interrupts: [...this.#interrupts],
      vmbus: structuredClone(this.#vmbus.state),
      signalled: [...this.#signalled],
      storage: this.storage.save(),
      network: this.network.save(),
      components: this.#components.save(),
      memoryPages: this.pages.totalPages,
      files: this.files.save(),
      balloon: structuredClone(this.#balloon.state),
      keyboard: this.#keyboard.save(),
      output: this.#console.save(),
      shell: structuredClone(this.#shell.state),
      jobs: this.#jobs.save(),
      lastJob: this.#jobs.lastId,
    };
  }

  /** The most urgent piece of work. False: there is none. */
  #work(): boolean {
    if (this.#interrupts.size > 0) this.#onInterrupts();
    else if (this.#signalled.size > 0) this.#serveChannel();
    else if (this.#outbox.length > 0 && this.#postAgain()) return true;
    else if (this.network.isDue()) this.network.stack.onTime();
    else if (this.#polled?.hasPacket) this.#signalled.add(this.#polled.state.relid);
    else return this.#ending === undefined && this.#jobs.runOne();
    return true;
  }

  /** Shown once, when there is nothing left to do for the start. */
  #firstPrompt(): boolean {
    if (this.#shell.isStarted || !this.#isUp()) return false;
    this.#shell.start();
    return true;
  }

  /** A disk answers sooner than a halted processor wakes: worth waiting for, but not for long. */
  #poll(): boolean {
    this.#polls += 1;
    return this.storage.isWaiting && this.#polls < POLLS;
  }

  /** Nothing to do now: the end of the machine, or sleep until something is due. */
  #rest(): StepResult {
    if (this.#polled && !this.#endPolling(this.#polled)) return 'ran';
    if (this.#ending && this.#console.isDrained) return this.#stop(this.#ending);
    const retry = this.#outbox.length > 0 ? this.time() + POST_RETRY : undefined;
    const due = [
      retry,
      this.#jobs.nextWake(),
      this.network.stack.nextWake(),
      this.#balloon.report(this.time()),
    ];
    const times = due.filter(time => time !== undefined);
    this.#synic.setTimer(times.length === 0 ? undefined : Math.min(...times));
    for (const {channel} of this.#bound.values()) channel.publish();
    return 'idle';
  }

  /** The host signals the disk's packets again. False: there is one already. */
  #endPolling(channel: GuestChannel): boolean {
    this.#polled = undefined;
    if (!channel.rest()) return true;
    this.#signalled.add(channel.state.relid);
    return false;
  }

  /** Every device that has a driver is in use, or has had its time. */
  #isUp(): boolean {
    const {channels, offersComplete} = this.#vmbus.state;
    const pending = channels.some(({phase}) => phase === 'gpadl' || phase === 'opening');
    const settled =
      offersComplete && !pending && !this.storage.isStarting && !this.network.adapter.isStarting;
    return settled || this.time() > BOOT_TIME;
  }

  #stop(ending: Ending): StepResult {
    this.#stopped = true;
    if (ending === 'off') return 'shutdown';
    this.#processor.wrmsr(Msr.Reset, ENABLE);
    return 'stopped';
  }

  // Boot.

  #boot(): void {
    this.#booted = true;
    const processor = this.#processor;
    const [, ...vendor] = processor.cpuid(CPUID_VENDOR);
    if (vendor.join() !== MICROSOFT_HV.join()) {
      this.crash('no hypervisor with the Microsoft interface');
      return;
    }
    processor.wrmsr(Msr.GuestOsId, TINY_OS_ID);
    processor.wrmsr(Msr.Hypercall, BigInt(gpaOf(FixedPage.hypercall)) | ENABLE);
    this.log(`${OS_NAME} ${OS_VERSION}: enlightened guest`);
    this.log('Hypervisor detected: Microsoft Hyper-V');
    this.log(
      `Memory: ${(this.pages.totalPages * PAGE) / 1024} KB, ${this.pages.freePages} pages free`,
    );
    this.#synic.enable();
    this.#vmbus.connect();
  }

  #restore(state: GuestState): void {
    for (const channel of this.#vmbus.state.channels) {
      if (channel.phase === 'open') this.#bind(channel, true);
    }
    for (const vector of state.interrupts) this.#interrupts.add(vector);
    for (const relid of state.signalled) this.#signalled.add(relid);
  }

  // Interrupts and channels.

  #onInterrupts(): void {
    // A timer's interrupt has done its work: it ended the sleep.
    const isVmbus = this.#interrupts.has(VMBUS_VECTOR);
    this.#interrupts.clear();
    if (!isVmbus) return;
    const message = this.#synic.takeMessage();
    if (message) this.#vmbus.onMessage(message);
    for (const relid of this.#synic.takeEvents()) {
      if (this.#bound.has(relid)) this.#signalled.add(relid);
    }
  }

  #serveChannel(): void {
    const [relid = 0] = this.#signalled;
    this.#signalled.delete(relid);
    const bound = this.#bound.get(relid);
    if (!bound) return;
    const {channel, driver} = bound;
    const more = channel.receive(PACKETS_A_STEP, packet => driver.onPacket(packet));
    driver.onRoom?.();
    if (!more && driver === this.storage) this.#polled = channel;
    else if (more || channel.rest()) this.#signalled.add(relid);
  }

  #bind(state: ChannelState, restored: boolean): void {
    const driver = this.#driverFor(state.interfaceId);
    if (!driver) return;
    const channel = new GuestChannel(this.memory, state, id => this.#synic.signal(id));
    this.#bound.set(state.relid, {channel, driver});
    driver.onOpen(channel, restored);
    // The host may have written before it knew where to signal.
    this.#signalled.add(state.relid);
  }

  #drivers(): readonly Driver[] {
    const {storage, network} = this;
    const {adapter} = network;
    return [
      this.#console,
      storage,
      adapter,
      this.#balloon,
      this.#keyboard,
      ...this.#components.drivers,
    ];
  }

  #driverFor(interfaceId: string): Driver | undefined {
    return this.#drivers().find(driver => driver.interfaceId === interfaceId);
  }

  // What the VMBus client asks of the kernel.

  post(connectionId: number, message: Uint8Array): void {
    this.#outbox.push({connectionId, message});
    this.#postAgain();
  }

  /** Posts what waits, in order. False: the hypervisor still has no buffer. */
  #postAgain(): boolean {
    for (let next = this.#outbox[0]; next; next = this.#outbox[0]) {
      const status = this.#synic.post(next.connectionId, next.message);
      if (HvRetry.has(status)) return false;
      this.#outbox.shift();
    }
    return true;
  }

  ringsFor(offer: ChannelState): {firstPage: number; ringPages: number} | undefined {
    const driver = this.#driverFor(offer.interfaceId);
    const taken = this.#vmbus.state.channels.some(
      other => other !== offer && other.interfaceId === offer.interfaceId && other.firstPage > 0,
    );
    if (!driver || taken) return undefined;
    const firstPage = this.pages.allocate(driver.ringPages * 2);
    return firstPage === undefined ? undefined : {firstPage, ringPages: driver.ringPages};
  }

  onConnected(version: number): void {
    this.log(`hv_vmbus: Vmbus version:${version >>> 16}.${version & 0xffff}`);
  }

  onOffer(channel: ChannelState): void {
    const driver = this.#driverFor(channel.interfaceId);
    const name = driver?.name ?? 'no driver';
    this.log(`hv_vmbus: channel ${channel.relid} {${channel.interfaceId}} ${name}`);
  }

  onOpen(channel: ChannelState): void {
    this.#bind(channel, false);
  }

  onShared(_channel: ChannelState, gpadl: number, ok: boolean): void {
    this.network.adapter.onShared(gpadl, ok);
  }

  onRescind(channel: ChannelState): void {
    this.log(`hv_vmbus: channel ${channel.relid} rescinded`);
    this.#bound.get(channel.relid)?.driver.onClose?.();
    this.#bound.delete(channel.relid);
    this.#signalled.delete(channel.relid);
    if (this.#polled?.state === channel) this.#polled = undefined;
    if (channel.firstPage > 0) this.pages.free(channel.firstPage, channel.ringPages * 2);
  }

  // What drivers ask of the kernel.

  #storageEvents() {
    return {
      allocatePage: () => this.pages.allocate(1),
      freePage: (page: number) => this.pages.free(page, 1),
      readPage: (page: number, length: number) => this.memory.copyOut(gpaOf(page), length),
      log: (text: string) => this.log(text),
      onBlock: (job: number, tag: number, ok: boolean) => {
        this.#jobs.onBlock(job, tag, ok);
        this.#components.onWritten();
      },
    };
  }

  #networkHost() {
    return {
      allocatePages: (count: number) => this.pages.allocate(count),
      freePages: (first: number, count: number) => this.pages.free(first, count),
      share: (relid: number, first: number, count: number) =>
        this.#vmbus.share(relid, first, count),
      log: (text: string) => this.log(text),
      time: () => this.time(),
      random: () => this.random(),
      onEvent: () => this.#jobs.onNetwork(),
    };
  }

  facts(): GuestFacts {
    return {hostName: this.hostName, addresses: this.network.stack.addresses};
  }

  freeze(isFrozen: boolean): boolean {
    this.storage.freeze(isFrozen);
    return !this.storage.isWriting;
  }

  end(ending: Ending): void {
    this.#ending = ending;
  }

  // What the shell and jobs ask of the kernel.

  time(): number {
    return Number(this.#processor.rdmsr(Msr.TimeRefCount));
  }

  /** mulberry32. */
  random(): number {
    this.#random = (this.#random + 0x6d2b79f5) >>> 0;
    let t = this.#random;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  wallClock(): number | undefined {
    return this.#components.wallClock();
  }

  print(text: string): void {
    this.#console.write(text);
  }

  log(text: string): void {
    this.print(this.#log.add(text, this.time()));
  }

  logLines(): string[] {
    return this.#log.lines();
  }

  channels(): readonly ChannelState[] {
    return this.#vmbus.state.channels;
  }

  disks(): readonly GuestDisk[] {
    return this.storage.disks;
  }

  get kvp(): KvpDaemon {
    return this.#components.kvp;
  }

  jobs(): readonly JobState[] {
    return this.#jobs.list();
  }

  startJob(job: NewJob): void {
    this.#shell.onJobStarted(this.#jobs.start(job), job.background);
  }

  stopJob(id: number): void {
    this.#jobs.stop(id);
  }

  #onJobEnd(job: JobState): void {
    this.#shell.onJobEnded(job.id, job.command);
  }

  powerOff(): void {
    this.log('Power down');
    this.end('off');
  }

  restart(): void {
    this.log('Restarting system');
    this.end('restart');
  }

  /** The crash registers say where the text is; P0 to P2 are of no use without a core. */
  crash(text: string): void {
    this.log(`Kernel panic: ${text}`);
    const bytes = Buffer.from(`Kernel panic: ${text}`).subarray(0, CRASH_TEXT_MAX);
    const page = gpaOf(FixedPage.crashText);
    this.memory.copyIn(page, bytes);
    const values = [TINY_OS_ID, 0n, 0n, BigInt(page), BigInt(bytes.length)];
    values.forEach((value, index) => this.#processor.wrmsr(Msr.CrashP0 + index, value));
    this.#stopped = true;
    for (const {channel} of this.#bound.values()) channel.publish();
    this.#processor.wrmsr(Msr.CrashCtl, CRASH_NOTIFY | CRASH_MESSAGE);
  }
}
