/**
 * A running machine as the management of the host holds it: one partition, its bus, its
 * processors, from power-on to power-off.
 *
 * A new power-on is a new `Machine`; a reset keeps it. Devices are offered on `vmbus` before
 * `start`. What a machine is configured to have, and what happens after it ended, is decided in
 * root/vmms.
 */
import {type EngineName, engines} from '../../engines/catalogue.ts';
import type {SavedProcessor} from '../../engines/vp-loop.ts';
import type {Hypervisor} from '../../hv/hypervisor.ts';
import type {Partition, SavedPartition} from '../../hv/partition.ts';
import type {CrashReport, ProcessorExit} from '../../hv/root-link.ts';
import type {Entitlement} from '../../hv/scheduler/scheduler.ts';
import type {ProcessorStatistics} from '../../hv/scheduler/statistics.ts';
import {HvStatus, hvStatusText} from '../../hv/status.ts';
import type {SavedBus} from '../vmbus/saved-bus.ts';
import {VmbusServer} from '../vmbus/server.ts';
import {type ProcessorHandle, startVirtualProcessor} from './virtual-processor.ts';

export interface MachineOptions {
  vpCount: number;
  /** A multiple of 4096. */
  memoryBytes: number;
  engine: EngineName;
  image: string;
  /** For the image: host name, seed and the like. Structured-cloneable. */
  settings?: Record<string, unknown>;
}

/** A paused machine beside its memory and its devices. Structured-cloneable. */
export interface SavedMachine {
  partition: SavedPartition;
  processors: SavedProcessor[];
  vmbus: SavedBus;
}

/** `off` before the first start and after power-off; `stopped` after the guest ended itself. */
export type MachineState = 'off' | 'starting' | 'running' | 'paused' | 'stopping' | 'stopped';

/**
 * Why a machine stopped by itself: switched off by its guest, asked for a reset, crashed, stopped
 * for good without saying why, did what no processor can, or a defect of this host.
 */
export type MachineEnd =
  | {reason: 'shutdown' | 'reset' | 'stopped'}
  | {reason: 'fault'; detail?: string}
  | {reason: 'crash'; crash: CrashReport}
  | {reason: 'error'; error: string};

const DEFAULT_ENTITLEMENT: Entitlement = {weight: 1000};

export class Machine {
  readonly partition: Partition;
  readonly vmbus: VmbusServer;
  private readonly hypervisor: Hypervisor;
  private readonly options: MachineOptions;
  private processors: ProcessorHandle[] = [];
  private entitlement = DEFAULT_ENTITLEMENT;
  private currentState: MachineState = 'off';
  private readonly endListeners: ((end: MachineEnd) => void)[] = [];
  /** The guest has run: memory and registers are not those of power-on. */
  private isUsed = false;

  /** Makes and initializes the partition. Throws when the host has no room for it. */
  constructor(hypervisor: Hypervisor, options: MachineOptions) {
    this.hypervisor = hypervisor;
    this.options = options;
    this.partition = hypervisor.createPartition({
      ...options,
      allocate: engines[options.engine].allocate,
    });
    const status = this.partition.initialize();
    if (status !== HvStatus.Success) {
      hypervisor.deletePartition(this.partition.id);
      throw new Error(hvStatusText(status));
    }
    this.vmbus = new VmbusServer(this.partition);
  }

  get state(): MachineState {
    return this.currentState;
  }

  /** Called each time the machine stops by itself, when its processors have ended. */
  onEnd(listener: (end: MachineEnd) => void): void {
    this.endListeners.push(listener);
  }

  /** Ends when the processors run. From `off` or `stopped`. */
  async start(): Promise<void> {
    this.expect('off', 'stopped');
    if (this.isUsed) {
      await this.vmbus.reset();
      this.partition.reset();
    }
    await this.startProcessors();
    if (this.currentState === 'starting') this.currentState = 'running';
  }

