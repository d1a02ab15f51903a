/** Get-TypeData: the members and display hints that were added to types. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ExtendedMember, TypeData} from '../../shell/values/index.ts';
import {allTypeData, customObject, hashtable, wildcard} from '../../shell/values/index.ts';

export const getTypeData = cmdlet({
  name: 'Get-TypeData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetTypeDataCommand',
  outputTypes: ['System.Management.Automation.Runspaces.TypeData'],
  synopsis: 'Gets the extended type data in the current session.',
  parameters: {
    TypeName: {
      type: 'string[]',
      position: 0,
      pipeline: 'value',
      wildcards: true,
      validate: [{notNullOrEmpty: true}],
      help: 'Names of types; wildcards are allowed.',
    },
  },
  examples: [{title: 'What was added to a type', code: 'Get-TypeData System.Array'}],

  process(run, p) {
    const fits = (p.TypeName ?? ['*']).map(pattern => wildcard(pattern));
    for (const data of allTypeData())
      if (fits.some(test => test(data.typeName))) run.writeObject(typeDataObject(data));
  },
});

function typeDataObject(data: TypeData): unknown {
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
      return customObject({Name: member.name, ReferencedMemberName: member.referenced}, typeName);
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
