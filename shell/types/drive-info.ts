/** System.IO.DriveInfo: a mounted file system. */
import {readFileSync, statfsSync} from 'node:fs';
import {defineType} from '../values/define-type.ts';
import {onPath} from './io-error.ts';

class DriveInfo {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  get mount(): {readonly format: string} | undefined {
    return mounts().find(({folder}) => folder === this.name);
  }
  /** Bytes: in all, free, and free for this user. */
  get sizes(): {readonly total: number; readonly free: number; readonly available: number} {
    return onPath(this.name, full => {
      const {blocks, bfree, bavail, bsize} = statfsSync(full);
      return {total: blocks * bsize, free: bfree * bsize, available: bavail * bsize};
    });
  }
}

function mounts(): {readonly folder: string; readonly format: string}[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [, folder = '', format = ''] = line.split(' ');
      return {folder: folder.replaceAll('\\040', ' '), format};
    });
}

defineType<DriveInfo>({
  fullName: 'System.IO.DriveInfo',
  instance: DriveInfo,
  toText: self => self.name,
  members: {
    'string Name': self => self.name,
    'string VolumeLabel': self => self.name,
    'string DriveFormat': self => self.mount?.format ?? '',
    'bool IsReady': self => self.mount !== undefined,
    'object RootDirectory': self => self.name,
    'long TotalSize': self => self.sizes.total,
    'long TotalFreeSpace': self => self.sizes.free,
    'long AvailableFreeSpace': self => self.sizes.available,
    'string ToString()': self => self.name,
  },
  statics: {
    'System.IO.DriveInfo[] GetDrives()': () => mounts().map(({folder}) => new DriveInfo(folder)),
  },
  constructors: {'(string driveName)': (name: string) => new DriveInfo(name)},
});
