/**
 * System.IO.FileInfo and DirectoryInfo: files and folders as scripts see them, with the members that
 * PowerShell adds (UnixMode, User, BaseName, Mode ...). What is read from the disk is read when asked for.
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import type {Stats} from 'node:fs';
import path from 'node:path';
import {
  asNumber,
  shipTypeData,
  convertTo,
  defineEnum,
  defineType,
  enumValue,
  formatValue,
  getProperty,
  hooks,
  NetException,
  toText,
} from '../values/index.ts';
import {listingMethods, streamMethods} from './file-info-members.ts';
import {localTimeOfMs, msOfTime} from './file-time.ts';
import {currentSession} from '../eval/current-session.ts';
import type * as Settings from '../format/session-settings.ts';
import type {EnumValue} from '../values/index.ts';
import {groupName, userName} from './unix-accounts.ts';

export const fileAttributesType = defineEnum({
  fullName: 'System.IO.FileAttributes',
  flags: true,
  values: {
    None: 0,
    ReadOnly: 1,
    Hidden: 2,
    System: 4,
    Directory: 16,
    Archive: 32,
    Device: 64,
    Normal: 128,
    Temporary: 256,
    SparseFile: 512,
    ReparsePoint: 1024,
    Compressed: 2048,
    Offline: 4096,
    NotContentIndexed: 8192,
    Encrypted: 16384,
    IntegrityStream: 32768,
    NoScrubData: 131072,
  },
});

const ATTRIBUTE = {ReadOnly: 1, Hidden: 2, Directory: 16, Normal: 128, ReparsePoint: 1024} as const;

/** .NET's time of a file that is not there: 1601-01-01. */
const NO_TIME_MS = -11_644_473_600_000;

/** A name in the file system; it need not exist. */
export abstract class FileSystemInfo {
  readonly fullName: string;
  private cached: Stats | null | undefined;

  constructor(fullName: string) {
    this.fullName = path.resolve(hooks.currentDirectory(), fullName);
  }

  get name(): string {
    return path.basename(this.fullName) || this.fullName;
  }
  /** Of the link itself where it is one; null when there is nothing. */
  get stats(): Stats | null {
    if (this.cached === undefined)
      this.cached = lstatSync(this.fullName, {throwIfNoEntry: false}) ?? null;
    return this.cached;
  }
  refresh() {
    this.cached = undefined;
  }
  get isLink(): boolean {
    return this.stats?.isSymbolicLink() ?? false;
  }
  get linkTarget(): string | null {
    return this.isLink ? readlinkSync(this.fullName) : null;
  }
  get attributes(): number {
    const {stats} = this;
    if (!stats) return -1;
    const bits =
      (this.isFolder(stats) ? ATTRIBUTE.Directory : 0) |
      (stats.isSymbolicLink() ? ATTRIBUTE.ReparsePoint : 0) |
      ((stats.mode & 0o222) === 0 ? ATTRIBUTE.ReadOnly : 0) |
      (this.name.startsWith('.') ? ATTRIBUTE.Hidden : 0);
    return bits || ATTRIBUTE.Normal;
  }
  /** A link to a folder is one, too. */
  private isFolder(stats: Stats): boolean {
    if (!stats.isSymbolicLink()) return stats.isDirectory();
    return statSync(this.fullName, {throwIfNoEntry: false})?.isDirectory() ?? false;
  }
  /** The only attribute that Linux lets change: nobody may write, or the owner may. */
  setReadOnly(readOnly: boolean) {
    const mode = statSync(this.fullName).mode & 0o7777;
    chmodSync(this.fullName, readOnly ? mode & ~0o222 : mode | 0o200);
    this.refresh();
  }
  time(which: 'birthtimeMs' | 'mtimeMs' | 'atimeMs'): unknown {
    const found = this.stats?.[which] ?? NO_TIME_MS;
    // A file system that keeps no birth time says 1970; the first change is the best guess then.
    return localTimeOfMs(
      found === 0 && which === 'birthtimeMs' ? (this.stats?.mtimeMs ?? 0) : found,
    );
  }
  setTimes(times: {mtime?: unknown; atime?: unknown}) {
    const mtime = times.mtime === undefined ? (this.stats?.mtimeMs ?? 0) : msOfTime(times.mtime);
    const atime = times.atime === undefined ? (this.stats?.atimeMs ?? 0) : msOfTime(times.atime);
    utimesSync(this.fullName, atime / 1000, mtime / 1000);
    this.refresh();
  }
}

export class FileInfo extends FileSystemInfo {
  /** Follows links, as .NET does. */
  get length(): number {
    const target = statSync(this.fullName, {throwIfNoEntry: false});
    if (!target)
      throw new NetException(
        'System.IO.FileNotFoundException',
        `Could not find file '${this.fullName}'.`,
      );
    return target.size;
  }
}

