/**
 * What is kept of the inventory beside machines and pools: tags, custom attributes, folders of machines. One file,
 * inventory.json. Which folder a machine is in is kept with the machine.
 */

/** What a tag or an attribute can be on. */
export type EntityType =
  | 'VirtualMachine'
  | 'VMHost'
  | 'ResourcePool'
  | 'Datastore'
  | 'Folder'
  | 'Datacenter';

/** `VirtualMachine:<GUID>`, `Datastore:datastore1` */
export type EntityKey = `${EntityType}:${string}`;

export interface CategoryConfig {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Whether an entity can have several tags of it. */
  readonly multiple: boolean;
  /** Names of the types that its tags can be on; empty: all. */
  readonly entityTypes: readonly string[];
}

export interface TagConfig {
  readonly id: string;
  readonly category: string;
  readonly name: string;
  readonly description: string;
}

export interface AssignmentConfig {
  readonly tag: string;
  readonly entity: EntityKey;
}

export interface AttributeConfig {
  readonly key: number;
  readonly name: string;
  /** The type of what has it; null: all. */
  readonly target: string | null;
}

export interface AnnotationConfig {
  readonly attribute: number;
  readonly entity: EntityKey;
  readonly value: string;
}

/** A folder of machines below the fixed one. */
export interface FolderConfig {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
}

export interface InventoryConfig {
  readonly format: 1;
  /** Number of the next attribute or folder; never used twice. */
  readonly nextKey: number;
  readonly categories: readonly CategoryConfig[];
  readonly tags: readonly TagConfig[];
  readonly assignments: readonly AssignmentConfig[];
  readonly attributes: readonly AttributeConfig[];
  readonly annotations: readonly AnnotationConfig[];
  readonly folders: readonly FolderConfig[];
}

export const EMPTY_INVENTORY: InventoryConfig = {
  format: 1,
  nextKey: 1,
  categories: [],
  tags: [],
  assignments: [],
  attributes: [],
  annotations: [],
  folders: [],
};
