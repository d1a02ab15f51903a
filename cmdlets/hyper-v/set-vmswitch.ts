/** Set-VMSwitch of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeSwitch} from '../inventory/change-switch.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {hostPorts} from '../inventory/switch-ports.ts';
import {selectedSwitches, switchSelector} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMSwitch'} as const;

export const setVMSwitch = cmdlet({
  name: 'Set-VMSwitch',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMSwitch',
  synopsis: 'Configures virtual switches.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...switchSelector,
    SwitchType: {
      type: 'string',
      help: 'Internal or Private; external switches are made by naming an adapter of the host.',
      validate: [{set: ['Internal', 'Private']}],
    },
    NetAdapterName: {
      type: 'string',
      help: 'The adapter of the host that the switch leads out by: it becomes external.',
      aliases: ['InterfaceAlias'],
      position: 1,
    },
    Notes: {type: 'string', help: 'Text kept with the switch.', allowEmptyString: true},
    Passthru: {type: 'switch', help: 'Writes the switch to the pipeline.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMSwitch'],
  examples: [{title: 'Let the host in', code: 'Set-VMSwitch lab -SwitchType Internal'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const isOther = p.SwitchType !== undefined || p.NetAdapterName !== undefined;
    const adapters = p.NetAdapterName === undefined ? undefined : [p.NetAdapterName];
    const ports = isOther ? hostPorts(run, speaker, p.SwitchType, adapters, undefined) : undefined;
    for (const network of selectedSwitches(run, speaker, p)) {
      if (!run.shouldProcess(network.name, 'Set-VMSwitch')) continue;
      const changed = changeSwitch(run, speaker, network, {notes: p.Notes, ports});
      if (changed && p.Passthru) run.writeObject(changed);
    }
  },
});
