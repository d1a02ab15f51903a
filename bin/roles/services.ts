/** The services that a runspace of the product gives its cmdlets, and their types. */
import type {Door} from '../../hypervisor/wmi/door.ts';

declare module '../../shell/cmdlet/services.ts' {
  interface Services {
    /** The host service's management door; see hypervisor/wmi/. */
    readonly door: Door;
  }
}
