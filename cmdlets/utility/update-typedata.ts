/** Update-TypeData: adds members and display hints to a type. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {codeMethod, codeProperty} from '../../shell/types/code-member.ts';
import type {ExtendedMember} from '../../shell/values/index.ts';
import {
  changeTypeData,
  findType,
  hooks,
  convertTo,
  NetException,
  toText,
  typeDataOf,
} from '../../shell/values/index.ts';

export const updateTypeData = cmdlet({
  name: 'Update-TypeData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'UpdateTypeDataCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'DynamicTypeSet',
  synopsis: 'Updates the extended type data in the session.',
  parameters: {
    TypeName: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      help: 'The name of a type.',
    },
    MemberType: {
      type: 'System.Management.Automation.PSMemberTypes',
      help: 'The kind of the member.',
    },
    MemberName: {type: 'string', help: 'The name of the member.'},
    Value: {type: 'object', help: 'The value, block or referenced member.'},
    SecondValue: {
      type: 'object',
      help: 'The setter of a script property, or the type of an alias.',
    },
    SerializationMethod: {type: 'string', help: 'How values are serialized.'},
    TargetTypeForDeserialization: {type: 'type', help: 'The type made when reading back.'},
    SerializationDepth: {type: 'int', help: 'How deep values are serialized.'},
    DefaultDisplayProperty: {type: 'string', help: 'The property Format-Wide shows.'},
    InheritPropertySerializationSet: {
      type: 'bool',
      help: 'Takes the serialized properties from the base type.',
    },
    StringSerializationSource: {
      type: 'string',
      help: 'The property that is the text when serialized.',
    },
    DefaultDisplayPropertySet: {type: 'string[]', help: 'The properties lists and tables show.'},
    DefaultKeyPropertySet: {type: 'string[]', help: 'The properties grouping and sorting use.'},
    PropertySerializationSet: {type: 'string[]', help: 'The properties that are serialized.'},
    Force: {type: 'switch', help: 'Replaces what is there.'},
  },
  examples: [
    {
      title: 'A property for all numbers',
      code: 'Update-TypeData -TypeName int -MemberType ScriptProperty -MemberName Twice -Value { 2 * $this }',
    },
  ],

  process(run, p) {
    const name = findType(p.TypeName)?.fullName ?? p.TypeName;
    if (!run.shouldProcess(`TypeName: ${name}`, 'Update TypeData')) return;
    const member = p.MemberName === undefined ? null : memberOf(run, p, p.MemberName);
    if (member && !p.Force && typeDataOf(name)?.members.has(member.name.toLowerCase()))
      return present(run, name, member.name);
    const data = changeTypeData(name);
    if (member) data.members.set(member.name.toLowerCase(), member);
    const {
      SerializationMethod,
      SerializationDepth,
      DefaultDisplayProperty,
      DefaultDisplayPropertySet,
      DefaultKeyPropertySet,
      PropertySerializationSet,
      StringSerializationSource,
    } = p;
    if (SerializationMethod !== undefined) data.serializationMethod = SerializationMethod;
    if (SerializationDepth !== undefined) data.serializationDepth = SerializationDepth;
    if (DefaultDisplayProperty !== undefined) data.defaultDisplayProperty = DefaultDisplayProperty;
    if (DefaultDisplayPropertySet !== undefined)
      data.defaultDisplayPropertySet = DefaultDisplayPropertySet;
    if (DefaultKeyPropertySet !== undefined) data.defaultKeyPropertySet = DefaultKeyPropertySet;
    if (PropertySerializationSet !== undefined)
      data.propertySerializationSet = PropertySerializationSet;
    if (StringSerializationSource !== undefined)
      data.stringSerializationSource = StringSerializationSource;
    if (p.InheritPropertySerializationSet !== undefined)
      data.inheritPropertySerializationSet = p.InheritPropertySerializationSet;
    if (p.TargetTypeForDeserialization !== undefined)
      data.targetTypeForDeserialization = toText(p.TargetTypeForDeserialization);
  },
});

interface MemberArguments {
  readonly MemberType?: unknown;
  readonly Value?: unknown;
  readonly SecondValue?: unknown;
}

function blockOf(value: unknown): unknown {
  return value === undefined || value === null || hooks.isScriptBlock(value)
    ? (value ?? null)
    : convertTo(value, 'scriptblock');
}

function memberOf(run: Run, p: MemberArguments, name: string): ExtendedMember {
  switch (toText(p.MemberType)) {
    case 'NoteProperty':
      return {memberType: 'NoteProperty', name, value: p.Value ?? null};
    case 'AliasProperty':
      return {memberType: 'AliasProperty', name, referenced: toText(p.Value)};
    case 'ScriptProperty':
      return {
        memberType: 'ScriptProperty',
        name,
        getter: blockOf(p.Value),
        setter: blockOf(p.SecondValue),
      };
    case 'CodeMethod':
      return codeMethod(name, p.Value ?? null);
    case 'CodeProperty':
      return codeProperty(name, p.Value ?? null, p.SecondValue ?? null);
    case 'ScriptMethod':
      return {memberType: 'ScriptMethod', name, script: blockOf(p.Value)};
    default:
      return run.throwTerminatingError(
        run.error(
          'CannotUpdateMemberType',
          'InvalidArgument',
          new NetException(
            'System.InvalidOperationException',
            `Cannot update a member with type "${toText(p.MemberType)}". Specify a different type for the MemberTypes parameter.`,
          ),
        ),
      );
  }
}

function present(run: Run, typeName: string, name: string) {
  run.writeError(
    run.error(
      'TypesDynamicUpdateException',
      'InvalidOperation',
      new NetException(
        'System.Management.Automation.RuntimeException',
        `Error in TypeData "${typeName}": The member ${name} is already present.`,
      ),
    ),
  );
}
