/** A virtual hard disk's file: its size for the guest, what it takes on the host, and where it lies. */
import {statSync} from 'node:fs';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {parseEmbedded} from '../../hypervisor/wmi/embedded.ts';
import {numberOf, textOf} from './cim-fields.ts';

/** Msvm_VirtualHardDiskSettingData.Type */
const DYNAMIC = 3;
const DIFFERENCING = 4;

export interface DiskFile {
  readonly path: string;
  /** Bytes the disk offers to the guest: it may grow to that. */
  readonly capacity: number;
  /** Bytes the file takes on the host's file system. */
  readonly used: number;
  readonly thin: boolean;
  readonly id: string;
  /** File of the disk it differs from, '' for none. */
  readonly parent: string;
}

export function diskFile(door: Door, path: string): DiskFile {
  const {SettingData} = door.invoke(
    'Msvm_ImageManagementService',
    'GetVirtualHardDiskSettingData',
    {Path: path},
  );
  const setting = typeof SettingData === 'string' ? parseEmbedded(SettingData) : undefined;
  const type = setting ? numberOf(setting, 'Type') : 0;
  return {
    path,
    capacity: setting ? numberOf(setting, 'MaxInternalSize') : 0,
    used: (statSync(path, {throwIfNoEntry: false})?.blocks ?? 0) * 512,
    thin: type === DYNAMIC || type === DIFFERENCING,
    id: setting ? textOf(setting, 'VirtualDiskId') : '',
    parent: setting ? textOf(setting, 'ParentPath') : '',
  };
}
