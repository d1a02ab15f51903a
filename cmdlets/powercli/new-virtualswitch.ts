/** New-VirtualSwitch of PowerCLI: private without an adapter of the host, external with one. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {pathOf, textOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {nameTaken} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {hostPorts} from '../inventory/switch-ports.ts';
import {VirtualSwitch} from '../inventory/vi-network.ts';
import {allSwitches, switchById} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-VirtualSwitch'} as const;

export const newVirtualSwitch = cmdlet({
  name: 'New-VirtualSwitch',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Host.NewVirtualSwitch',
  synopsis: 'Creates a virtual switch.',
  supportsShouldProcess: true,
  parameters: {
    VMHost: {type: 'object', help: 'The host: this machine.', position: 0, pipeline: 'value'},
    Name: {type: 'string', help: 'The name.', mandatory: true, position: 1},
    Nic: {
      type: 'object[]',
      help: 'The adapter of the host that it leads out by; machines only without one.',
      position: 3,
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualSwitch'],
  examples: [{title: 'A switch for machines only', code: 'New-VirtualSwitch -Name lab'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (p.VMHost !== undefined) requireThisMachine(run, speaker, toText(p.VMHost));
    const ports = hostPorts(run, speaker, undefined, p.Nic?.map(toText), undefined);
    const isTaken = allSwitches(run.door()).some(
      ({name}) => name.toLowerCase() === p.Name.toLowerCase(),
    );
    if (isTaken) return run.writeError(nameTaken(speaker, p.Name));
    if (!run.shouldProcess(p.Name, 'New-VirtualSwitch')) return;
    const SystemSettings = {
      className: 'Msvm_VirtualEthernetSwitchSettingData',
      path: '',
      properties: {ElementName: p.Name},
    };
    const outcome = perform(
      run,
      'Msvm_VirtualEthernetSwitchManagementService',
      'DefineSystem',
      {SystemSettings, ResourceSettings: ports},
      `Creating ${p.Name}`,
    );
    if (outcome.code !== 0) return run.writeError(refusal(speaker, `'${p.Name}'`, outcome, p.Name));
    const made = run.door().get(pathOf(outcome.result.ResultingSystem) ?? '');
    const network = switchById(run.door(), textOf(made, 'Name'));
    if (network) run.writeObject(new VirtualSwitch(network));
  },
});
