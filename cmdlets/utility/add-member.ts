/** Add-Member: attaches properties, methods and type names to one object. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ExtendedMember} from '../../shell/values/index.ts';
import {
  addMember as attach,
  extrasOf,
  findType,
  hasProperty,
  Hashtable,
  insertTypeName,
  NetException,
  toText,
  requireType,
  tryConvert,
  unwrap,
} from '../../shell/values/index.ts';
import {memberMakers} from './made-member.ts';

const WITH_SECOND = ['AliasProperty', 'ScriptProperty', 'CodeProperty'];
const WITH_EITHER = ['ScriptProperty', 'CodeProperty'];
const WITH_VALUE = ['AliasProperty', 'CodeMethod', 'PropertySet', 'ScriptMethod'];

/** What names a kind of member is no name of a note: `Add-Member NoteProperty x 1` and `8 x 1` mean the kind. */
function noMemberType(_run: Run, argument: unknown): unknown {
  const types = requireType('System.Management.Automation.PSMemberTypes');
  const kind = tryConvert(argument, types);
  if (kind && toText(kind.value) in memberMakers)
    throw new NetException(
      'System.Management.Automation.ValidationMetadataException',
      'The parameter NotePropertyName cannot take values that could be converted to the type System.Management.Automation.PSMemberTypes. To define the name of a member with those values, use Add-Member, and specify the member type.',
    );
  return argument;
}

export const addMember = cmdlet({
  name: 'Add-Member',
  module: 'Microsoft.PowerShell.Utility',
  className: 'AddMemberCommand',
  defaultParameterSet: 'TypeNameSet',
  outputTypes: ['System.Object'],
  synopsis: 'Adds custom properties and methods to an instance of a PowerShell object.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    TypeName: {
      type: 'string',
      sets: {
        TypeNameSet: {mandatory: true},
        NotePropertyMultiMemberSet: {},
        NotePropertySingleMemberSet: {},
        MemberSet: {},
      },
      help: 'The name of a type.',
    },
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Force: {
      type: 'switch',
      sets: {NotePropertyMultiMemberSet: {}, NotePropertySingleMemberSet: {}, MemberSet: {}},
      help: 'Also does what is guarded otherwise.',
    },
    NotePropertyMembers: {
      type: 'System.Collections.IDictionary',
      sets: {NotePropertyMultiMemberSet: {mandatory: true, position: 0}},
      help: 'A hashtable of names and values of note properties.',
    },
    NotePropertyName: {
      type: 'object', // so that the transformation decides before the argument is taken
      transform: noMemberType,
      sets: {NotePropertySingleMemberSet: {mandatory: true, position: 0}},
      help: 'The name of the note property.',
    },
    NotePropertyValue: {
      type: 'object',
      sets: {NotePropertySingleMemberSet: {mandatory: true, position: 1}},
      help: 'The value of the note property.',
    },
    MemberType: {
      type: 'System.Management.Automation.PSMemberTypes',
      sets: {MemberSet: {mandatory: true, position: 0}},
      aliases: ['Type'],
      help: 'Kinds of members.',
    },
    Name: {
      type: 'string',
      sets: {MemberSet: {mandatory: true, position: 1}},
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Value: {type: 'object', sets: {MemberSet: {position: 2}}, help: 'The value.'},
    SecondValue: {
      type: 'object',
      sets: {MemberSet: {position: 3}},
      help: 'The second part of a member: a setter, or the type of an alias.',
    },
  },
  examples: [
    {
      title: 'A note property',
      code: "$vm = [pscustomobject]@{Name='web'}; $vm | Add-Member Owner 'ann'; $vm.Owner",
      output: ['ann'],
    },
  ],

  process(run, p) {
    let carrier: unknown = p.InputObject;
    const made = members(run, p);
    for (const member of made) carrier = attachOne(run, p, carrier, member) ?? carrier;
    if (p.TypeName !== undefined && p.TypeName.trim() !== '')
      carrier = insertTypeName(carrier, typeNameOf(p.TypeName));
    // A scalar has its members on a wrapper, which only the output can hand on.
    if (p.PassThru || carrier !== p.InputObject) run.writeObject(carrier);
  },
});

interface Arguments {
  readonly TypeName?: string | undefined;
  readonly PassThru: boolean;
  readonly Force: boolean;
  readonly NotePropertyMembers?: unknown;
  readonly NotePropertyName?: unknown;
  readonly NotePropertyValue?: unknown;
  readonly MemberType?: unknown;
  readonly Name?: string | undefined;
  readonly Value?: unknown;
  readonly SecondValue?: unknown;
}

/** `[int]`-like short names become full names. */
function typeNameOf(name: string): string {
  return findType(name)?.fullName ?? name;
}

function members(run: Run, p: Arguments): ExtendedMember[] {
  if (p.NotePropertyMembers !== undefined) {
    const table = unwrap(p.NotePropertyMembers);
    const entries = table instanceof Hashtable ? [...table.entries()] : [];
    return entries.map(([name, value]) => note(toText(name), value));
  }
  if (p.NotePropertyName !== undefined)
    return [note(toText(p.NotePropertyName), p.NotePropertyValue ?? null)];
  return p.MemberType === undefined
    ? []
    : [memberOfType(run, p, toText(p.MemberType), p.Name ?? '')];
}

function note(name: string, value: unknown): ExtendedMember {
  return {memberType: 'NoteProperty', name, value};
}

function memberOfType(run: Run, p: Arguments, type: string, name: string): ExtendedMember {
  const make = memberMakers[type];
  if (!make)
    return refuse(
      run,
      'CannotAddMemberType',
      `Cannot add a member with type "${type}". Specify a different type for the MemberTypes parameter.`,
    );
  const value = p.Value ?? null;
  const second = p.SecondValue ?? null;
  if (second !== null && !WITH_SECOND.includes(type))
    refuse(
      run,
      'Value2ShouldNotBeSpecified',
      `The SecondValue parameter is not necessary for a member of type "${type}", and should not be specified. Do not specify the SecondValue parameter when you add members of this type.`,
    );
  if (value === null && second === null && WITH_EITHER.includes(type))
    refuse(
      run,
      'Value1AndValue2AreNotBothNull',
      `Both Value and SecondValue parameters should not be null for a member of type "${type}". Specify a non-null value for one of the two parameters.`,
    );
  if (value === null && WITH_VALUE.includes(type))
    refuse(
      run,
      'Value1ShouldNotBeNull',
      `The Value parameter should not be null for a member of type "${type}". Specify a non-null value for the Value parameter when adding members of this type.`,
    );
  return make(name, value, second);
}

function refuse(run: Run, id: string, message: string): never {
  run.throwTerminatingError(
    run.error(
      id,
      'InvalidOperation',
      new NetException('System.InvalidOperationException', message),
    ),
  );
}

/** A property of the object's own may only be hidden by force; an attached one only replaced by it. */
function attachOne(run: Run, p: Arguments, carrier: unknown, member: ExtendedMember): unknown {
  const own = extrasOf(carrier)?.members.has(member.name.toLowerCase()) ?? false;
  if (!p.Force && (own || hasProperty(carrier, member.name))) {
    run.writeError(
      run.error(
        'MemberAlreadyExists',
        'InvalidOperation',
        new NetException(
          'System.InvalidOperationException',
          `Cannot add a member with the name "${member.name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
        ),
        carrier,
      ),
    );
    return undefined;
  }
  return attach(carrier, member, true);
}
