/** Stop-VM of the Hyper-V module: asks the guest to shut down unless told to turn off or save. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {Request, requestState, shutDownGuest} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Stop-VM'} as const;

interface How {
  readonly TurnOff: boolean;
  readonly Save: boolean;
  readonly Force: boolean;
}

function stop(run: Run, machine: VirtualMachine, how: How): boolean {
  if (how.TurnOff) return requestState(run, speaker, machine, Request.turnOff);
  if (how.Save) return requestState(run, speaker, machine, Request.save);
  return shutDownGuest(run, speaker, machine, how.Force);
}

export const stopVM = cmdlet({
  name: 'Stop-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.StopVM',
  synopsis: 'Shuts down, turns off, or saves virtual machines.',
  description:
    'Without -TurnOff or -Save the guest operating system is asked to shut down. -Force turns the machine off when the guest does not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    Save: {type: 'switch', help: 'Saves the state instead of shutting down.'},
    TurnOff: {type: 'switch', help: 'Turns the machine off at once, as if the power failed.'},
    Force: {type: 'switch', help: 'Turns the machine off when the guest can not shut down.'},
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [
    {title: 'Shut a machine down', code: 'Stop-VM web1'},
    {title: 'Turn all machines off', code: 'Get-VM | Stop-VM -TurnOff'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Stop-VM')) continue;
      if (stop(run, machine, p) && p.Passthru) run.writeObject(machine);
    }
  },
});
