/** Type data as the objects that Get-TypeData writes and Update-TypeData -TypeData takes. */
import type {ExtendedMember, TypeData} from '../../shell/values/index.ts';
import {
  customObject,
  enumerate,
  getProperty,
  hashtable,
  Hashtable,
  toText,
  typeNamesOf,
  type Value,
} from '../../shell/values/index.ts';
import type {TypeEntry, TypeHints} from './types-file.ts';

export function typeDataObject(data: TypeData): unknown {
  return customObject(
    {
      TypeName: data.typeName,
      Members: hashtable(
        Object.fromEntries(
          [...data.members.values()].map(member => [member.name, memberObject(member)]),
        ),
      ),
      SerializationMethod: data.serializationMethod ?? null,
      TargetTypeForDeserialization: data.targetTypeForDeserialization ?? null,
      SerializationDepth: data.serializationDepth ?? 0,
      DefaultDisplayProperty: data.defaultDisplayProperty ?? null,
      InheritPropertySerializationSet: data.inheritPropertySerializationSet ?? false,
      StringSerializationSource: data.stringSerializationSource ?? null,
      DefaultDisplayPropertySet: names(data.defaultDisplayPropertySet),
      DefaultKeyPropertySet: names(data.defaultKeyPropertySet),
      PropertySerializationSet: names(data.propertySerializationSet),
    },
    'System.Management.Automation.Runspaces.TypeData',
  );
}

function names(list: readonly string[] | undefined): unknown {
  return list
    ? customObject(
        {ReferencedProperties: [...list]},
        'System.Management.Automation.Runspaces.PropertySetData',
      )
    : null;
}

/** The kinds of members with the fields of their data objects. */
function memberObject(member: ExtendedMember): unknown {
  const typeName = `System.Management.Automation.Runspaces.${member.memberType}Data`;
  switch (member.memberType) {
    case 'NoteProperty':
      return customObject({Name: member.name, Value: member.value}, typeName);
    case 'AliasProperty':
      return customObject(
        {
          Name: member.name,
          ReferencedMemberName: member.referenced,
          MemberType: member.conversion ?? null,
        },
        typeName,
      );
    case 'ScriptProperty':
      return customObject(
        {
          Name: member.name,
          GetScriptBlock: member.getter ?? null,
          SetScriptBlock: member.setter ?? null,
        },
        typeName,
      );
    case 'ScriptMethod':
      return customObject({Name: member.name, Script: member.script}, typeName);
    default:
      return customObject({Name: member.name}, typeName);
  }
}

/** The other way: what an object of that form says. */
export function typeDataFrom(object: Value): TypeEntry {
  const table = getProperty(object, 'Members');
  const members = table instanceof Hashtable ? [...table.entries()].map(([, item]) => item) : [];
  return {
    typeName: toText(getProperty(object, 'TypeName')),
    members: members.flatMap(memberFrom),
    hints: hintsFrom(object),
  };
}

function hintsFrom(object: Value): TypeHints {
  const read = (name: string): Value => getProperty(object, name) ?? undefined;
  const text = (name: string) => {
    const value = read(name);
    return value === undefined ? undefined : toText(value);
  };
  const set = (name: string) => {
    const list = getProperty(read(name), 'ReferencedProperties');
    return list === undefined || list === null ? undefined : [...enumerate(list)].map(toText);
  };
  const depth = read('SerializationDepth');
  return {
    serializationMethod: text('SerializationMethod'),
    targetTypeForDeserialization: text('TargetTypeForDeserialization'),
    serializationDepth: typeof depth === 'number' && depth > 0 ? depth : undefined,
    defaultDisplayProperty: text('DefaultDisplayProperty'),
    inheritPropertySerializationSet:
      read('InheritPropertySerializationSet') === true ? true : undefined,
    stringSerializationSource: text('StringSerializationSource'),
    defaultDisplayPropertySet: set('DefaultDisplayPropertySet'),
    defaultKeyPropertySet: set('DefaultKeyPropertySet'),
    propertySerializationSet: set('PropertySerializationSet'),
  };
}

/** None for a kind whose data object does not say what it does. */
function memberFrom(item: Value): ExtendedMember[] {
  const read = (field: string): Value => getProperty(item, field) ?? null;
  const name = toText(read('Name'));
  const conversion = read('MemberType');
  switch (typeNamesOf(item)[0]?.replace(/^.*\./, '')) {
    case 'NotePropertyData':
      return [{memberType: 'NoteProperty', name, value: read('Value')}];
    case 'AliasPropertyData':
      return [
        {
          memberType: 'AliasProperty',
          name,
          referenced: toText(read('ReferencedMemberName')),
          ...(conversion === null ? {} : {conversion: toText(conversion)}),
        },
      ];
    case 'ScriptPropertyData':
      return [
        {
          memberType: 'ScriptProperty',
          name,
          getter: read('GetScriptBlock'),
          setter: read('SetScriptBlock'),
        },
      ];
    case 'ScriptMethodData':
      return [{memberType: 'ScriptMethod', name, script: read('Script')}];
    default:
      return [];
  }
}
