/** Get-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {getVM as hyperV} from '../hyper-v/get-vm.ts';
import {getVM as powerCli} from '../powercli/get-vm.ts';
import {merged} from './merged.ts';

export const getVM = merged({
  name: 'Get-VM',
  module: 'hvsh',
  aliases: ['gvm'],
  hyperV,
  powerCli,
  override: {
    Id: {
      type: 'string[]',
      help: 'Identifiers, as GUIDs or as PowerCLI shows them.',
      sets: {Id: {position: 0, pipeline: 'name'}},
    },
  },
  supportsShouldProcess: false,
});
