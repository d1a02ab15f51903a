/** VMMemory: the memory settings of a machine, in Hyper-V's words. */
import {defineType} from '../../shell/values/index.ts';
import {flagOf, numberOf, textOf} from './cim-fields.ts';
import {MIB, type VirtualMachine} from './virtual-machine.ts';

export class VMMemory {
  readonly machine: VirtualMachine;
  constructor(machine: VirtualMachine) {
    this.machine = machine;
  }
}

const bytes = ({machine}: VMMemory, property: string): bigint =>
  BigInt(numberOf(machine.part('memory'), property)) * BigInt(MIB);

defineType<VMMemory>({
  fullName: 'Microsoft.HyperV.PowerShell.VMMemory',
  instance: VMMemory,
  toText: ({machine}) => `Microsoft.HyperV.PowerShell.VMMemory (${machine.name})`,
  properties: {
    VMName: {type: 'string', get: ({machine}) => machine.name},
    VMId: {type: 'guid', get: ({machine}) => machine.id.toLowerCase()},
    Name: {type: 'string', get: () => 'Memory'},
    Id: {type: 'string', get: ({machine}) => textOf(machine.part('memory'), 'InstanceID')},
    DynamicMemoryEnabled: {
      type: 'bool',
      get: ({machine}) => flagOf(machine.part('memory'), 'DynamicMemoryEnabled'),
    },
    Startup: {type: 'long', get: memory => bytes(memory, 'VirtualQuantity')},
    Minimum: {type: 'long', get: memory => bytes(memory, 'Reservation')},
    Maximum: {type: 'long', get: memory => bytes(memory, 'Limit')},
    Buffer: {
      type: 'int',
      get: ({machine}) => numberOf(machine.part('memory'), 'TargetMemoryBuffer', 20),
    },
    Priority: {
      type: 'int',
      get: ({machine}) => Math.round(numberOf(machine.part('memory'), 'Weight', 5000) / 100),
    },
    ResourcePoolName: {type: 'string', get: () => 'Primordial'},
    ComputerName: {
      type: 'string',
      get: ({machine}) => textOf(machine.live, 'HostComputerSystemName'),
    },
    IsDeleted: {type: 'bool', get: ({machine}) => (machine.live, machine.deleted)},
  },
});
