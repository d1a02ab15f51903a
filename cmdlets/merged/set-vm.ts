/** Set-VM by its bare name: Hyper-V's or PowerCLI's, as the call speaks. */
import {setVM as hyperV} from '../hyper-v/set-vm.ts';
import {setVM as powerCli} from '../powercli/set-vm.ts';
import {merged} from './merged.ts';

export const setVM = merged({
  name: 'Set-VM',
  module: 'hvsh',
  hyperV,
  powerCli,
  adapt: p => (p.VM === undefined ? {...p, VM: p.Name, Name: p.NewVMName} : p),
  override: {
    Name: {
      ...hyperV.parameters.Name,
      type: 'string[]',
      help: 'The machines by name; with -VM, the new name, as in PowerCLI.',
      sets: {Name: {mandatory: true, position: 0, pipeline: 'value'}, VMObject: {}},
    },
  },
});
