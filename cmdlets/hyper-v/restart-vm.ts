/** Restart-VM of the Hyper-V module: resets, or reboots through the guest. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {Request, requestState, shutDownGuest} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {invalidState} from '../inventory/flavour.ts';
import {EnabledState, faultStateText} from '../inventory/machine-state.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Restart-VM'} as const;

function restart(run: Run, machine: VirtualMachine, type: unknown): boolean {
  const state = machine.fresh().enabledState;
  if (state !== EnabledState.Running && state !== EnabledState.Paused) {
    run.writeError(invalidState(speaker, machine.name, faultStateText(state), machine));
    return false;
  }
  if (type === 'Reboot')
    return (
      shutDownGuest(run, speaker, machine, false) &&
      requestState(run, speaker, machine, Request.start)
    );
  return requestState(run, speaker, machine, Request.reset);
}

export const restartVM = cmdlet({
  name: 'Restart-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RestartVM',
  synopsis: 'Restarts virtual machines.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    Force: {type: 'switch', help: 'Does not ask.'},
    Type: {
      type: 'string',
      help: 'Reset at once, or Reboot through the guest.',
      validate: [{set: ['Reset', 'Reboot']}],
      defaultText: 'Reset',
    },
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Reset a machine without being asked', code: 'Restart-VM web1 -Force'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Restart-VM')) continue;
      if (!p.Force && !agreed(run, machine.name)) continue;
      if (restart(run, machine, p.Type) && p.Passthru) run.writeObject(machine);
    }
  },
});

const agreed = (run: Run, name: string): boolean =>
  run.bound.has('Confirm') ||
  run.shouldContinue(`Are you sure you want to restart the virtual machine "${name}"?`, 'Confirm');
