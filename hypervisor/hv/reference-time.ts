/**
 * Reference time of a partition: 100 ns units since it was made; stands still while frozen.
 *
 * Source: hyperv-wire.md 2.7. In the program it is a number (exact for 28 years), on the wire a
 * u64.
 */
import type {Clock} from './clock.ts';
import {type PartitionBlock, PartitionTime, PartitionWord} from './partition-block.ts';

export const UNITS_PER_MICRO = 10;

export class ReferenceTime {
  private readonly block: PartitionBlock;
  private readonly clock: Clock;

  constructor(block: PartitionBlock, clock: Clock) {
    this.block = block;
    this.clock = clock;
  }

  now(): number {
    const {block} = this;
    if (block.words[PartitionWord.timeFrozen]) return block.time(PartitionTime.frozenAt);
    const micros = this.clock.micros() - block.time(PartitionTime.base);
    return Math.floor(micros * UNITS_PER_MICRO);
  }

  /** Makes the reference time `units` from now on. */
  set(units: number): void {
    this.block.setTime(PartitionTime.frozenAt, units);
    this.block.setTime(PartitionTime.base, this.clock.micros() - units / UNITS_PER_MICRO);
  }

  freeze(): void {
    if (this.block.words[PartitionWord.timeFrozen]) return;
    this.block.setTime(PartitionTime.frozenAt, this.now());
    Atomics.store(this.block.words, PartitionWord.timeFrozen, 1);
  }

  thaw(): void {
    if (!this.block.words[PartitionWord.timeFrozen]) return;
    this.set(this.block.time(PartitionTime.frozenAt));
    Atomics.store(this.block.words, PartitionWord.timeFrozen, 0);
  }
}
