/** Limit, Reservation and Shares of one machine. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {defineType} from '../../shell/values/define-type.ts';
import {numberOf, numberOrNull, textOf} from './cim-fields.ts';
import {UNLIMITED} from './resource-pool.ts';
import {sharesLevel} from './shares-level.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import {powerCliId} from './machine-id.ts';

export class VMResourceConfiguration {
  readonly machine: VirtualMachine;
  readonly instance: CimInstance; // Hvsh_ResourceConfiguration

  constructor(machine: VirtualMachine) {
    this.machine = machine;
    this.instance = machine.part('resources');
  }
}

const limit = (configuration: VMResourceConfiguration, name: string): number =>
  numberOrNull(configuration.instance, name) ?? UNLIMITED;
const inGB = (megabytes: number) => decimal(megabytes === UNLIMITED ? UNLIMITED : megabytes / 1024);
const number = (configuration: VMResourceConfiguration, name: string): number =>
  numberOf(configuration.instance, name);

defineType<VMResourceConfiguration>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VM.VMResourceConfiguration',
  accelerator: 'VMResourceConfiguration',
  instance: VMResourceConfiguration,
  toText: configuration => configuration.machine.name,
  properties: {
    VM: {get: c => c.machine},
    VMId: {type: 'string', get: c => powerCliId(c.machine.id)},
    CpuSharesLevel: {get: c => sharesLevel(textOf(c.instance, 'CpuSharesLevel'))},
    NumCpuShares: {type: 'int', get: c => number(c, 'NumCpuShares')},
    CpuReservationMhz: {type: 'long', get: c => BigInt(number(c, 'CpuReservationMHz'))},
    CpuLimitMhz: {type: 'long', get: c => BigInt(limit(c, 'CpuLimitMHz'))},
    MemSharesLevel: {get: c => sharesLevel(textOf(c.instance, 'MemSharesLevel'))},
    NumMemShares: {type: 'int', get: c => number(c, 'NumMemShares')},
    MemReservationMB: {type: 'decimal', get: c => decimal(number(c, 'MemReservationMB'))},
    MemReservationGB: {type: 'decimal', get: c => inGB(number(c, 'MemReservationMB'))},
    MemLimitMB: {type: 'decimal', get: c => decimal(limit(c, 'MemLimitMB'))},
    MemLimitGB: {type: 'decimal', get: c => inGB(limit(c, 'MemLimitMB'))},
  },
});
