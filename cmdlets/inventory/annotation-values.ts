/** What custom attributes say of an entity, as `CustomFields` shows it: every attribute for its type, with its value. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {Dictionary, findType, type NetType} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {numberOf, textOf} from './cim-fields.ts';

/** Names and values in order of creation; '' where nothing is said. */
export function annotationTexts(
  door: Door,
  type: string,
  id: string,
): {key: number; name: string; value: string}[] {
  const said = new Map(
    door
      .instances('Hvsh_Annotation', {EntityType: type, EntityID: id})
      .map(each => [numberOf(each, 'AttributeKey'), textOf(each, 'Value')]),
  );
  return door
    .instances('Hvsh_CustomAttribute')
    .filter(each => ['', type].includes(textOf(each, 'TargetType')))
    .map(each => {
      const key = numberOf(each, 'Key');
      return {key, name: textOf(each, 'ElementName'), value: said.get(key) ?? ''};
    });
}

export function annotationsOf(door: Door, type: string, id: string): Value {
  const fields = new Dictionary(
    findType('System.Collections.Generic.Dictionary[string,string]') as NetType,
  );
  for (const {name, value} of annotationTexts(door, type, id)) fields.set(name, value);
  return fields;
}
