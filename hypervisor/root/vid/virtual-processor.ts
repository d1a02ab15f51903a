/**
 * Runs virtual processors for the root: starts the thread, gives orders, hears how it ended.
 *
 * One thread per processor. Orders are a word that the thread looks at when its doorbell rings,
 * so that a guest can not delay them by more than the engine's step.
 */
import type {Worker} from 'node:worker_threads';
import {type EngineName, engines} from '../../engines/catalogue.ts';
import type {SavedProcessor} from '../../engines/vp-loop.ts';
import type {VpThreadData} from '../../engines/vp-thread.ts';
import type {Partition} from '../../hv/partition.ts';
import {VpCommand, VpWord} from '../../hv/partition-block.ts';
import type {ProcessorExit, ToRoot} from '../../hv/root-link.ts';
import type {Entitlement} from '../../hv/scheduler/scheduler.ts';
import type {ProcessorStatistics} from '../../hv/scheduler/statistics.ts';
import {startThread} from '../../thread.ts';

/** How long a processor may take to obey before its thread is ended by force. */
const OBEY_MS = 2000;

export interface ProcessorOptions {
  partition: Partition;
  vpIndex: number;
  engine: EngineName;
  image: string;
  /** Structured-cloneable; for the image. */
  settings?: Record<string, unknown>;
  /** What `save` returned. */
  saved?: SavedProcessor;
}

export interface ProcessorHandle {
  readonly vpIndex: number;
  /** Ends when the engine is made and the guest about to run; fails if it could not be. */
  readonly started: Promise<void>;
  /** How it ended; never fails. */
  readonly ended: Promise<ProcessorExit>;
  onExit(listener: (exit: ProcessorExit) => void): void;
  /** Ends when the processor stands still. */
  suspend(): Promise<void>;
  resume(): void;
  /** The state of a suspended processor. */
  save(): Promise<SavedProcessor>;
  terminate(): Promise<void>;
  setEntitlement(entitlement: Entitlement): void;
  statistics(): ProcessorStatistics;
}

/** Starts the thread of a processor of an active partition. */
export function startVirtualProcessor(options: ProcessorOptions): ProcessorHandle {
  return new RunningProcessor(options);
}

class RunningProcessor implements ProcessorHandle {
  readonly vpIndex: number;
  readonly started: Promise<void>;
  readonly ended: Promise<ProcessorExit>;
  private readonly partition: Partition;
  private readonly worker: Worker;
  private readonly waiting = new Map<ToRoot['kind'], ((message: ToRoot) => void)[]>();
  private exit: ProcessorExit | undefined;
  private isOver = false;
  private end: (exit: ProcessorExit) => void = () => {};

  constructor(options: ProcessorOptions) {
    const {partition, vpIndex, engine, image, settings = {}, saved} = options;
    this.vpIndex = vpIndex;
    this.partition = partition;
    this.ended = new Promise(resolve => {
      this.end = resolve;
    });
    // A restored processor stands still until it is told to go on.
    partition.block.setVp(vpIndex, VpWord.command, saved ? VpCommand.suspend : VpCommand.run);
    const {role, heapMB, common} = engines[engine];
    const data: VpThreadData = {
      vpIndex,
      start: {image, settings, ...(common && {common: common()})},
      memory: partition.memory.shared,
      partition: partition.block.buffer,
      scheduler: partition.scheduler.buffer,
      ...(saved && {saved}),
    };
    this.worker = startThread(role, {...data}, {maxOldGenerationSizeMb: heapMB});
    this.listen();
    this.started = this.next('started').then(() => {});
    // Who does not ask is told by `ended`.
    this.started.catch(() => {});
  }

  onExit(listener: (exit: ProcessorExit) => void): void {
    void this.ended.then(listener);
  }

  async suspend(): Promise<void> {
    const stands = this.next('suspended');
    this.order(VpCommand.suspend);
    await stands;
  }

  resume(): void {
    this.order(VpCommand.run);
  }

  async save(): Promise<SavedProcessor> {
    const saved = this.next('saved');
    this.partition.mail(this.vpIndex, {kind: 'save'});
    const message = await saved;
    // The state is what this program's own thread sent for this very purpose.
    return (message as Extract<ToRoot, {kind: 'saved'}>).state as SavedProcessor;
  }

  async terminate(): Promise<void> {
    this.order(VpCommand.terminate);
    const patience = setTimeout(() => void this.worker.terminate(), OBEY_MS);
    await this.ended;
    clearTimeout(patience);
  }

  setEntitlement(entitlement: Entitlement): void {
    this.partition.schedule.setEntitlement(this.partition.slot(this.vpIndex), entitlement);
  }

  statistics(): ProcessorStatistics {
    return this.partition.statistics(this.vpIndex);
  }

  private listen(): void {
    const {partition, worker, vpIndex} = this;
    partition.attach(vpIndex, message => worker.postMessage(message, []));
    worker.on('message', (message: ToRoot) => {
      if (message.kind === 'exit') this.exit = message.exit;
      else if (!partition.receive(message)) this.answer(message);
    });
    worker.on('error', error => {
      this.exit ??= {reason: 'error', error: String(error)};
    });
    worker.on('exit', () => this.finish(this.exit ?? {reason: 'terminated'}));
  }

  /** The thread is gone: what it held of the scheduler goes on to others. */
  private finish(exit: ProcessorExit): void {
    const {partition, vpIndex} = this;
    this.isOver = true;
    partition.detach(vpIndex);
    partition.schedule.retire(partition.slot(vpIndex));
    for (const listeners of this.waiting.values())
      for (const listener of listeners) listener({kind: 'exit', exit});
    this.waiting.clear();
    this.end(exit);
  }

  private order(command: number): void {
    const {partition, vpIndex} = this;
    partition.block.setVp(vpIndex, VpWord.command, command);
    partition.scheduler.ring(partition.slot(vpIndex));
  }

  /** The next message of a kind; fails if the processor ends instead. */
  private next(kind: ToRoot['kind']): Promise<ToRoot> {
    return new Promise((resolve, reject) => {
      if (this.isOver) reject(new Error('the virtual processor has ended'));
      const listeners = this.waiting.get(kind) ?? [];
      this.waiting.set(kind, listeners);
      listeners.push(message => {
        if (message.kind === kind) resolve(message);
        else reject(new Error(`the virtual processor ended: ${describe(message)}`));
      });
    });
  }

  private answer(message: ToRoot): void {
    const listeners = this.waiting.get(message.kind) ?? [];
    this.waiting.delete(message.kind);
    for (const listener of listeners) listener(message);
  }
}

function describe(message: ToRoot): string {
  if (message.kind !== 'exit') return message.kind;
  return message.exit.reason === 'error' ? message.exit.error : message.exit.reason;
}