  /**
   * What a paused machine goes on from, without its memory (`partition.memory`). Devices save
   * what they know themselves. The machine stays paused.
   */
  async save(): Promise<SavedMachine> {
    this.expect('paused');
    const processors = await Promise.all(this.processors.map(processor => processor.save()));
    const vmbus = await this.vmbus.save();
    return {partition: this.partition.save(), processors, vmbus};
  }

  /**
   * Makes a machine that was never started what `save` saved, paused. Its memory is filled, its
   * devices are offered and have their state before.
   */
  async restore(saved: SavedMachine): Promise<void> {
    this.expect('off');
    this.partition.restore(saved.partition, saved.vmbus.inbox.length);
    await this.vmbus.restore(saved.vmbus);
    await this.startProcessors(saved.processors);
    this.currentState = 'paused';
    this.vmbus.goOn();
  }

  /** Ends when all processors stand still; reference time stands still as well. */
  async pause(): Promise<void> {
    this.expect('running');
    await Promise.all(this.processors.map(processor => processor.suspend()));
    this.partition.time.freeze();
    this.currentState = 'paused';
  }

  resume(): void {
    this.expect('paused');
    this.partition.time.thaw();
    this.currentState = 'running';
    for (const processor of this.processors) processor.resume();
  }

  /** As a reset button: the guest is not asked. */
  async reset(): Promise<void> {
    this.expect('running', 'paused', 'stopped');
    await this.stopProcessors();
    this.currentState = 'stopped';
    await this.start();
  }

  /** Cuts the power and deletes the partition. Ends when nothing of the machine runs. */
  async turnOff(): Promise<void> {
    if (this.partition.state !== 'active') return;
    await this.stopProcessors();
    await this.vmbus.reset();
    this.partition.finalize();
    this.hypervisor.deletePartition(this.partition.id);
    this.currentState = 'off';
  }

  /** What each of its virtual processors may have, from now on. */
  setEntitlement(entitlement: Entitlement): void {
    this.entitlement = entitlement;
    for (let vp = 0; vp < this.partition.vpCount; vp++)
      this.partition.schedule.setEntitlement(this.partition.slot(vp), entitlement);
  }

  /** Figures of each virtual processor since the partition was made. */
  statistics(): ProcessorStatistics[] {
    return Array.from({length: this.partition.vpCount}, (_, vp) => this.partition.statistics(vp));
  }

  private expect(...states: MachineState[]): void {
    if (!states.includes(this.currentState))
      throw new Error(`the machine is ${this.currentState} and not ${states.join(' or ')}`);
  }

  /** Saved processors stand still until `resume`. */
  private async startProcessors(saved?: readonly SavedProcessor[]): Promise<void> {
    this.isUsed = true;
    this.currentState = 'starting';
    const {vpCount, engine, image, settings = {}} = this.options;
    this.processors = Array.from({length: vpCount}, (_, vpIndex) => {
      const state = saved?.[vpIndex];
      const {partition} = this;
      const place = {partition, vpIndex, engine, image, settings};
      return startVirtualProcessor(state ? {...place, saved: state} : place);
    });
    this.setEntitlement(this.entitlement);
    for (const processor of this.processors)
      processor.onExit(exit => void this.onProcessorExit(exit));
    try {
      await Promise.all(this.processors.map(processor => processor.started));
    } catch (error) {
      await this.endProcessors();
      this.currentState = 'stopped';
      throw error;
    }
  }

  private async stopProcessors(): Promise<void> {
    this.currentState = 'stopping';
    await this.endProcessors();
    this.partition.time.thaw();
  }

  private async endProcessors(): Promise<void> {
    const {processors} = this;
    this.processors = [];
    await Promise.all(processors.map(processor => processor.terminate()));
  }

  /** The first processor that ends by itself ends the machine. */
  private async onProcessorExit(exit: ProcessorExit): Promise<void> {
    if (exit.reason === 'terminated' || this.currentState === 'stopping') return;
    if (this.currentState === 'stopped' || this.currentState === 'off') return;
    await this.stopProcessors();
    this.currentState = 'stopped';
    for (const listener of this.endListeners) listener(exit);
  }
}
