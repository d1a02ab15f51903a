/** Update-TypeData: adds members and display hints to a type. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {changeTypeData, findType, toText, typeDataOf} from '../../shell/values/index.ts';
import {readFiles} from './ps1xml-files.ts';
import {addedMember, type MemberArguments, typeDataError} from './type-data-member.ts';
import {typeDataFrom} from './type-data-object.ts';
import {rememberFile} from './type-files.ts';
import {readTypesFile, type TypeEntry, type TypeHints} from './types-file.ts';

export const updateTypeData = cmdlet({
  name: 'Update-TypeData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'UpdateTypeDataCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'FileSet',
  synopsis: 'Updates the extended type data in the session.',
  parameters: {
    AppendPath: {
      type: 'string[]',
      sets: {FileSet: {position: 0, pipeline: 'both'}},
      aliases: ['PSPath', 'Path'],
      help: 'Files of type data whose members count after those there are.',
    },
    PrependPath: {
      type: 'string[]',
      sets: {FileSet: {}},
      help: 'Files of type data whose members count before those there are.',
    },
    TypeData: {
      type: 'psobject[]',
      sets: {TypeDataSet: {mandatory: true, position: 0, pipeline: 'both'}},
      help: 'Type data as Get-TypeData writes it.',
    },
    TypeName: {
      type: 'string',
      sets: {DynamicTypeSet: {mandatory: true, pipeline: 'both'}},
      help: 'The name of a type.',
    },
    MemberType: {
      type: 'System.Management.Automation.PSMemberTypes',
      sets: {DynamicTypeSet: {}},
      help: 'The kind of the member.',
    },
    MemberName: {type: 'string', sets: {DynamicTypeSet: {}}, help: 'The name of the member.'},
    Value: {
      type: 'object',
      sets: {DynamicTypeSet: {}},
      help: 'The value, block or referenced member.',
    },
    SecondValue: {
      type: 'object',
      sets: {DynamicTypeSet: {}},
      help: 'The setter of a script property, or the type of an alias.',
    },
    SerializationMethod: {
      type: 'string',
      sets: {DynamicTypeSet: {}},
      validate: [{set: ['AllPublicProperties', 'String', 'SpecificProperties']}],
      help: 'How values are serialized.',
    },
    TargetTypeForDeserialization: {
      type: 'type',
      sets: {DynamicTypeSet: {}},
      help: 'The type made when reading back.',
    },
    SerializationDepth: {
      type: 'int',
      sets: {DynamicTypeSet: {}},
      help: 'How deep values are serialized.',
    },
    DefaultDisplayProperty: {
      type: 'string',
      sets: {DynamicTypeSet: {}},
      help: 'The property Format-Wide shows.',
    },
    InheritPropertySerializationSet: {
      type: 'bool',
      sets: {DynamicTypeSet: {}},
      help: 'Takes the serialized properties from the base type.',
    },
    StringSerializationSource: {
      type: 'string',
      sets: {DynamicTypeSet: {}},
      help: 'The property that is the text when serialized.',
    },
    DefaultDisplayPropertySet: {
      type: 'string[]',
      sets: {DynamicTypeSet: {}},
      help: 'The properties lists and tables show.',
    },
    DefaultKeyPropertySet: {
      type: 'string[]',
      sets: {DynamicTypeSet: {}},
      help: 'The properties grouping and sorting use.',
    },
    PropertySerializationSet: {
      type: 'string[]',
      sets: {DynamicTypeSet: {}},
      help: 'The properties that are serialized.',
    },
    Force: {
      type: 'switch',
      sets: {DynamicTypeSet: {}, TypeDataSet: {}},
      help: 'Replaces what is there.',
    },
  },
  examples: [
    {title: 'Members of a module', code: 'Update-TypeData -AppendPath ./my.types.ps1xml'},
    {
      title: 'A property for all numbers',
      code: 'Update-TypeData -TypeName int -MemberType ScriptProperty -MemberName Twice -Value { 2 * $this }',
    },
  ],

  process(run, p) {
    if (p.TypeName !== undefined) updateDynamic(run, p, p.TypeName);
    else if (p.TypeData !== undefined)
      for (const each of p.TypeData) updateFrom(run, typeDataFrom(each), p.Force);
    else {
      addFiles(run, p.PrependPath, true);
      addFiles(run, p.AppendPath, false);
    }
  },
});

const READING = {
  action: 'Update TypeData',
  errorId: 'TypesXmlUpdateException',
  kind: 'type',
  read: readTypesFile,
};

function addFiles(run: Run, paths: readonly string[] | undefined, isFirst: boolean): void {
  for (const {file, items} of readFiles(run, paths, READING)) {
    rememberFile(file, items);
    for (const entry of items) add(entry, isFirst);
  }
}

interface DynamicArguments extends MemberArguments {
  readonly Force: boolean;
  readonly SerializationMethod?: string | undefined;
  readonly TargetTypeForDeserialization?: unknown;
  readonly SerializationDepth?: number | undefined;
  readonly DefaultDisplayProperty?: string | undefined;
  readonly InheritPropertySerializationSet?: boolean | undefined;
  readonly StringSerializationSource?: string | undefined;
  readonly DefaultDisplayPropertySet?: readonly string[] | undefined;
  readonly DefaultKeyPropertySet?: readonly string[] | undefined;
  readonly PropertySerializationSet?: readonly string[] | undefined;
}

function updateDynamic(run: Run, p: DynamicArguments, given: string): void {
  if (given.trim() === '')
    throw typeDataError(
      run,
      'TargetTypeNameEmpty',
      'The target type name should not be null, empty, or contain only white spaces.',
    );
  const member = addedMember(run, p);
  const typeName = findType(given)?.fullName ?? given;
  updateFrom(run, {typeName, members: member ? [member] : [], hints: hintsOf(p)}, p.Force);
}

const METHODS = ['AllPublicProperties', 'String', 'SpecificProperties'];

function hintsOf(p: DynamicArguments): TypeHints {
  const target = p.TargetTypeForDeserialization;
  return {
    serializationMethod: METHODS.find(
      method => method.toLowerCase() === p.SerializationMethod?.toLowerCase(),
    ),
    targetTypeForDeserialization: target === undefined ? undefined : toText(target),
    serializationDepth: p.SerializationDepth,
    defaultDisplayProperty: p.DefaultDisplayProperty,
    inheritPropertySerializationSet: p.InheritPropertySerializationSet,
    stringSerializationSource: p.StringSerializationSource,
    defaultDisplayPropertySet: p.DefaultDisplayPropertySet,
    defaultKeyPropertySet: p.DefaultKeyPropertySet,
    propertySerializationSet: p.PropertySerializationSet,
  };
}

function updateFrom(run: Run, entry: TypeEntry, force: boolean): void {
  const {typeName, members, hints} = entry;
  if (members.length === 0 && Object.values(hints).every(hint => hint === undefined)) {
    run.writeError(
      typeDataError(
        run,
        'TypeDataEmpty',
        `No member is specified for the update on type "${typeName}".`,
      ),
    );
    return;
  }
  if (!run.shouldProcess(`Type to update: ${typeName}`, 'Update TypeData')) return;
  const there = typeDataOf(typeName)?.members;
  const taken = force ? [] : members.filter(({name}) => there?.has(name.toLowerCase()));
  for (const {name} of taken)
    run.writeError(
      typeDataError(
        run,
        'TypesDynamicUpdateException',
        `Error in TypeData "${typeName}": The member ${name} is already present.`,
      ),
    );
  if (taken.length === 0) add(entry, true);
}

/** Adds what the entry says; `wins`: over what is there. */
function add({typeName, members, hints}: TypeEntry, wins: boolean): void {
  const data = changeTypeData(typeName);
  for (const member of members) {
    const lower = member.name.toLowerCase();
    if (wins || !data.members.has(lower)) data.members.set(lower, member);
  }
  const said = Object.entries(hints).filter(
    ([key, hint]) => hint !== undefined && (wins || data[key as keyof TypeHints] === undefined),
  );
  Object.assign(data, Object.fromEntries(said));
}
