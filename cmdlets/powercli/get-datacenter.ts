/** Get-Datacenter: the one datacenter a standalone host has. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {type Datacenter, theDatacenter} from '../inventory/tree.ts';
import {tagParameter, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Datacenter'} as const;

export const getDatacenter = cmdlet({
  name: 'Get-Datacenter',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetDatacenter',
  synopsis: 'Retrieves the datacenters of a server.',
  description: 'A standalone host has one, ha-datacenter, that holds everything.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    RelatedObject: {
      type: 'object[]',
      help: 'A machine, the host, a folder or a datastore: the datacenter it is in.',
      aliases: ['VM', 'VMHost', 'Location', 'Cluster'],
      pipeline: 'value',
    },
    Tag: tagParameter(speaker),
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Datacenter'],
  examples: [{title: 'Its name', code: '(Get-Datacenter).Name'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const all = [theDatacenter(run.door())].filter(({id}) => p.Id?.includes(id) ?? true);
    const items = withTags(run, speaker, all, p.Tag);
    const named = {kind: 'Datacenter', items, nameOf: (center: Datacenter) => center.name};
    for (const center of byName(run, speaker, named, p.Name)) run.writeObject(center);
  },
});
