/** Dynamic memory of a machine: the balloon, and how large the partition is made for what may be added. */
import {PAGE_SIZE} from '../../../hv/guest-memory.ts';
import {DynamicMemoryVsp} from '../../vsp/dynamic-memory/vsp.ts';
import type {EngineName} from '../../../engines/catalogue.ts';
import {reservableMemoryBytes} from '../host-facts.ts';
import type {Machine} from '../machine.ts';
import type {DevicePlace} from './device.ts';

const MIB = 1024 ** 2;
/** The most that a machine which can grow is prepared for. */
const GROWN_MOST = 4096 * MIB;

/**
 * Bytes of a machine's partition. On the engine `native` memory can be added, and what was not added
 * yet takes none of the host's; 32-bit Linux, on `x86`, knows no memory hot add.
 */
export function partitionBytes(machine: Machine, engine: EngineName, hostBytes: number): number {
  const start = machine.memoryMB * MIB;
  if (engine !== 'native' || !machine.hasDynamicMemory) return start;
  const most = Math.min(machine.maximumMB * MIB, reservableMemoryBytes(hostBytes), GROWN_MOST);
  return Math.max(start, most - (most % MIB));
}

export function offerDynamicMemory({machine, vid}: DevicePlace): DynamicMemoryVsp {
  const memory = new DynamicMemoryVsp({
    startPages: (machine.memoryMB * MIB) / PAGE_SIZE,
    mostPages: vid.partition.memory.size / PAGE_SIZE,
  });
  vid.vmbus.offer(memory);
  return memory;
}
