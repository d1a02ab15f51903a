/** From the memory parameters of Hyper-V's cmdlets to properties of Msvm_MemorySettingData. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {flagOf, numberOf} from './cim-fields.ts';
import {MIB, type VirtualMachine} from './virtual-machine.ts';

export interface MemoryParameters {
  readonly DynamicMemoryEnabled?: boolean | undefined;
  /** Bytes. */
  readonly startup?: bigint | undefined;
  readonly minimum?: bigint | undefined;
  readonly maximum?: bigint | undefined;
  /** Percent. */
  readonly buffer?: number | undefined;
  /** 0 to 100. */
  readonly priority?: number | undefined;
}

/** What dynamic memory begins with where nothing is said: 512 MB at least, 1 TB at most. */
const DEFAULT_MINIMUM_MB = 512;
const DEFAULT_MAXIMUM_MB = 1024 * 1024;

export function memoryChange(
  machine: VirtualMachine,
  p: MemoryParameters,
): Record<string, CimValue> {
  const setting = machine.part('memory');
  const mebibytes = (bytes: bigint | undefined) =>
    bytes === undefined ? undefined : Number(bytes) / MIB;
  const startup = mebibytes(p.startup) ?? numberOf(setting, 'VirtualQuantity');
  const isTurnedOn = p.DynamicMemoryEnabled === true && !flagOf(setting, 'DynamicMemoryEnabled');
  const minimum =
    mebibytes(p.minimum) ?? (isTurnedOn ? Math.min(DEFAULT_MINIMUM_MB, startup) : undefined);
  const maximum =
    mebibytes(p.maximum) ?? (isTurnedOn ? Math.max(DEFAULT_MAXIMUM_MB, startup) : undefined);
  const all = {
    VirtualQuantity: mebibytes(p.startup),
    DynamicMemoryEnabled: p.DynamicMemoryEnabled,
    Reservation: minimum,
    Limit: maximum,
    TargetMemoryBuffer: p.buffer,
    Weight: p.priority === undefined ? undefined : p.priority * 100,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
