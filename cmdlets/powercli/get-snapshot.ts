/** Get-Snapshot: the snapshots of machines. The host makes none. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Snapshot'} as const;

export const getSnapshot = cmdlet({
  name: 'Get-Snapshot',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetSnapshot',
  synopsis: 'Retrieves the snapshots of machines.',
  description: 'The host can not take snapshots yet: there is nothing to retrieve.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 1, wildcards: true},
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.Snapshot'],
  examples: [{title: 'None', code: '@(Get-VM | Get-Snapshot).Count', output: ['0']}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const names of [p.Name, p.Id])
      byName(run, speaker, {kind: 'Snapshot', items: [], nameOf: String}, names);
  },
});
