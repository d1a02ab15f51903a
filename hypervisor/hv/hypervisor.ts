/**
 * The hypervisor of this host: logical processors and partitions.
 *
 * The root partition is the host service itself and has id 1; ids go up and are not used again.
 * hyperv-wire.md 1.1. One instance in a service, on its main thread.
 */
import {type Clock, systemClock} from './clock.ts';
import {GuestMemory} from './guest-memory.ts';
import {Partition} from './partition.ts';
import {MAX_VPS} from './partition-block.ts';
import {Scheduler, type SchedulerOptions} from './scheduler/scheduler.ts';
import {type LogicalProcessorStatistics, readLogicalProcessor} from './scheduler/statistics.ts';
import {HvStatus} from './status.ts';

export const ROOT_PARTITION_ID = 1;

export interface NewPartition {
  vpCount: number;
  /** A multiple of 4096. */
  memoryBytes: number;
  /** Where an engine needs memory of its own kind. */
  allocate?: (sizeBytes: number) => GuestMemory;
}

export class Hypervisor {
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  private readonly children = new Map<number, Partition>();
  private lastId = ROOT_PARTITION_ID;

  constructor(options: SchedulerOptions, clock: Clock = systemClock) {
    this.scheduler = Scheduler.create(options, clock);
    this.clock = clock;
  }

  /** The child partitions in the order they were made. */
  get partitions(): readonly Partition[] {
    return [...this.children.values()];
  }

  /** A partition with memory, not yet initialized. */
  createPartition({
    vpCount,
    memoryBytes,
    allocate = size => GuestMemory.allocate(size),
  }: NewPartition): Partition {
    if (!Number.isInteger(vpCount) || vpCount < 1 || vpCount > MAX_VPS)
      throw new RangeError(`a partition has 1 to ${MAX_VPS} processors, but ${vpCount} were asked`);
    const partition = new Partition({
      id: ++this.lastId,
      vpCount,
      memory: allocate(memoryBytes),
      scheduler: this.scheduler,
      clock: this.clock,
    });
    this.children.set(partition.id, partition);
    return partition;
  }

  /** A status. The partition must be finalized, or never have been initialized. */
  deletePartition(id: number): number {
    const partition = this.children.get(id);
    if (!partition) return HvStatus.InvalidPartitionId;
    if (partition.state !== 'finalized' && partition.state !== 'uninitialized')
      return HvStatus.InvalidPartitionState;
    this.children.delete(id);
    return HvStatus.Success;
  }

  logicalProcessor(lp: number): LogicalProcessorStatistics {
    return readLogicalProcessor(this.scheduler.block, lp, this.clock.micros());
  }
}
