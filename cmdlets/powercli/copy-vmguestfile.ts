/** Copy-VMGuestFile: files between this machine and a guest, through the guest's agent. */
import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {numberOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {askGuest, type GuestArguments, guestParameters} from '../inventory/guest-operations.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Copy-VMGuestFile',
  className: 'CopyVMGuestFile',
} as const;

interface Copy extends GuestArguments {
  readonly Destination: string;
  readonly Force: boolean;
}

const isFolder = (file: string): boolean =>
  statSync(file, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** A destination that is a folder takes the file under its name. */
function toGuest(run: Run, machine: VirtualMachine, source: string, p: Copy): void {
  const file = run.session.resolvePath(source);
  requireFile(run, speaker, file, 'source');
  const target = isGuestFolder(run, machine, p)
    ? path.posix.join(p.Destination, path.basename(file))
    : p.Destination;
  const params = {SourcePath: file, DestinationPath: target, CreateFullPath: p.Force};
  askGuest(run, speaker, machine, 'CopyToGuest', params, p);
}

function isGuestFolder(run: Run, machine: VirtualMachine, p: Copy): boolean {
  if (p.Destination.endsWith('/')) return true;
  const params = {Text: `[ -d '${p.Destination.replaceAll("'", "'\\''")}' ]`};
  const job = askGuest(run, speaker, machine, 'RunScript', params, p)?.job;
  return job !== undefined && numberOf(job, 'ExitCode') === 0;
}

function fromGuest(run: Run, machine: VirtualMachine, source: string, p: Copy): void {
  const given = run.session.resolvePath(p.Destination);
  const isIn = p.Destination.endsWith('/') || isFolder(given);
  const target = isIn ? path.join(given, path.posix.basename(source)) : given;
  const folder = path.dirname(target);
  if (!existsSync(folder)) {
    if (p.Force) run.call('New-Item', '-ItemType', 'Directory', '-Path', folder, '-Force');
    else requireFile(run, speaker, folder, 'destination');
  }
  askGuest(
    run,
    speaker,
    machine,
    'CopyFromGuest',
    {SourcePath: source, DestinationPath: target},
    p,
  );
}

export const copyVMGuestFile = cmdlet({
  name: 'Copy-VMGuestFile',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.CopyVMGuestFile',
  synopsis: 'Copies files to and from the guest OS of a virtual machine.',
  description:
    'Files go through a serial port of the guest, some hundred kilobytes a second, and up to 64 MB each.',
  supportsShouldProcess: true,
  defaultParameterSet: 'LocalToGuest',
  parameters: {
    Source: {
      type: 'string[]',
      help: 'The files: of this machine with -LocalToGuest, of the guest with -GuestToLocal.',
      mandatory: true,
      position: 0,
    },
    Destination: {
      type: 'string',
      help: 'A file or a folder on the other side.',
      mandatory: true,
      position: 1,
    },
    VM: machineParameter(speaker, {position: 2, pipeline: 'value', mandatory: true}),
    LocalToGuest: {
      type: 'switch',
      help: 'From this machine to the guest.',
      sets: {LocalToGuest: {mandatory: true}},
    },
    GuestToLocal: {
      type: 'switch',
      help: 'From the guest to this machine.',
      sets: {GuestToLocal: {mandatory: true}},
    },
    Force: {type: 'switch', help: 'Makes the folders of the destination.'},
    ...guestParameters,
    Server: serverParameter,
  },
  examples: [
    {
      title: 'A file to the guest',
      code: 'Copy-VMGuestFile ./app.conf /etc/app.conf deb -LocalToGuest',
    },
    {title: 'A log from it', code: 'Copy-VMGuestFile /var/log/messages . deb -GuestToLocal'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const copy = p.GuestToLocal ? fromGuest : toGuest;
    for (const machine of machinesGiven(run, speaker, p.VM))
      for (const source of p.Source)
        if (run.shouldProcess(source, `Copy-VMGuestFile to ${p.Destination}`))
          copy(run, machine, source, p);
  },
});
