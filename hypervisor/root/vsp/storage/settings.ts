/** What management sets of a storage controller and its disks (Msvm_ResourceAllocationSettingData). */

export interface StorageControllerSettings {
  /** Instance id of the controller: a GUID, stable for the life of the machine's configuration. */
  instanceId: string;
  /** For people, for example `SCSI Controller 0`. */
  name: string;
}

export interface DiskSettings {
  /** Place on the controller, 0 to 63; the guest's LUN. */
  location: number;
  /** Empty: a DVD drive without a disc. */
  path: string;
  readOnly?: boolean;
  /** A DVD drive. */
  isOptical?: boolean;
  /** 16 bytes that name the disk where its file does not (raw images); else they are ignored. */
  uniqueId?: Uint8Array;
  /** ASCII, shown by VPD page 80. */
  serialNumber?: string;
}

export const DISKS_PER_CONTROLLER = 64;
