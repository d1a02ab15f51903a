/** Remove-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {removeVM as hyperV} from '../hyper-v/remove-vm.ts';
import {removeVM as powerCli} from '../powercli/remove-vm.ts';
import {merged} from './merged.ts';

export const removeVM = merged({
  name: 'Remove-VM',
  module: 'hvsh',
  hyperV,
  powerCli,
  rename: {Name: 'VM'},
});
