/** Stop-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {stopVM as hyperV} from '../hyper-v/stop-vm.ts';
import {stopVM as powerCli} from '../powercli/stop-vm.ts';
import {merged} from './merged.ts';

export const stopVM = merged({
  name: 'Stop-VM',
  module: 'hvsh',
  aliases: ['spvm'],
  hyperV,
  powerCli,
  rename: {Name: 'VM'},
});
