/** Get-VMSwitch of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {allSwitches, completeSwitchNames, switchesByName} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMSwitch'} as const;

export const getVMSwitch = cmdlet({
  name: 'Get-VMSwitch',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMSwitch',
  synopsis: 'Gets virtual switches.',
  defaultParameterSet: 'Name',
  parameters: {
    Name: {
      type: 'string',
      help: 'The name; wildcards are allowed.',
      aliases: ['SwitchName'],
      wildcards: true,
      sets: {Name: {position: 0}},
      complete: completeSwitchNames,
    },
    Id: {
      type: 'guid[]',
      help: 'Identifiers.',
      aliases: ['SwitchId'],
      sets: {Id: {position: 0, pipeline: 'both'}},
    },
    SwitchType: {
      type: 'string[]',
      help: 'Only switches of these types.',
      validate: [{set: ['Private', 'Internal', 'External']}],
    },
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMSwitch'],
  examples: [{title: 'The switches of this host', code: 'Get-VMSwitch | Sort-Object Name'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const types = p.SwitchType?.map(type => type.toLowerCase());
    const wanted = types ? new Set(types) : undefined;
    const ids = p.Id?.map(id => toText(id).toLowerCase());
    const all =
      p.Name === undefined ? allSwitches(run.door()) : switchesByName(run, speaker, [p.Name]);
    for (const id of ids ?? []) {
      if (all.some(network => network.id.toLowerCase() === id)) continue;
      const message = `Hyper-V was unable to find a virtual switch with id "${id}".`;
      run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, id));
    }
    for (const network of all) {
      const isWanted = !wanted || wanted.has(network.type.toLowerCase());
      if (isWanted && (!ids || ids.includes(network.id.toLowerCase()))) run.writeObject(network);
    }
  },
});
