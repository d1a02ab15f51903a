/** Copy-VMFile of the Hyper-V module: a file of the host into guests, by the guest service interface. */
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/run.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {type Speaker, vmError} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Copy-VMFile'};

interface Copy {
  readonly SourcePath: string;
  readonly DestinationPath: string;
  readonly CreateFullPath: boolean;
  readonly Force: boolean;
}

/** False after an error was written. */
function copy(run: Run, machine: VirtualMachine, p: Copy): boolean {
  const [service] = machine.door.query(
    `SELECT * FROM Msvm_GuestFileService WHERE SystemName='${machine.id}'`,
  );
  if (!service) {
    run.writeError(
      vmError(
        speaker,
        'OperationFailed',
        'InvalidOperation',
        `Failed to initiate copying files to the guest: '${machine.name}' is not running, or its Guest Service Interface is disabled.`,
        machine,
      ),
    );
    return false;
  }
  const setting = {
    className: 'Msvm_CopyFileToGuestSettingData',
    path: '',
    properties: {
      SourcePath: path.resolve(run.session.location, p.SourcePath),
      DestinationPath: p.DestinationPath,
      OverwriteExisting: p.Force,
      CreateFullPath: p.CreateFullPath,
    },
  };
  const outcome = perform(
    run,
    service,
    'CopyFilesToGuest',
    {CopyFileToGuestSettings: [setting]},
    `Copying ${p.SourcePath} to ${machine.name}`,
  );
  if (outcome.code === 0) return true;
  run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
  return false;
}

export const copyVMFile = cmdlet({
  name: 'Copy-VMFile',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.CopyVMFile',
  synopsis: 'Copies a file of the host to virtual machines that run.',
  description:
    'The guest needs its file copy service, and the integration service "Guest Service Interface" must be enabled, which it is not in new machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    SourcePath: {type: 'string', help: 'The file on the host.', mandatory: true, position: 1},
    DestinationPath: {
      type: 'string',
      help: 'Where it goes in the guest: a file, or a folder that ends in a separator.',
      mandatory: true,
      position: 2,
    },
    FileSource: {
      type: 'string',
      help: 'Where the source is: Host.',
      mandatory: true,
      position: 3,
      validate: [{set: ['Host']}],
    },
    CreateFullPath: {type: 'switch', help: 'Makes the folders of the destination.'},
    Force: {type: 'switch', help: 'Replaces a file that exists.'},
    Passthru: passthru,
  },
  examples: [
    {
      title: 'Copy a file to a machine',
      code: 'Copy-VMFile web1 ./site.conf /etc/nginx/ -FileSource Host -CreateFullPath -Force',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Copy-VMFile')) continue;
      if (copy(run, machine, p) && p.Passthru) run.writeObject(machine);
    }
  },
});
