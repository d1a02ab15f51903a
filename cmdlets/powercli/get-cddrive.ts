/** Get-CDDrive: the CD drives of machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {type CDDrive, cdDrivesOf} from '../inventory/cd-drive.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines, machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-CDDrive'} as const;

export const getCDDrive = cmdlet({
  name: 'Get-CDDrive',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.GetCDDrive',
  synopsis: 'Retrieves the CD drives of machines.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', wildcards: true},
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.CDDrive'],
  examples: [
    {title: 'What is in them', code: 'Get-VM | Get-CDDrive | Format-Table Parent, IsoPath'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : allMachines(run, 'PowerCLI');
    const drives = machines.flatMap(cdDrivesOf);
    const named = {kind: 'CDDrive', items: drives, nameOf: (cd: CDDrive) => cd.name};
    const items = byName(run, speaker, named, p.Name);
    const byId = {kind: 'CDDrive', items, nameOf: (cd: CDDrive) => cd.id};
    for (const cd of byName(run, speaker, byId, p.Id)) run.writeObject(cd);
  },
});
