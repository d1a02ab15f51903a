/** Settings of the host that are kept. */
import type {ReservationMode} from './resources/divvy.ts';

export interface HostSettings {
  /** How many logical processors virtual processors may use; null is all. */
  readonly logicalProcessors: number | null;
  /** Folders where new machines and disks go; null is the state folder. */
  readonly virtualMachinePath: string | null;
  readonly virtualHardDiskPath: string | null;
  readonly reservationMode: ReservationMode;
}

export const DEFAULT_HOST_SETTINGS: HostSettings = {
  logicalProcessors: null,
  virtualMachinePath: null,
  virtualHardDiskPath: null,
  reservationMode: 'floor',
};
