/** Connect-VMNetworkAdapter of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  adapterPassthru,
  adapterSelector,
  connect,
  fresh,
  selectedAdapters,
} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {completeSwitchNames, requireSwitch, VMSwitch} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Connect-VMNetworkAdapter'} as const;

export const connectVMNetworkAdapter = cmdlet({
  name: 'Connect-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.ConnectVMNetworkAdapter',
  synopsis: 'Connects network adapters of virtual machines to a switch.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name_SwitchName',
  parameters: {
    VMName: {
      ...adapterSelector.VMName,
      sets: {
        Name_SwitchName: {mandatory: true, position: 0},
        Name_SwitchObject: {mandatory: true, position: 0},
      },
    },
    Name: {
      type: 'string[]',
      help: 'Names of the adapters; wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
      sets: {Name_SwitchName: {}, Name_SwitchObject: {position: 1}},
    },
    VMNetworkAdapter: {
      ...adapterSelector.VMNetworkAdapter,
      sets: {
        Object_SwitchName: {mandatory: true, position: 0, pipeline: 'value'},
        Object_SwitchObject: {mandatory: true, position: 0, pipeline: 'value'},
      },
    },
    SwitchName: {
      type: 'string',
      help: 'The switch.',
      complete: completeSwitchNames,
      sets: {
        Name_SwitchName: {mandatory: true, position: 1},
        Object_SwitchName: {mandatory: true, position: 1},
      },
    },
    VMSwitch: {
      type: 'VMSwitch',
      help: 'The switch itself.',
      sets: {
        Name_SwitchObject: {mandatory: true, position: 2},
        Object_SwitchObject: {mandatory: true, position: 1},
      },
    },
    Passthru: adapterPassthru,
    ComputerName: {
      type: 'string[]',
      help: 'The Hyper-V host: this machine.',
      sets: {Name_SwitchName: {}},
    },
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [
    {title: 'To another switch', code: 'Connect-VMNetworkAdapter -VMName web1 -SwitchName lab'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const network =
      p.VMSwitch instanceof VMSwitch ? p.VMSwitch : requireSwitch(run, speaker, p.SwitchName ?? '');
    for (const adapter of selectedAdapters(run, speaker, p, p.Name)) {
      if (!run.shouldProcess(adapter.machine.name, 'Connect-VMNetworkAdapter')) continue;
      if (connect(run, speaker, adapter, network) && p.Passthru) run.writeObject(fresh(adapter));
    }
  },
});
