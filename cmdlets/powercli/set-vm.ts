/** Set-VM of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {changeMachine, type MachineChange} from '../inventory/change-settings.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-VM'} as const;

interface Settings {
  readonly Name?: string | undefined;
  readonly Notes?: string | undefined;
  readonly NumCpu?: number | undefined;
  readonly MemoryGB?: unknown;
  readonly MemoryMB?: bigint | undefined;
}

function changeOf(p: Settings): MachineChange {
  const memoryMB = p.MemoryGB === undefined ? p.MemoryMB : asNumber(p.MemoryGB) * 1024;
  const system: Record<string, CimValue> = {};
  if (p.Name !== undefined) system.ElementName = p.Name;
  if (p.Notes !== undefined) system.Notes = [p.Notes];
  return {
    system,
    ...(memoryMB === undefined ? {} : {memory: {VirtualQuantity: Number(memoryMB)}}),
    ...(p.NumCpu === undefined ? {} : {processor: {VirtualQuantity: p.NumCpu}}),
  };
}

export const setVM = cmdlet({
  name: 'Set-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetVM',
  synopsis: 'Modifies virtual machines.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Name: {type: 'string', help: 'A new name.'},
    NumCpu: {type: 'int', help: 'Number of virtual processors.', validate: [{range: [1, 64]}]},
    MemoryGB: {type: 'decimal', help: 'Memory in GB.'},
    MemoryMB: {type: 'long', help: 'Memory in MB.'},
    Notes: {
      type: 'string',
      help: 'Text kept with the machine.',
      aliases: ['Description'],
      allowEmptyString: true,
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [{title: 'More memory', code: 'Set-VM web1 -MemoryMB 128 -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'Setting VM configuration')) continue;
      if (changeMachine(run, speaker, machine, changeOf(p)))
        run.writeObject(machine.fresh('PowerCLI'));
    }
  },
});
