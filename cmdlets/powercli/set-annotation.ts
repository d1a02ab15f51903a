/** Set-Annotation: says something of entities under a custom attribute. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allAttributes, Annotation, CustomAttribute, isFor} from '../inventory/custom-attribute.ts';
import {ENTITY, type Entity, entityName, entityPath} from '../inventory/entities.ts';
import {objectByNameNotFound} from '../inventory/flavour.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-Annotation'} as const;

/** The attribute meant: one of several with the name is that for the entity. */
function attributeFor(run: Run, given: unknown, entity: Entity): CustomAttribute | undefined {
  if (given instanceof CustomAttribute) return given;
  const name = toText(given);
  const found = allAttributes(run.door()).find(
    each => each.name.toLowerCase() === name.toLowerCase() && isFor(each, entity),
  );
  if (!found) run.writeError(objectByNameNotFound(speaker, 'CustomAttribute', name));
  return found;
}

export const setAnnotation = cmdlet({
  name: 'Set-Annotation',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetAnnotation',
  synopsis: 'Sets the value of a custom attribute for objects.',
  description: 'An empty value takes it away.',
  supportsShouldProcess: true,
  parameters: {
    Entity: itemsParameter(speaker, ENTITY, {
      help: 'Machines, the host, resource pools, folders or the datacenter, or their names.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    CustomAttribute: {
      type: 'object',
      help: 'The attribute, as an object or by name.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    },
    Value: {
      type: 'string',
      help: 'What it says.',
      mandatory: true,
      position: 2,
      allowEmptyString: true,
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement.Annotation'],
  examples: [
    {title: 'One machine', code: 'Set-Annotation web1 -CustomAttribute Owner -Value Ada'},
    {title: 'Many', code: 'Get-VM web* | Set-Annotation -CustomAttribute Owner -Value Ada'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const entity of itemsGiven(run, speaker, ENTITY, p.Entity)) {
      const attribute = attributeFor(run, p.CustomAttribute, entity);
      const name = entityName(entity);
      if (!attribute || !run.shouldProcess(name, `Setting annotation '${attribute.name}'`))
        continue;
      const params = {
        Attribute: {ref: attribute.instance.path},
        Entity: {ref: entityPath(entity)},
        Value: p.Value,
      };
      const said = {key: attribute.key, name: attribute.name, value: p.Value};
      if (changeInventory(run, speaker, 'Annotate', params, {name, target: entity}))
        run.writeObject(new Annotation(entity, said));
    }
  },
});
