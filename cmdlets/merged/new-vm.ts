/** New-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {newVM as hyperV} from '../hyper-v/new-vm.ts';
import {newVM as powerCli} from '../powercli/new-vm.ts';
import {merged} from './merged.ts';

export const newVM = merged({
  name: 'New-VM',
  module: 'hvsh',
  hyperV,
  powerCli,
  override: {
    Name: {type: 'string', help: 'The name.', aliases: ['VMName'], position: 0, pipeline: 'both'},
    VMHost: {type: 'object', help: 'The host: this machine.', aliases: ['Host']},
  },
});
