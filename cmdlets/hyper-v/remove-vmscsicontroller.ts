/** Remove-VMScsiController. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {controllersOf, machinesOf, remove} from '../inventory/drives.ts';
import {ScsiController} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMScsiController'} as const;

export const removeVMScsiController = cmdlet({
  name: 'Remove-VMScsiController',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVMScsiController',
  synopsis: 'Removes a SCSI controller with its drives from virtual machines; files stay.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: {
      type: 'string[]',
      help: 'Names of the virtual machines.',
      sets: {VMName: {mandatory: true, position: 0}},
    },
    ControllerNumber: {
      type: 'int',
      help: 'Number of the controller.',
      sets: {VMName: {mandatory: true, position: 1}},
    },
    VMScsiController: {
      type: 'Microsoft.HyperV.PowerShell.VMScsiController[]',
      help: 'The controllers themselves.',
      sets: {Object: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Passthru: {type: 'switch', help: 'Writes the removed controllers to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMScsiController'],
  examples: [{title: 'The second one', code: 'Remove-VMScsiController web1 1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const given = (p.VMScsiController ?? []).flatMap(each =>
      each instanceof ScsiController ? [each] : [],
    );
    const named = machinesOf(run, speaker, p).flatMap(machine =>
      controllersOf(machine)
        .filter(({type, number}) => type === 'SCSI' && number === p.ControllerNumber)
        .map(controller => new ScsiController(machine, controller)),
    );
    for (const each of [...given, ...named]) {
      const {machine, controller} = each;
      if (!run.shouldProcess(machine.name, 'Remove-VMScsiController')) continue;
      if (remove(run, speaker, machine, controller.setting) && p.Passthru) run.writeObject(each);
    }
  },
});
