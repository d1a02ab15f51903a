/** Get-CustomAttribute: the custom attributes there are. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allAttributes, type CustomAttribute, TARGET_TYPES} from '../inventory/custom-attribute.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-CustomAttribute'} as const;

export const getCustomAttribute = cmdlet({
  name: 'Get-CustomAttribute',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetCustomAttribute',
  synopsis: 'Retrieves custom attributes.',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    TargetType: {
      type: 'string[]',
      help: 'Only those for objects of these types.',
      position: 1,
      validate: [{set: [...TARGET_TYPES]}],
    },
    Global: {type: 'switch', help: 'Only those for all types.'},
    Id: {type: 'string[]', help: 'Identifiers.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement.CustomAttribute'],
  examples: [{title: 'Those of machines', code: 'Get-CustomAttribute -TargetType VirtualMachine'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const types = p.TargetType?.map(type => type.toLowerCase());
    const items = allAttributes(run.door())
      .filter(({id}) => p.Id?.includes(id) ?? true)
      .filter(({target}) => !p.Global || target === null)
      .filter(({target}) => types?.includes(target?.toLowerCase() ?? '') ?? true);
    const named = {kind: 'CustomAttribute', items, nameOf: ({name}: CustomAttribute) => name};
    for (const attribute of byName(run, speaker, named, p.Name)) run.writeObject(attribute);
  },
});
