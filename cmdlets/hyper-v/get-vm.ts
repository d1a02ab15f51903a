/** Get-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  allMachines,
  completeMachineNames,
  machinesById,
  machinesByName,
} from '../inventory/find-machines.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VM'} as const;

export const getVM = cmdlet({
  name: 'Get-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVM',
  synopsis: 'Gets the virtual machines of a host.',
  defaultParameterSet: 'Name',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names of the virtual machines; wildcards are allowed. Absent: all.',
      aliases: ['VMName'],
      wildcards: true,
      sets: {Name: {position: 0, pipeline: 'value'}},
      complete: completeMachineNames,
    },
    Id: {
      type: 'guid',
      help: 'The identifier of one virtual machine.',
      sets: {Id: {position: 0, pipeline: 'both'}},
    },
    ComputerName: {
      type: 'string[]',
      help: 'The Hyper-V host: this machine.',
      sets: {Name: {}, Id: {}},
    },
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [
    {title: 'List all machines', code: 'Get-VM'},
    {title: 'Machines that run', code: "Get-VM | Where-Object State -eq 'Running'"},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const found =
      p.Id !== undefined
        ? machinesById(run, speaker, [toText(p.Id)])
        : p.Name
          ? machinesByName(run, speaker, p.Name)
          : allMachines(run, 'HyperV');
    for (const machine of found) run.writeObject(machine);
  },
});
