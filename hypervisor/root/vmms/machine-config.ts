/**
 * What is kept of a machine: its settings as the door shows them, less what equals a default.
 *
 * `system` and each resource's `properties` have the names of the WMI classes; amounts are in the
 * classes' units (memory in MB). Resource allocation is kept in canonical units (resources.md 0.4).
 */
import type {Allocation} from './resources/allocation.ts';

export type StoredValue = null | boolean | number | string | readonly StoredValue[];
export type StoredProperties = Record<string, StoredValue>;

export interface ResourceConfig {
  /** The part of InstanceID after `Microsoft:<VM GUID>\`. */
  readonly id: string;
  /** Name of the device kind (device-kinds.ts): what the settings class and the defaults are. */
  readonly kind: string;
  readonly properties: StoredProperties;
}

export interface MachineConfig {
  readonly format: 1;
  /** GUID in upper case. */
  readonly id: string;
  readonly name: string;
  /** 1 or 2. */
  readonly generation: number;
  /** ISO 8601. */
  readonly created: string;
  readonly system: StoredProperties;
  readonly resources: readonly ResourceConfig[];
  /** Id of the dividing pool it is in. */
  readonly pool: string;
  /** Id of its folder of the inventory; absent: the fixed one. */
  readonly folder?: string;
  readonly cpu: Allocation;
  readonly memory: Allocation;
  /** Names and texts for those who set them (machine-options.ts). */
  readonly options?: Readonly<Record<string, string>>;
  /** The id that its devices are offered with, where it is not the machine's own: of a copy (image-states.ts). */
  readonly hardwareId?: string;
  /** File of the saved state, in the machine's folder; absent when it has none. */
  readonly savedState?: string;
}
