/** Test-VHD: whether a virtual hard disk and its parents can be used. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {changeVhd, hostParameter, vhdPath} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Test-VHD'} as const;

export const testVHD = cmdlet({
  name: 'Test-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.TestVHD',
  synopsis: 'Tests a virtual hard disk for problems that would make it unusable.',
  description: 'Writes True for a good disk, and the error and False for another one.',
  parameters: {Path: vhdPath, ComputerName: hostParameter},
  outputTypes: ['System.Boolean'],
  examples: [{title: 'A chain', code: 'Test-VHD child.vhdx'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const file of p.Path.map(text => run.session.resolvePath(text))) {
      const activity = 'Validating virtual hard disk';
      run.writeObject(
        changeVhd(run, speaker, file, 'ValidateVirtualHardDisk', {Path: file}, activity),
      );
    }
  },
});
