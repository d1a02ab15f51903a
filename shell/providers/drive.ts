/**
 * Drives and providers: what a path such as `Env:HOME` or `/tmp` leads to (language.md 20).
 *
 * Five providers. FileSystem has folders; Environment, Variable, Function and Alias are flat sets of named
 * items (flat-providers.ts).
 */
import {homedir, tmpdir} from 'node:os';
import {statfsSync} from 'node:fs';
import type {Session} from '../session/session.ts';
import {Char, defineType, NetException} from '../values/index.ts';

export type ProviderName = 'FileSystem' | 'Environment' | 'Variable' | 'Function' | 'Alias';

export class ProviderInfo {
  readonly name: ProviderName;
  readonly capabilities: string;
  readonly home: string;
  readonly module = 'Microsoft.PowerShell.Core';
  readonly drives: () => DriveInfo[];

  constructor(name: ProviderName, capabilities: string, home: string, drives: () => DriveInfo[]) {
    this.name = name;
    this.capabilities = capabilities;
    this.home = home;
    this.drives = drives;
  }

  /** `Microsoft.PowerShell.Core\FileSystem`: what PSPath begins with. */
  get fullName(): string {
    return `${this.module}\\${this.name}`;
  }
}

export class DriveInfo {
  readonly name: string;
  readonly provider: ProviderInfo;
  /** Folder of a file system drive; empty for flat providers. */
  readonly root: string;
  readonly description: string;
  /** Where the drive stands, below its root, without a slash in front. */
  currentLocation = '';

  constructor(name: string, provider: ProviderInfo, root: string, description = '') {
    this.name = name;
    this.provider = provider;
    this.root = root;
    this.description = description;
  }
}

defineType<ProviderInfo>({
  fullName: 'System.Management.Automation.ProviderInfo',
  instance: ProviderInfo,
  toText: self => self.fullName,
  properties: {
    ImplementingType: {
      type: 'string',
      get: self => `Microsoft.PowerShell.Commands.${self.name}Provider`,
    },
    Name: {type: 'string', get: self => self.name},
    PSSnapIn: {get: () => null},
    ModuleName: {type: 'string', get: self => self.module},
    Module: {get: () => null},
    Description: {type: 'string', get: () => ''},
    Capabilities: {type: 'string', get: self => self.capabilities},
    Home: {type: 'string', get: self => self.home},
    ItemSeparator: {type: 'char', get: () => new Char('/')},
    AltItemSeparator: {type: 'char', get: () => new Char('\\')},
    VolumeSeparatedByColon: {type: 'bool', get: () => false},
    Drives: {get: self => self.drives()},
  },
});

function space(drive: DriveInfo): {used: bigint; free: bigint} | null {
  if (drive.provider.name !== 'FileSystem') return null;
  try {
    const {bsize, blocks, bavail, bfree} = statfsSync(drive.root);
    return {used: BigInt(bsize) * BigInt(blocks - bfree), free: BigInt(bsize) * BigInt(bavail)};
  } catch {
    return null; // the folder of the drive has gone
  }
}

defineType<DriveInfo>({
  fullName: 'System.Management.Automation.PSDriveInfo',
  instance: DriveInfo,
  toText: self => self.name,
  properties: {
    CurrentLocation: {
      type: 'string',
      get: self => self.currentLocation,
      set(self, value) {
        self.currentLocation = String(value);
      },
    },
    Name: {type: 'string', get: self => self.name},
    Provider: {type: 'System.Management.Automation.ProviderInfo', get: self => self.provider},
    Root: {type: 'string', get: self => self.root},
    Description: {type: 'string', get: self => self.description},
    MaximumSize: {get: () => null},
    Credential: {get: () => null},
    DisplayRoot: {type: 'string', get: () => null},
    Used: {type: 'long', get: self => space(self)?.used ?? null},
    Free: {type: 'long', get: self => space(self)?.free ?? null},
  },
});

/** Drives and providers of one session. */
export class DriveTable {
  readonly providers: readonly ProviderInfo[];
  private readonly drives = new Map<string, DriveInfo>();
  /** The drive the session stands on. */
  current: DriveInfo;

  constructor() {
    const of = (name: ProviderName) => () =>
      this.all().filter(drive => drive.provider.name === name);
    this.providers = [
      new ProviderInfo('Alias', 'ShouldProcess', '', of('Alias')),
      new ProviderInfo('Environment', 'ShouldProcess', '', of('Environment')),
      new ProviderInfo(
        'FileSystem',
        'Filter, ShouldProcess, Credentials',
        homedir(),
        of('FileSystem'),
      ),
      new ProviderInfo('Function', 'ShouldProcess', '', of('Function')),
      new ProviderInfo('Variable', 'ShouldProcess', '', of('Variable')),
    ];
    this.current = new DriveInfo('/', this.provider('FileSystem'), '/');
    for (const drive of [
      this.current,
      new DriveInfo(
        'Alias',
        this.provider('Alias'),
        '',
        'Drive that contains a view of the aliases stored in a session state',
      ),
      new DriveInfo(
        'Env',
        this.provider('Environment'),
        '',
        'Drive that contains a view of the environment variables for the process',
      ),
      new DriveInfo(
        'Function',
        this.provider('Function'),
        '',
        'Drive that contains a view of the functions stored in a session state',
      ),
      new DriveInfo(
        'Temp',
        this.provider('FileSystem'),
        tmpdir(),
        'Drive that maps to the temporary directory path for the current user',
      ),
      new DriveInfo(
        'Variable',
        this.provider('Variable'),
        '',
        'Drive that contains a view of those variables stored in a session state',
      ),
    ])
      this.add(drive);
  }

  provider(name: string): ProviderInfo {
    const found = this.findProvider(name);
    if (!found)
      throw new NetException(
        'System.Management.Automation.ProviderNotFoundException',
        `Cannot find a provider with the name '${name}'.`,
        {errorId: 'ProviderNotFound', category: 'ObjectNotFound', target: name},
      );
    return found;
  }

  findProvider(name: string): ProviderInfo | undefined {
    const short = name.slice(name.lastIndexOf('\\') + 1).toLowerCase();
    return this.providers.find(provider => provider.name.toLowerCase() === short);
  }

  add(drive: DriveInfo) {
    this.drives.set(drive.name.toLowerCase(), drive);
  }
  remove(name: string): boolean {
    return this.drives.delete(name.toLowerCase());
  }
  find(name: string): DriveInfo | undefined {
    return this.drives.get(name.toLowerCase());
  }
  all(): DriveInfo[] {
    return [...this.drives.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-US'));
  }

  get(name: string): DriveInfo {
    const found = this.find(name);
    if (!found)
      throw new NetException(
        'System.Management.Automation.DriveNotFoundException',
        `Cannot find drive. A drive with the name '${name}' does not exist.`,
        {errorId: 'DriveNotFound', category: 'ObjectNotFound', target: name},
      );
    return found;
  }
}

const tables = new WeakMap<Session, DriveTable>();

export function driveTable(session: Session): DriveTable {
  let table = tables.get(session);
  if (!table) tables.set(session, (table = new DriveTable()));
  return table;
}
