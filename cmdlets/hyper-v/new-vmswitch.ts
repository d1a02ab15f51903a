/** New-VMSwitch of the Hyper-V module. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {pathOf, textOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {hostPorts} from '../inventory/switch-ports.ts';
import {switchById} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'New-VMSwitch'} as const;
const SERVICE = 'Msvm_VirtualEthernetSwitchManagementService';

export const newVMSwitch = cmdlet({
  name: 'New-VMSwitch',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.NewVMSwitch',
  synopsis: 'Creates a virtual switch.',
  description:
    "An external switch reaches what the host reaches by a network of its own with DHCP, DNS and address translation over the host's sockets: it needs no privileges. The gateway's address is also that of the host.",
  supportsShouldProcess: true,
  defaultParameterSet: 'NetAdapterName',
  parameters: {
    Name: {
      type: 'string',
      help: 'The name.',
      aliases: ['SwitchName'],
      mandatory: true,
      position: 0,
    },
    SwitchType: {
      type: 'string',
      help: 'Internal: machines and this host. Private: machines only.',
      validate: [{set: ['Internal', 'Private']}],
      sets: {SwitchType: {mandatory: true}},
    },
    NetAdapterName: {
      type: 'string[]',
      help: 'The adapter of the host that an external switch is made for.',
      aliases: ['InterfaceAlias'],
      sets: {NetAdapterName: {mandatory: true, pipeline: 'name'}},
    },
    NetAdapterInterfaceDescription: {
      type: 'string[]',
      help: 'The same, by description: here the name.',
      aliases: ['InterfaceDescription'],
      sets: {NetAdapterInterfaceDescription: {mandatory: true, pipeline: 'name'}},
    },
    AllowManagementOS: {
      type: 'bool',
      help: 'The host is always on an external switch here: only $true is taken.',
      sets: {NetAdapterName: {}, NetAdapterInterfaceDescription: {}},
    },
    Notes: {type: 'string', help: 'Text kept with the switch.', allowEmptyString: true},
    Id: {type: 'string', help: 'Its identifier, a GUID.', aliases: ['SwitchId']},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMSwitch'],
  examples: [{title: 'A switch for machines only', code: 'New-VMSwitch lab -SwitchType Private'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const adapters = p.NetAdapterName ?? p.NetAdapterInterfaceDescription;
    const ports = hostPorts(run, speaker, p.SwitchType, adapters, p.AllowManagementOS);
    if (!run.shouldProcess(p.Name, 'New-VMSwitch')) return;
    const settings: Record<string, CimValue> = {
      ElementName: p.Name,
      Notes: [p.Notes ?? ''],
      ...(p.Id === undefined ? {} : {VirtualSystemIdentifier: p.Id}),
    };
    const SystemSettings = {
      className: 'Msvm_VirtualEthernetSwitchSettingData',
      path: '',
      properties: settings,
    };
    const params = {SystemSettings, ResourceSettings: ports};
    const outcome = perform(run, SERVICE, 'DefineSystem', params, `Creating ${p.Name}`);
    if (outcome.code !== 0) {
      run.writeError(refusal(speaker, `'${p.Name}'`, outcome, p.Name));
      return;
    }
    const made = run.door().get(pathOf(outcome.result.ResultingSystem) ?? '');
    run.writeObject(switchById(run.door(), textOf(made, 'Name')) ?? null);
  },
});
