/** Start-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState, startFromImage} from '../inventory/change-state.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Start-VM'} as const;

export const startVM = cmdlet({
  name: 'Start-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.StartVM',
  synopsis: 'Starts virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    FromImageState: {
      type: 'switch',
      help: 'Starts a machine of an image from the saved state that the image keeps: idle at its prompt, with a name and identity of its own. The first such start boots and keeps the state; each size of memory and set of devices has its own. Only for machines whose disk was never used.',
    },
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [
    {title: 'Start every machine whose name begins with web', code: 'Start-VM web*'},
    {title: 'A Linux machine within a second', code: 'Start-VM deb -FromImageState'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Start-VM')) continue;
      const started = p.FromImageState
        ? startFromImage(run, speaker, machine)
        : requestState(run, speaker, machine, Request.start);
      if (started && p.Passthru) run.writeObject(machine);
    }
  },
});
