/**
 * What the worker of a machine knows of each of its devices: it is offered to the guest when the power
 * comes on, saved and restored with the machine, and closed when the power is off.
 *
 * A device's own file makes it of the machine's settings; devices.ts has the table of all.
 */
import type {Machine as VidMachine} from '../../vid/machine.ts';
import type {StorageService} from '../../vsp/storage/storage-service.ts';
import type {BootPlan} from '../boot-source.ts';
import type {Machine} from '../machine.ts';
import type {Switches} from '../networks/switches.ts';

/** Where a device is made: a machine whose power comes on and whose guest does not run yet. */
export interface DevicePlace {
  readonly machine: Machine;
  /** Its partition and bus. */
  readonly vid: VidMachine;
  readonly boot: BootPlan;
  /** The thread that serves disks. */
  readonly storage: StorageService;
  /** The host's virtual switches, and the thread that serves network adapters. */
  readonly switches: Switches;
}

export interface MachineDevice {
  /** Structured-cloneable. The machine stands still. */
  save(): unknown;
  /** Called with what `save` returned before the guest goes on; undefined: the device was not there then. */
  restore(state: unknown): void;
  /** The power is off. */
  close?(): void | Promise<void>;
}
