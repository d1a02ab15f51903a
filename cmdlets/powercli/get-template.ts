/** Get-Template: finds nothing, since this host keeps no templates. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {byName} from '../inventory/by-name.ts';
import {LOCATION} from '../inventory/locations.ts';
import {itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Template'} as const;

export const getTemplate = cmdlet({
  name: 'Get-Template',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetTemplate',
  synopsis: 'Retrieves the virtual machine templates of a server.',
  description:
    'This host keeps no templates, so none is found: a name without wildcards is an error.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed.',
      wildcards: true,
      sets: {Default: {position: 0}},
    },
    Location: itemsParameter(speaker, LOCATION, {
      help: 'Folders or the datacenter to look in.',
      sets: {Default: {pipeline: 'value'}},
    }),
    NoRecursion: {type: 'switch', help: 'Only direct children.', sets: {Default: {}}},
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Template'],
  examples: [{title: 'How many there are', code: '@(Get-Template).Count'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    byName(run, speaker, {kind: 'Template', items: [], nameOf: () => ''}, p.Name ?? p.Id);
  },
});
