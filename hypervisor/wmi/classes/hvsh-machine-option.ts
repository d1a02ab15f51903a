/** Hvsh_MachineOption: one name and text kept with a machine. */
import type {Machine} from '../../root/vmms/machine.ts';
import {wmiClass} from '../class-definition.ts';

interface MachineOption {
  readonly machine: Machine;
  readonly name: string;
  readonly value: string;
}

const optionsOf = (machine: Machine): MachineOption[] =>
  Object.entries(machine.config.options ?? {}).map(([name, value]) => ({machine, name, value}));

export const hvshMachineOption = wmiClass<MachineOption>('Hvsh_MachineOption', {
  *list(vmms) {
    for (const machine of vmms.machines.values()) yield* optionsOf(machine);
  },
  find: (keys, vmms) => {
    const machine = vmms.machine(keys.get('systemname') ?? '');
    return machine && optionsOf(machine).find(({name}) => name === keys.get('name'));
  },
  properties: {
    SystemName: ({machine}) => machine.id,
    Name: ({name}) => name,
    ElementName: ({name}) => name,
    Value: ({value}) => value,
  },
});
