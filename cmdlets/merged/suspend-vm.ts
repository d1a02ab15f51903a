/** Suspend-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {suspendVM as hyperV} from '../hyper-v/suspend-vm.ts';
import {suspendVM as powerCli} from '../powercli/suspend-vm.ts';
import {merged} from './merged.ts';

export const suspendVM = merged({
  name: 'Suspend-VM',
  module: 'hvsh',
  hyperV,
  powerCli,
  rename: {Name: 'VM'},
});
