/** Which machines that are on have a disk file open. */
import path from 'node:path';
import {knownChain} from '../../storage/describe-disk.ts';
import type {Machine} from './machine.ts';
import type {AttachedDisk} from './machine-worker.ts';
import type {Vmms} from './vmms.ts';

export interface DiskUser {
  readonly machine: Machine;
  readonly disk: AttachedDisk;
}

/** `writes`: those that may change the file; `uses`: also those that read it, or have a child of it. */
export function diskUsers(vmms: Vmms, file: string, how: 'uses' | 'writes'): DiskUser[] {
  const wanted = path.resolve(file);
  const users: DiskUser[] = [];
  for (const machine of vmms.machines.values()) {
    if (!machine.isOn) continue;
    for (const disk of machine.disks()) {
      if (disk.path === '') continue;
      const own = path.resolve(disk.path) === wanted;
      const isUser =
        how === 'writes' ? own && !disk.readOnly : own || knownChain(disk.path).includes(wanted);
      if (isUser) users.push({machine, disk});
    }
  }
  return users;
}
