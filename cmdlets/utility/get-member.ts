/** Get-Member: the members of objects, one list a type. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {typeNamesOf, typeOf, NetType, unwrap, wildcard} from '../../shell/values/index.ts';
import type {MemberDefinition} from './member-definition.ts';
import {instanceMembers, isOfKind, staticMembers} from './member-definition.ts';

interface State {
  seen: Set<string>;
}

export const getMember = cmdlet({
  name: 'Get-Member',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gm'],
  className: 'GetMemberCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.MemberDefinition'],
  synopsis: 'Gets the properties and methods of objects.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Name: {
      type: 'string[]',
      position: 0,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    MemberType: {
      type: 'System.Management.Automation.PSMemberTypes',
      aliases: ['Type'],
      help: 'Kinds of members.',
    },
    View: {
      type: 'string',
      validate: [{set: ['Extended', 'Adapted', 'Base', 'All']}],
      help: 'Which members or which view to show.',
    },
    Static: {type: 'switch', help: 'Shows static members of the type.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
  },
  examples: [
    {
      title: 'Properties of a text',
      code: '\'a\' | Get-Member -MemberType Property | ForEach-Object {"$($_.TypeName) $($_.Name)"}',
      output: ['System.String Length'],
    },
  ],
  state: (): State => ({seen: new Set()}),

  process(run, p) {
    if (p.InputObject === null || p.InputObject === undefined) return;
    const isType = p.Static && unwrap(p.InputObject) instanceof NetType;
    const typeName = isType
      ? (unwrap(p.InputObject) as NetType).fullName
      : (typeNamesOf(p.InputObject)[0] ?? '');
    if (run.state.seen.has(typeName.toLowerCase())) return;
    run.state.seen.add(typeName.toLowerCase());
    for (const member of wanted(p)) run.writeObject(member);
  },
  end(run) {
    if (run.state.seen.size === 0) noInput(run);
  },
});

interface Arguments {
  readonly InputObject?: unknown;
  readonly Name?: readonly string[] | undefined;
  readonly MemberType?: unknown;
  readonly View?: string | undefined;
  readonly Static: boolean;
  readonly Force: boolean;
}

function wanted(p: Arguments): MemberDefinition[] {
  const object = unwrap(p.InputObject);
  const all = p.Static
    ? staticMembers(object instanceof NetType ? object : typeOf(object))
    : instanceMembers(p.InputObject, {force: p.Force, view: p.View ?? 'Adapted, Extended'});
  const names = (p.Name ?? ['*']).map(pattern => wildcard(pattern));
  const kinds = p.MemberType ?? 'All';
  return all
    .filter(member => isOfKind(member, kinds) && names.some(fits => fits(member.name)))
    .sort((a, b) => compareTexts(a.memberType, b.memberType) || compareTexts(a.name, b.name));
}

function compareTexts(a: string, b: string): number {
  return a.localeCompare(b, 'en-US');
}

function noInput(run: Run<State>) {
  run.writeError(
    run.error(
      'NoObjectInGetMember',
      'CloseError',
      'You must specify an object for the Get-Member cmdlet.',
    ),
  );
}
