/** Get-Cluster: a standalone host is in none, so only names are answered: with an error. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {containerType} from '../inventory/container.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {defineType} from '../../shell/values/define-type.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Cluster'} as const;

defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.Cluster',
  accelerator: 'Cluster',
  base: containerType,
  abstract: true,
});

export const getCluster = cmdlet({
  name: 'Get-Cluster',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetCluster',
  synopsis: 'Retrieves the clusters of a server.',
  description: 'A standalone host is in no cluster: there is nothing to retrieve.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    RelatedObject: {
      type: 'object[]',
      help: 'A machine, the host, a folder or a datastore.',
      aliases: ['VM', 'VMHost', 'Location'],
      pipeline: 'value',
    },
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Cluster'],
  examples: [{title: 'None on a standalone host', code: '@(Get-Cluster).Count', output: ['0']}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    byName(run, speaker, {kind: 'Cluster', items: [], nameOf: String}, p.Name);
  },
});
