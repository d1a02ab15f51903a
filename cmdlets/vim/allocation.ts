/** ResourceAllocationInfo: reservation, limit and shares of a machine or a pool. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {flagOf, numberOf, numberOrNull, textOf} from '../inventory/cim-fields.ts';
import type {VimData} from './vim-data.ts';
import {resourceAllocationInfo, sharesInfo} from './vim-types.ts';

/** "No limit" in the API. */
const UNLIMITED = -1n;

/** `what` and `unit` as the door's names have them: CpuReservationMHz, MemLimitMB. */
export function allocationOf(from: CimInstance, what: 'Cpu' | 'Mem', unit: 'MHz' | 'MB'): VimData {
  const limit = numberOrNull(from, `${what}Limit${unit}`);
  return resourceAllocationInfo.make({
    Reservation: BigInt(numberOf(from, `${what}Reservation${unit}`)),
    Limit: limit === null ? UNLIMITED : BigInt(limit),
    ExpandableReservation: flagOf(from, `${what}ExpandableReservation`),
    Shares: sharesInfo.make({
      Shares: numberOf(from, `Num${what}Shares`),
      Level: textOf(from, `${what}SharesLevel`).toLowerCase(),
    }),
  });
}