export class DirectoryInfo extends FileSystemInfo {
  get parent(): DirectoryInfo | null {
    const parent = path.dirname(this.fullName);
    return parent === this.fullName ? null : new DirectoryInfo(parent);
  }
  children(): FileSystemInfo[] {
    return readdirSync(this.fullName)
      .sort(byOrdinal)
      .map(name => fileOrFolder(path.join(this.fullName, name)));
  }
}

function byOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The right class for what is at the path; a link to a folder counts as a folder. */
export function fileOrFolder(fullName: string): FileInfo | DirectoryInfo {
  const isFolder = statSync(fullName, {throwIfNoEntry: false})?.isDirectory() ?? false;
  return isFolder ? new DirectoryInfo(fullName) : new FileInfo(fullName);
}

const timeProperties = {
  CreationTime: {type: 'datetime', get: (self: FileSystemInfo) => self.time('birthtimeMs')},
  LastWriteTime: {
    type: 'datetime',
    get: (self: FileSystemInfo) => self.time('mtimeMs'),
    set: (self: FileSystemInfo, mtime: unknown) =>
      self.setTimes({mtime: convertTo(mtime, 'datetime')}),
  },
  LastAccessTime: {
    type: 'datetime',
    get: (self: FileSystemInfo) => self.time('atimeMs'),
    set: (self: FileSystemInfo, atime: unknown) =>
      self.setTimes({atime: convertTo(atime, 'datetime')}),
  },
};

const fileSystemInfoType = defineType<FileSystemInfo>({
  fullName: 'System.IO.FileSystemInfo',
  abstract: true,
  toText: self => self.fullName,
  properties: {
    Name: {type: 'string', get: self => self.name},
    FullName: {type: 'string', get: self => self.fullName},
    Extension: {type: 'string', get: self => path.extname(self.fullName)},
    Exists: {type: 'bool', get: self => self.stats !== null},
    ...timeProperties,
    Attributes: {
      type: fileAttributesType.fullName,
      get: self => enumValue(fileAttributesType, self.attributes),
      set: (self, value) => {
        const {value: bits} = convertTo(value, fileAttributesType) as EnumValue;
        self.setReadOnly((bits & ATTRIBUTE.ReadOnly) !== 0);
      },
    },
    LinkTarget: {type: 'string', get: self => self.linkTarget},
    UnixFileMode: {type: 'int', get: self => (self.stats?.mode ?? 0) & 0o7777},
  },
  methods: {Refresh: {call: self => self.refresh()}},
});

defineType<FileInfo>({
  fullName: 'System.IO.FileInfo',
  base: fileSystemInfoType,
  instance: FileInfo,
  properties: {
    Length: {type: 'long', get: self => BigInt(self.length)},
    DirectoryName: {type: 'string', get: self => path.dirname(self.fullName)},
    Directory: {
      type: 'System.IO.DirectoryInfo',
      get: self => new DirectoryInfo(path.dirname(self.fullName)),
    },
    IsReadOnly: {
      type: 'bool',
      get: self => (self.attributes & ATTRIBUTE.ReadOnly) !== 0,
      set: (self, value) => self.setReadOnly(value === true),
    },
  },
  methods: {
    Delete: {
      call(self) {
        if (existsSync(self.fullName)) unlinkSync(self.fullName);
      },
    },
    CopyTo: {
      call(self, [target, overwrite]) {
        const destination = path.resolve(hooks.currentDirectory(), toText(target));
        if (existsSync(destination) && overwrite !== true)
          throw new NetException(
            'System.IO.IOException',
            `The file '${destination}' already exists.`,
          );
        copyFileSync(self.fullName, destination);
        return new FileInfo(destination);
      },
    },
    MoveTo: {
      call(self, [target]) {
        renameSync(self.fullName, path.resolve(hooks.currentDirectory(), toText(target)));
      },
    },
    Create: {
      call(self) {
        closeSync(openSync(self.fullName, 'w'));
      },
    },
    ...streamMethods,
  },
  constructors: {'(string fileName)': (name: string) => new FileInfo(name)},
});

defineType<DirectoryInfo>({
  fullName: 'System.IO.DirectoryInfo',
  base: fileSystemInfoType,
  instance: DirectoryInfo,
  properties: {
    Parent: {type: 'System.IO.DirectoryInfo', get: self => self.parent},
    Root: {type: 'System.IO.DirectoryInfo', get: () => new DirectoryInfo('/')},
  },
  methods: {
    Create: {
      call(self) {
        mkdirSync(self.fullName, {recursive: true});
      },
    },
    CreateSubdirectory: {
      call(self, [name]) {
        const made = path.join(self.fullName, toText(name));
        mkdirSync(made, {recursive: true});
        return new DirectoryInfo(made);
      },
    },
    Delete: {
      call(self, [recursive]) {
        if (recursive === true) rmSync(self.fullName, {recursive: true});
        else rmdirSync(self.fullName);
      },
    },
    ...listingMethods(fileOrFolder),
  },
  constructors: {'(string path)': (name: string) => new DirectoryInfo(name)},
});

