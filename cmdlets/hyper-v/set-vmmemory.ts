/** Set-VMMemory of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {changeMachine} from '../inventory/change-settings.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {serviceSelector} from '../inventory/integration-service.ts';
import {memoryChange} from '../inventory/memory-change.ts';
import {VMMemory} from '../inventory/vm-memory.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMMemory'} as const;

export const setVMMemory = cmdlet({
  name: 'Set-VMMemory',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMMemory',
  synopsis: 'Configures the memory of virtual machines.',
  description:
    'Startup memory, maximum and whether memory is dynamic change while a machine is off; the minimum may sink, buffer and priority may change while it runs.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...serviceSelector,
    DynamicMemoryEnabled: {type: 'bool', help: 'Whether memory follows what the guest needs.'},
    StartupBytes: {type: 'long', help: 'Memory at the start, and always when it is not dynamic.'},
    MinimumBytes: {type: 'long', help: 'What dynamic memory leaves it at least.'},
    MaximumBytes: {type: 'long', help: 'What dynamic memory gives it at most.'},
    Buffer: {
      type: 'int',
      help: 'Percent of its need that it should have beside it.',
      validate: [{range: [5, 2000]}],
    },
    Priority: {
      type: 'int',
      help: 'How soon it gets memory when there is too little for all: 0 to 100.',
      validate: [{range: [0, 100]}],
    },
    Passthru: {type: 'switch', help: 'Writes the memory settings to the pipeline.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMMemory'],
  examples: [
    {
      title: 'Let a machine have what it needs, between 64 MB and 1 GB',
      code: 'Set-VMMemory web1 -DynamicMemoryEnabled $true -MinimumBytes 64MB -StartupBytes 256MB -MaximumBytes 1GB',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const machines = selected(run, speaker, {
      Name: Array.isArray(p.VMName) ? p.VMName.map(toText) : undefined,
      VM: p.VM,
    });
    for (const machine of machines) {
      if (!run.shouldProcess(machine.name, 'Set-VMMemory')) continue;
      const memory = memoryChange(machine, {
        DynamicMemoryEnabled: p.DynamicMemoryEnabled,
        startup: p.StartupBytes,
        minimum: p.MinimumBytes,
        maximum: p.MaximumBytes,
        buffer: p.Buffer,
        priority: p.Priority,
      });
      if (changeMachine(run, speaker, machine, {memory}) && p.Passthru)
        run.writeObject(new VMMemory(machine));
    }
  },
});
