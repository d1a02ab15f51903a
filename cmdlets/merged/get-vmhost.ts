/** Get-VMHost by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {getVMHost as hyperV} from '../hyper-v/get-vmhost.ts';
import {getVMHost as powerCli} from '../powercli/get-vmhost.ts';
import {merged} from './merged.ts';

export const getVMHost = merged({
  name: 'Get-VMHost',
  module: 'hvsh',
  hyperV,
  powerCli,
  rename: {ComputerName: 'Name'},
  supportsShouldProcess: false,
});
