/** Start-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {startVM as hyperV} from '../hyper-v/start-vm.ts';
import {startVM as powerCli} from '../powercli/start-vm.ts';
import {merged} from './merged.ts';

export const startVM = merged({
  name: 'Start-VM',
  module: 'hvsh',
  aliases: ['savm'],
  hyperV,
  powerCli,
  rename: {Name: 'VM'},
});
