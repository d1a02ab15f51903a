/** Restart-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {restartVM as hyperV} from '../hyper-v/restart-vm.ts';
import {restartVM as powerCli} from '../powercli/restart-vm.ts';
import {merged} from './merged.ts';

export const restartVM = merged({
  name: 'Restart-VM',
  module: 'hvsh',
  hyperV,
  powerCli,
  rename: {Name: 'VM'},
});
