/** Get-Annotation: what custom attributes say of an entity. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {annotationsOf, ATTRIBUTE} from '../inventory/custom-attribute.ts';
import {ENTITY} from '../inventory/entities.ts';
import {itemGiven, itemParameter, itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Annotation'} as const;

export const getAnnotation = cmdlet({
  name: 'Get-Annotation',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetAnnotation',
  synopsis: 'Retrieves annotations of an object.',
  description:
    'Every custom attribute for objects of its type is shown; where nothing is said the value is empty.',
  defaultParameterSet: 'Default',
  parameters: {
    Entity: itemParameter(speaker, ENTITY, {
      help: 'A machine, the host, a resource pool, a folder or the datacenter, or its name.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    CustomAttribute: itemsParameter(speaker, ATTRIBUTE, {
      help: 'Only of these attributes, as objects or by name.',
      sets: {Default: {position: 1}},
    }),
    Name: {
      type: 'string[]',
      help: 'Only of attributes with these names; wildcards are allowed.',
      wildcards: true,
      sets: {Name: {}},
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement.Annotation'],
  examples: [
    {
      title: 'Who owns a machine',
      code: '(Get-VM web1 | Get-Annotation -CustomAttribute Owner).Value',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const entity = itemGiven(run, speaker, ENTITY, p.Entity);
    const keys =
      p.CustomAttribute &&
      itemsGiven(run, speaker, ATTRIBUTE, p.CustomAttribute).map(({key}) => key);
    const matchers = p.Name?.map(name => wildcard(name));
    const found = annotationsOf(run.door(), entity)
      .filter(({key}) => keys?.includes(key) ?? true)
      .filter(({name}) => matchers?.some(matches => matches(name)) ?? true);
    for (const annotation of found) run.writeObject(annotation);
  },
});
