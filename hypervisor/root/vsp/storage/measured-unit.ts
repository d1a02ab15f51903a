/** A unit whose commands are counted and timed: what the storage thread attaches to its targets. */
import type {Clock} from '../../../hv/clock.ts';
import type {DataBuffer} from '../../../storage/scsi/data-buffer.ts';
import {READ_OPS, WRITE_OPS} from '../../../storage/scsi/disk.ts';
import {SrbStatus} from '../../../storage/scsi/protocol.ts';
import type {ScsiResult, ScsiUnit} from '../../../storage/scsi/unit.ts';
import type {DiskCounters} from './counters.ts';

export class MeasuredUnit<Unit extends ScsiUnit> implements ScsiUnit {
  readonly unit: Unit;
  readonly #counters: DiskCounters;
  readonly #clock: Clock;

  constructor(unit: Unit, counters: DiskCounters, clock: Clock) {
    this.unit = unit;
    this.#counters = counters;
    this.#clock = clock;
  }

  execute(cdb: Uint8Array, data: DataBuffer): ScsiResult {
    const begin = this.#clock.micros();
    const result = this.unit.execute(cdb, data);
    const micros = this.#clock.micros() - begin;
    const op = cdb[0] ?? 0;
    if (result.srbStatus !== SrbStatus.Success) this.#counters.countFailed();
    else if (READ_OPS.has(op)) this.#counters.countRead(result.transferred, micros);
    else if (WRITE_OPS.has(op)) this.#counters.countWrite(result.transferred, micros);
    else this.#counters.countOther(micros);
    return result;
  }

  close(): void {
    this.unit.close();
  }
}
