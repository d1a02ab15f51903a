/**
 * The units of one controller by address, and the commands that a missing unit answers too.
 *
 * Source: hyperv-wire.md 4.3 "Missing LUN". Linux asks two targets and up to 255 units each.
 */
import type {DataBuffer} from './data-buffer.ts';
import {missingUnitInquiry} from './inquiry.ts';
import {ScsiOp, Sense} from './protocol.ts';
import {check, good, type ScsiResult, type ScsiUnit} from './unit.ts';

export interface ScsiAddress {
  path: number;
  target: number;
  lun: number;
}

export class ScsiTarget {
  readonly #units = new Map<number, ScsiUnit>();

  /** Puts a unit at a free address. Throws a RangeError if the address is taken or out of range. */
  attach(address: ScsiAddress, unit: ScsiUnit): void {
    const key = keyOf(address);
    if (this.#units.has(key)) throw new RangeError(`LUN ${address.lun} is in use`);
    if ([address.path, address.target, address.lun].some(part => !(part >= 0 && part <= 255))) {
      throw new RangeError(`there is no LUN ${address.path}:${address.target}:${address.lun}`);
    }
    this.#units.set(key, unit);
  }

  /** Takes a unit away, for the caller to close. */
  detach(address: ScsiAddress): ScsiUnit | undefined {
    const unit = this.#units.get(keyOf(address));
    this.#units.delete(keyOf(address));
    return unit;
  }

  unit(address: ScsiAddress): ScsiUnit | undefined {
    return this.#units.get(keyOf(address));
  }

  units(): Iterable<ScsiUnit> {
    return this.#units.values();
  }

  /** Never throws. */
  execute(address: ScsiAddress, cdb: Uint8Array, data: DataBuffer): ScsiResult {
    const unit = this.unit(address);
    if (cdb[0] === ScsiOp.ReportLuns) return this.#reportLuns(address, cdb, data);
    if (unit) return unit.execute(cdb, data);
    if (cdb[0] !== ScsiOp.Inquiry) return check(Sense.LunNotSupported);
    if (((cdb[1] ?? 0) & 1) !== 0) return check(Sense.InvalidField);
    return good(data.put(missingUnitInquiry()));
  }

  /**
   * A target without units has an empty list. Linux takes "no such unit" as the end of the unit with this number
   * on every path, and so lost its disk; asked of each of 16 targets with retries, that took seconds as well.
   */
  #reportLuns(address: ScsiAddress, cdb: Uint8Array, data: DataBuffer): ScsiResult {
    const luns = this.#lunsOf(address);
    const allocation = new DataView(cdb.buffer, cdb.byteOffset).getUint32(6);
    const bytes = new Uint8Array(8 + luns.length * 8);
    new DataView(bytes.buffer).setUint32(0, luns.length * 8);
    luns.forEach((lun, index) => bytes.set([lun >>> 8, lun & 0xff], 8 + index * 8));
    return good(data.put(bytes.subarray(0, allocation)));
  }

  #lunsOf(address: ScsiAddress): number[] {
    const base = keyOf({...address, lun: 0});
    const keys = [...this.#units.keys()].filter(key => key >= base && key <= base + 0xff);
    return keys.map(key => key - base).sort((a, b) => a - b);
  }
}

function keyOf({path, target, lun}: ScsiAddress): number {
  return (path * 256 + target) * 256 + lun;
}
