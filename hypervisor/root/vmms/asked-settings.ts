/** Device settings as a caller asks for them, and how one takes the place of another in a configuration. */
import type {MachineConfig, ResourceConfig, StoredValue} from './machine-config.ts';

/** A setting as asked for: properties by name, `Parent` already an id within the machine. */
export type AskedSettings = Readonly<Record<string, StoredValue>>;

export function replaced(
  config: MachineConfig,
  old: ResourceConfig,
  next: ResourceConfig,
): MachineConfig {
  return {
    ...config,
    resources: config.resources.map(resource => (resource === old ? next : resource)),
  };
}
