/**
 * The inventory's file in memory. A change is a function of the whole configuration: it is written, then true. Rules
 * are in tags.ts, attributes.ts and folders.ts.
 */
import {renameSync} from 'node:fs';
import path from 'node:path';
import {readJson, writeFileAtomic} from '../atomic-file.ts';
import {EMPTY_INVENTORY, type EntityKey, type InventoryConfig} from './inventory-config.ts';

export class Inventory {
  private readonly file: string;
  private kept: InventoryConfig;

  /** `has` tells which entities there still are; what was on others was left by an interrupted removal. */
  constructor(home: string, has: (entity: EntityKey) => boolean, log: (text: string) => void) {
    this.file = path.join(home, 'inventory.json');
    this.kept = on(load(this.file, log), has);
  }

  get config(): InventoryConfig {
    return this.kept;
  }

  keep(next: InventoryConfig): void {
    if (next === this.kept) return;
    writeFileAtomic(this.file, JSON.stringify(next, undefined, 1));
    this.kept = next;
  }

  /** Makes a change that gives something back too. */
  make<T>([next, made]: readonly [InventoryConfig, T]): T {
    this.keep(next);
    return made;
  }

  /** An entity is gone, and with it what was on it. */
  forget(entity: EntityKey): void {
    this.keep(on(this.kept, each => each !== entity));
  }
}

/** The configuration with what is on entities that pass; itself when all do. */
function on(config: InventoryConfig, has: (entity: EntityKey) => boolean): InventoryConfig {
  const assignments = config.assignments.filter(({entity}) => has(entity));
  const annotations = config.annotations.filter(({entity}) => has(entity));
  const same =
    assignments.length === config.assignments.length &&
    annotations.length === config.annotations.length;
  return same ? config : {...config, assignments, annotations};
}

function load(file: string, log: (text: string) => void): InventoryConfig {
  try {
    const found = readJson(file) as Partial<InventoryConfig> | undefined;
    return {...EMPTY_INVENTORY, ...found};
  } catch (error) {
    log(`${file} can not be read and is now ${file}.unreadable: ${String(error)}`);
    renameSync(file, `${file}.unreadable`);
    return EMPTY_INVENTORY;
  }
}
