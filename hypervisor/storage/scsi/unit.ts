/** What a logical unit is to its target, and the answers that every unit gives. */
import type {DataBuffer} from './data-buffer.ts';
import {type ScsiResult, ScsiStatus, type SenseCode, SrbStatus, senseData} from './protocol.ts';

export type {ScsiResult} from './protocol.ts';

/** A disk or a DVD drive. `execute` never throws: what fails is sense data. */
export interface ScsiUnit {
  /** `cdb` is a copy of 16 bytes. */
  execute(cdb: Uint8Array, data: DataBuffer): ScsiResult;
  /** Ends the use of whatever is behind the unit. */
  close(): void;
}

/** Success with so many bytes moved. */
export function good(transferred = 0): ScsiResult {
  return {srbStatus: SrbStatus.Success, scsiStatus: ScsiStatus.Good, transferred};
}

/** A check condition. */
export function check(code: SenseCode): ScsiResult {
  const {srbStatus} = code;
  return {srbStatus, scsiStatus: ScsiStatus.CheckCondition, transferred: 0, sense: senseData(code)};
}
