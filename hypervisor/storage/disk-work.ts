/**
 * Long work on disks as data: what a thread of its own is told to do, and how it answers. The work
 * itself is copy-disk.ts.
 */
import {compactDisk, convertDisk, mergeDisk, mergeInto, type Work} from './copy-disk.ts';
import type {NewDisk} from './create-disk.ts';
import type {DiskImageErrorKind} from './disk-image.ts';

/** Structured-cloneable. */
export type DiskTask =
  | {kind: 'convert'; from: string; to: NewDisk}
  | {kind: 'compact'; path: string}
  | {kind: 'merge'; child: string; ancestor: string}
  /** The merged disks stay, for their users to let go of them first. */
  | {kind: 'merge-into'; child: string; ancestor: string};

export type DiskTaskMessage =
  | {percent: number}
  | {failure: {kind: DiskImageErrorKind | undefined; path: string; text: string}}
  | {done: true};

export function carryOut(task: DiskTask, work: Work): void {
  switch (task.kind) {
    case 'convert':
      return convertDisk(task.from, task.to, work);
    case 'compact':
      return compactDisk(task.path, work);
    case 'merge':
      return mergeDisk(task.child, task.ancestor, work);
    case 'merge-into':
      return mergeInto(task.child, task.ancestor, work);
  }
}