// What PowerShell adds (types.ps1xml) --------------------------------------------------------------

const KIND_LETTERS: readonly (readonly [(stats: Stats) => boolean, string])[] = [
  [stats => stats.isSymbolicLink(), 'l'],
  [stats => stats.isDirectory(), 'd'],
  [stats => stats.isSocket(), 's'],
  [stats => stats.isFIFO(), 'p'],
  [stats => stats.isBlockDevice(), 'b'],
  [stats => stats.isCharacterDevice(), 'c'],
];

/** `drwxr-xr-x`, with s and t for the special bits. */
export function unixMode(stats: Stats): string {
  const kind = KIND_LETTERS.find(([is]) => is(stats))?.[1] ?? '-';
  const special = [0o4000, 0o2000, 0o1000].map(bit => (stats.mode & bit) !== 0);
  const triples = [6, 3, 0].map((shift, index) => {
    const bits = (stats.mode >> shift) & 7;
    const letter = index === 2 ? 't' : 's';
    const runs = (bits & 1) !== 0;
    const last = special[index] ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
  });
  return kind + triples.join('');
}

/** `d----`, `-a---`, `l----`: directory or link, archive, read-only, hidden, system. */
function windowsMode(info: FileSystemInfo): string {
  const first = info.isLink ? 'l' : info instanceof DirectoryInfo ? 'd' : '-';
  const archive = info instanceof FileInfo && !info.isLink ? 'a' : '-';
  const bits = info.attributes;
  return `${first}${archive}${bits & ATTRIBUTE.ReadOnly ? 'r' : '-'}${bits & ATTRIBUTE.Hidden ? 'h' : '-'}-`;
}

function linkType(info: FileSystemInfo): string | null {
  if (info.isLink) return 'SymbolicLink';
  return info instanceof FileInfo && (info.stats?.nlink ?? 1) > 1 ? 'HardLink' : null;
}

/** The name in the colours of `$PSStyle.FileInfo`; the formatter drops them where none are shown. */
function colouredName(info: FileSystemInfo): string {
  const {psStyle} = require('../format/session-settings.ts') as typeof Settings;
  const {fileInfo} = psStyle(currentSession());
  const kind = info.isLink
    ? 'SymbolicLink'
    : info instanceof DirectoryInfo
      ? 'Directory'
      : ((info.stats?.mode ?? 0) & 0o111) !== 0
        ? 'Executable'
        : '';
  const own = kind === '' ? fileInfo.extension.get(path.extname(info.name)) : fileInfo.texts[kind];
  const name = typeof own === 'string' && own !== '' ? `${own}${info.name}\u001b[0m` : info.name;
  return info.isLink ? `${name} -> ${info.linkTarget}` : name;
}

const ADDED: Readonly<Record<string, (info: FileSystemInfo) => unknown>> = {
  UnixMode: info => info.stats && unixMode(info.stats),
  User: info => info.stats && userName(info.stats.uid),
  Group: info => info.stats && groupName(info.stats.gid),
  Size: info => info.stats && BigInt(info.stats.size),
  Mode: windowsMode,
  ModeWithoutHardLink: windowsMode,
  LinkType: linkType,
  Target: info => info.linkTarget,
  ResolvedTarget: info => (info.stats ? realpathSync(info.fullName) : info.fullName),
  NameString: colouredName,
  LengthString: info => (info instanceof FileInfo && info.stats ? String(info.length) : ''),
  LastWriteTimeString: info => {
    const time = getProperty(info, 'LastWriteTime');
    return `${formatValue(time, 'd').padStart(10)} ${formatValue(time, 't').padStart(8)}`;
  },
  BaseName: info =>
    info instanceof FileInfo
      ? path.basename(info.name, path.extname(info.name)) || info.name
      : info.name,
};

function addToType(typeName: string) {
  const {members} = shipTypeData(typeName);
  for (const [name, get] of Object.entries(ADDED))
    members.set(name.toLowerCase(), {
      memberType: 'CodeProperty',
      name,
      get: self => get(self as FileSystemInfo),
    });
}

addToType('System.IO.FileInfo');
addToType('System.IO.DirectoryInfo');
shipTypeData('System.IO.FileInfo').defaultDisplayPropertySet = ['LastWriteTime', 'Length', 'Name'];

/** Bytes of a file as a number; folders have none. */
export function sizeOf(info: FileSystemInfo): number {
  return info instanceof FileInfo ? asNumber(getProperty(info, 'Length')) : 0;
}
