/**
 * `$v.PSStandardMembers`: how a value is shown and serialized, as type data says it.
 *
 * Source: TypeTable of System.Management.Automation; the names are those of the member set there.
 */
import {customObject} from './custom-object.ts';
import {getProperty} from './members.ts';
import {fromTypeData, type TypeData} from './type-data.ts';
import type {Value} from './value.ts';

/** Undefined when no type of the value has such data. */
export function standardMembers(v: Value): Value {
  const set: Record<string, Value> = {};
  const take = (name: string, value: Value): void => {
    if (value !== undefined) set[name] = value;
  };
  const of = <K extends keyof TypeData>(key: K) => fromTypeData(v, data => data[key]);
  take('SerializationMethod', of('serializationMethod'));
  take('SerializationDepth', of('serializationDepth'));
  take('TargetTypeForDeserialization', of('targetTypeForDeserialization'));
  take('InheritPropertySerializationSet', of('inheritPropertySerializationSet'));
  take('DefaultDisplayProperty', of('defaultDisplayProperty'));
  take('DefaultDisplayPropertySet', propertySet(of('defaultDisplayPropertySet')));
  take('DefaultKeyPropertySet', propertySet(of('defaultKeyPropertySet')));
  take('PropertySerializationSet', propertySet(of('propertySerializationSet')));
  const source = of('stringSerializationSource');
  if (source !== undefined) take('StringSerializationSource', getProperty(v, source));
  if (Object.keys(set).length === 0) return undefined;
  return customObject(set, 'System.Management.Automation.PSMemberSet');
}

function propertySet(names: readonly string[] | undefined): Value {
  return (
    names &&
    customObject(
      {ReferencedPropertyNames: [...names]},
      'System.Management.Automation.PSPropertySet',
    )
  );
}
