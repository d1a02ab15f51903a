/** The processors of one machine, as Get-VMProcessor writes them. */
import {hostname} from 'node:os';
import {defineType} from '../../shell/values/define-type.ts';
import type {PropertySpec} from '../../shell/values/type-spec.ts';
import {flagOf, numberOf, textOf} from './cim-fields.ts';
import {guid, type VirtualMachine} from './virtual-machine.ts';

/** WMI counts thousandths of a percent. */
export const THOUSANDTHS = 1000;

export class VMProcessor {
  readonly machine: VirtualMachine;

  constructor(machine: VirtualMachine) {
    this.machine = machine;
  }

  get settings() {
    return this.machine.part('processor'); // Msvm_ProcessorSettingData
  }
}

const long = (property: string, unit = 1): PropertySpec<VMProcessor> => ({
  type: 'long',
  get: ({settings}) => BigInt(Math.round(numberOf(settings, property) / unit)),
});
const flag = (property: string): PropertySpec<VMProcessor> => ({
  type: 'bool',
  get: ({settings}) => flagOf(settings, property),
});

defineType<VMProcessor>({
  fullName: 'Microsoft.HyperV.PowerShell.VMProcessor',
  accelerator: 'VMProcessor',
  instance: VMProcessor,
  toText: () => 'Microsoft.HyperV.PowerShell.VMProcessor',
  properties: {
    ResourcePoolName: {type: 'string', get: () => 'Primordial'},
    Count: long('VirtualQuantity'),
    CompatibilityForMigrationEnabled: flag('LimitProcessorFeatures'),
    CompatibilityForOlderOperatingSystemsEnabled: flag('LimitCPUID'),
    HwThreadCountPerCore: long('HwThreadsPerCore'),
    ExposeVirtualizationExtensions: flag('ExposeVirtualizationExtensions'),
    EnablePerfmonPmu: flag('EnablePerfmonPmu'),
    EnablePerfmonLbr: flag('EnablePerfmonLbr'),
    EnablePerfmonPebs: flag('EnablePerfmonPebs'),
    EnablePerfmonIpt: flag('EnablePerfmonIpt'),
    EnableLegacyApicMode: flag('EnableLegacyApicMode'),
    AllowACountMCount: flag('AllowACountMCount'),
    Maximum: long('Limit', THOUSANDTHS),
    Reserve: long('Reservation', THOUSANDTHS),
    RelativeWeight: {type: 'int', get: ({settings}) => numberOf(settings, 'Weight')},
    MaximumCountPerNumaNode: long('MaxProcessorsPerNumaNode'),
    MaximumCountPerNumaSocket: long('MaxNumaNodesPerSocket'),
    EnableHostResourceProtection: flag('EnableHostResourceProtection'),
    Name: {type: 'string', get: ({settings}) => textOf(settings, 'ElementName')},
    Id: {type: 'string', get: ({settings}) => textOf(settings, 'InstanceID')},
    VMId: {type: 'guid', get: ({machine}) => guid(machine.id)},
    VMName: {type: 'string', get: ({machine}) => machine.name},
    ComputerName: {type: 'string', get: () => hostname()},
    IsDeleted: {type: 'bool', get: ({machine}) => machine.deleted},
  },
});
