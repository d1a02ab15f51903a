/** Settings of the host that are kept. */
import type {ReservationMode} from './resources/divvy.ts';

export interface HostSettings {
  /** How many logical processors virtual processors may use; null is all. */
  readonly logicalProcessors: number | null;
  /** Folder where new disks go that are named without one; null is the state folder's. */
  readonly virtualHardDiskPath: string | null;
  readonly reservationMode: ReservationMode;
}

export const DEFAULT_HOST_SETTINGS: HostSettings = {
  logicalProcessors: null,
  virtualHardDiskPath: null,
  reservationMode: 'floor',
};
