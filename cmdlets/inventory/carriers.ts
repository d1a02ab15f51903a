/**
 * How machines, pools, hosts and the like cross to another runspace: by what identifies them, and the door
 * they are asked at is that of the runspace they arrive in. A change made there is made to the same machine.
 */
import {service} from '../../shell/cmdlet/services.ts';
import type {Carrier} from '../../shell/jobs/carried-types.ts';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Flavour} from './flavour.ts';
import type * as Machines from './virtual-machine.ts';

type Class = abstract new (...args: never[]) => object;

/** An object that is its fields and, perhaps, a door. */
function entity(load: () => Class): Carrier {
  return {
    simple: false,
    out(value, pack) {
      const {door, ...fields} = value as {readonly door?: unknown};
      return pack({hasDoor: door !== undefined, fields});
    },
    in(data, unpack) {
      const {hasDoor, fields} = unpack(data) as {hasDoor: boolean; fields: object};
      const door = hasDoor ? {door: service('door')} : {};
      return Object.assign(Object.create(load().prototype as object) as object, fields, door);
    },
  };
}

/** Read again by whoever gets it, if its kind follows the machine. */
const machine: Carrier = {
  simple: false,
  out(value, pack) {
    const {flavour, live} = value as Machines.VirtualMachine;
    return pack({flavour, summary: live});
  },
  in(data, unpack) {
    const {machineOf} = require('./virtual-machine.ts') as typeof Machines;
    // Makes the types known.
    require('./machine-types.ts');
    const {flavour, summary} = unpack(data) as {flavour: Flavour; summary: CimInstance};
    return machineOf(service('door'), flavour, summary);
  },
};

const TYPES = 'VMware.VimAutomation.ViCore.Types.V1.';
const IMPL = 'VMware.VimAutomation.ViCore.Impl.V1.';
const HYPERV = 'Microsoft.HyperV.PowerShell.';

export const inventoryCarriers: Readonly<Record<string, Carrier>> = {
  [`${HYPERV}VirtualMachine`]: machine,
  [`${IMPL}VM.UniversalVirtualMachineImpl`]: machine,
  [`${HYPERV}VMHost`]: entity(() => require('./vm-host.ts').HyperVHost),
  [`${IMPL}Inventory.VMHostImpl`]: entity(() => require('./vm-host.ts').PowerCliHost),
  [`${HYPERV}HardDiskDrive`]: entity(() => require('./hard-disk.ts').HardDiskDrive),
  [`${TYPES}VirtualDevice.HardDisk`]: entity(() => require('./virtual-device.ts').HardDisk),
  [`${TYPES}Inventory.ResourcePool`]: entity(() => require('./resource-pool.ts').ResourcePool),
  [`${TYPES}DatastoreManagement.Datastore`]: entity(() => require('./datastore.ts').Datastore),
  [`${TYPES}VM.VMResourceConfiguration`]: entity(
    () => require('./resource-configuration.ts').VMResourceConfiguration,
  ),
  [`${TYPES}VM.Guest.VMGuest`]: entity(() => require('./vm-guest.ts').VMGuest),
  [`${IMPL}Stat.FloatSampleImpl`]: entity(() => require('./stat-sample.ts').StatSample),
  [`${TYPES}VIServer`]: entity(() => require('./connections.ts').VIServer),
};
