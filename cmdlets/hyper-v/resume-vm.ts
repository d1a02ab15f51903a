/** Resume-VM of the Hyper-V module: goes on with a paused machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {invalidState} from '../inventory/flavour.ts';
import {EnabledState, faultStateText} from '../inventory/machine-state.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Resume-VM'} as const;

/** States from which going on is not a start: Hyper-V refuses a machine that is off or saved. */
const RESUMABLE: readonly number[] = [EnabledState.Paused, EnabledState.Running];

export const resumeVM = cmdlet({
  name: 'Resume-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.ResumeVM',
  synopsis: 'Resumes paused virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {...hyperVSelector, Passthru: passthru},
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Resume a machine', code: 'Resume-VM web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Resume-VM')) continue;
      const state = machine.fresh().enabledState;
      if (!RESUMABLE.includes(state))
        run.writeError(invalidState(speaker, machine.name, faultStateText(state), machine));
      else if (requestState(run, speaker, machine, Request.start) && p.Passthru)
        run.writeObject(machine);
    }
  },
});
