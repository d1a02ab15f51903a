/** Stop-VMGuest: shuts the guest operating system down through its integration component. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {shutDownGuest} from '../inventory/change-state.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Stop-VMGuest'} as const;

export const stopVMGuest = cmdlet({
  name: 'Stop-VMGuest',
  module: 'VMware.VimAutomation.Core',
  aliases: ['Shutdown-VMGuest'],
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.StopVMGuest',
  synopsis: 'Shuts down the guest operating system of virtual machines.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Server: serverParameter,
  },
  examples: [{title: 'Shut a guest down', code: 'Stop-VMGuest web1 -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (run.shouldProcess(machine.name, 'Stop-VMGuest'))
        shutDownGuest(run, speaker, machine, false);
    }
  },
});
