/**
 * The state folder: one folder a machine, and one file each for pools and host settings.
 *
 *     machines/<GUID>/config.json     the machine's configuration
 *     machines/<GUID>/running         there while the machine is on
 *     machines/<GUID>/                also its saved state
 *     disks/                          virtual disks made without a folder of their own
 *     pools.json  host.json
 *     inventory.json                  tags, attributes, folders (inventory/)
 *     events.jsonl                    what happened to machines (event-log.ts)
 *
 * A machine exists when its config.json does. A folder without one was left by an interrupted
 * define or destroy and is removed at start; a config.json that can not be read is kept and said.
 */
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {flushFolder, readJson, writeFileAtomic} from './atomic-file.ts';
import {DEFAULT_HOST_SETTINGS, type HostSettings} from './host-settings.ts';
import type {MachineConfig} from './machine-config.ts';
import type {PoolConfig} from './resources/pool-config.ts';

export interface LoadedState {
  readonly machines: MachineConfig[];
  readonly pools: PoolConfig[];
  readonly host: HostSettings;
  /** What could not be read, one sentence each. */
  readonly problems: string[];
}

const GUID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

export class ConfigStore {
  readonly home: string;
  private readonly machines: string;

  constructor(home: string) {
    this.home = home;
    this.machines = path.join(home, 'machines');
    mkdirSync(this.machines, {recursive: true, mode: 0o700});
    mkdirSync(path.join(home, 'disks'), {recursive: true, mode: 0o700});
  }

  load(): LoadedState {
    const problems: string[] = [];
    const attempt = <T>(file: string, fallback: T): T => {
      try {
        return (readJson(file) as T | undefined) ?? fallback;
      } catch (error) {
        problems.push(`${file} can not be read: ${String(error)}`);
        return fallback;
      }
    };
    const machines = this.machineIds()
      .map(id => attempt<MachineConfig | undefined>(this.configFile(id), undefined))
      .filter(config => config !== undefined)
      .sort((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0));
    const pools = attempt<PoolConfig[]>(path.join(this.home, 'pools.json'), []);
    const host = {
      ...DEFAULT_HOST_SETTINGS,
      ...attempt<Partial<HostSettings>>(path.join(this.home, 'host.json'), {}),
    };
    return {machines, pools, host, problems};
  }

  machineFolder(id: string): string {
    return path.join(this.machines, id);
  }

  /** Where disks are made whose path was given without a folder. */
  get disksFolder(): string {
    return path.join(this.home, 'disks');
  }

  /** Makes the machine's folder too. When the disk is full nothing is left of a new machine. */
  saveMachine(config: MachineConfig): void {
    const folder = this.machineFolder(config.id);
    const isNew = !existsSync(folder);
    try {
      mkdirSync(folder, {recursive: true, mode: 0o700});
      writeFileAtomic(this.configFile(config.id), JSON.stringify(config, undefined, 1));
      if (isNew) flushFolder(this.machines);
    } catch (error) {
      if (isNew) rmSync(folder, {recursive: true, force: true});
      throw error;
    }
  }

  /** The configuration goes first and at once; the folder follows. */
  removeMachine(id: string): void {
    const folder = this.machineFolder(id);
    const gone = `${folder}.removed`;
    renameSync(folder, gone);
    flushFolder(this.machines);
    rmSync(gone, {recursive: true, force: true});
  }

  /**
   * Notes that a machine is on, or is not. A file of its own and not flushed: a start shall not wait
   * for the disk, and all a power failure can take away is an automatic start.
   */
  noteRunning(id: string, isRunning: boolean): void {
    if (isRunning) writeFileSync(this.runningFile(id), '', {mode: 0o600});
    else rmSync(this.runningFile(id), {force: true});
  }

  wasRunning(id: string): boolean {
    return existsSync(this.runningFile(id));
  }

  savePools(pools: readonly PoolConfig[]): void {
    writeFileAtomic(path.join(this.home, 'pools.json'), JSON.stringify(pools, undefined, 1));
  }

  saveHost(host: HostSettings): void {
    writeFileAtomic(path.join(this.home, 'host.json'), JSON.stringify(host, undefined, 1));
  }

  private runningFile(id: string): string {
    return path.join(this.machineFolder(id), 'running');
  }

  private configFile(id: string): string {
    return path.join(this.machineFolder(id), 'config.json');
  }

  /** Ids of the machines there are; leftovers of interrupted operations are removed. */
  private machineIds(): string[] {
    return readdirSync(this.machines).filter(name => {
      if (GUID.test(name) && existsSync(this.configFile(name))) return true;
      rmSync(path.join(this.machines, name), {recursive: true, force: true});
      return false;
    });
  }
}
