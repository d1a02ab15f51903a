/** Get-VHD: what a virtual hard disk file is. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesById} from '../inventory/find-machines.ts';
import {diskPathsOf} from '../inventory/hard-disk.ts';
import {hostParameter, vhdPath, writeVhd} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VHD'} as const;

export const getVHD = cmdlet({
  name: 'Get-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.GetVHD',
  synopsis: 'Gets the virtual hard disk objects of files, or of the disks of machines.',
  defaultParameterSet: 'Path',
  parameters: {
    Path: {
      type: vhdPath.type,
      help: vhdPath.help,
      aliases: vhdPath.aliases,
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
    },
    VMId: {
      type: 'guid[]',
      help: 'Identifiers of machines, whose disks are meant.',
      aliases: ['Id'],
      sets: {VMId: {mandatory: true, position: 0, pipeline: 'both'}},
    },
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [
    {title: 'A disk file', code: 'Get-VHD web1.vhdx | Format-List VhdType, Size, FileSize'},
    {title: 'The disks of a machine', code: 'Get-VM web1 | Select-Object VMId | Get-VHD'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const machines = machinesById(run, speaker, (p.VMId ?? []).map(toText));
    const files = [
      ...(p.Path ?? []).map(text => run.session.resolvePath(text)),
      ...machines.flatMap(diskPathsOf),
    ];
    for (const file of files) writeVhd(run, speaker, file);
  },
});
