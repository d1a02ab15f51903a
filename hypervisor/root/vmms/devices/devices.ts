/**
 * All devices that a machine can have, by the name their saved state is kept under. A new kind of
 * device is a file beside this one and a line here.
 */
import {offerComponents} from './components.ts';
import {offerConsole} from './console.ts';
import type {DevicePlace, MachineDevice} from './device.ts';
import {offerDynamicMemory} from './dynamic-memory.ts';
import {offerDisks} from './disks.ts';
import {offerNetwork} from './network.ts';
import {offerGuestOperations} from './guest-operations.ts';
import {offerKeyboard} from './keyboard.ts';

/** Makes what the machine's settings say and offers it to the guest. */
export function offerDevices(place: DevicePlace) {
  return {
    console: offerConsole(place),
    components: offerComponents(place),
    memory: offerDynamicMemory(place),
    keyboard: offerKeyboard(place),
    disks: offerDisks(place),
    network: offerNetwork(place),
    guest: offerGuestOperations(place),
  } satisfies Record<string, MachineDevice>;
}

export type MachineDevices = ReturnType<typeof offerDevices>;
