/** Members from the parameters of Add-Member and Update-TypeData: kind, name, value and second value. */
import {codeMethod, codeProperty} from '../../shell/types/code-member.ts';
import {
  convertTo,
  enumerate,
  type ExtendedMember,
  hooks,
  toText,
  type Value,
} from '../../shell/values/index.ts';

export type MakeMember = (name: string, value: Value, second: Value) => ExtendedMember;

/** By kind of member. They throw what the conversion of a value throws. */
export const memberMakers: Readonly<Record<string, MakeMember>> = {
  NoteProperty: (name, value) => ({memberType: 'NoteProperty', name, value}),
  AliasProperty: (name, value, second) => ({
    memberType: 'AliasProperty',
    name,
    referenced: toText(convertTo(value, 'string')),
    ...(second === null ? {} : {conversion: toText(convertTo(second, 'type'))}),
  }),
  ScriptProperty: (name, value, second) => ({
    memberType: 'ScriptProperty',
    name,
    getter: blockOf(value),
    setter: blockOf(second),
  }),
  ScriptMethod: (name, value) => ({memberType: 'ScriptMethod', name, script: blockOf(value)}),
  CodeProperty: (name, value, second) => codeProperty(name, methodOf(value), methodOf(second)),
  CodeMethod: (name, value) => codeMethod(name, methodOf(value)),
  MemberSet: (name, value) => ({memberType: 'MemberSet', name, members: membersOf(value)}),
  PropertySet: (name, value) => ({
    memberType: 'PropertySet',
    name,
    properties: (convertTo(value, 'string[]') as string[] | null) ?? [],
  }),
};

function blockOf(value: Value): Value {
  return value === null || hooks.isScriptBlock(value) ? value : convertTo(value, 'scriptblock');
}

function methodOf(value: Value): Value {
  return value === null ? null : convertTo(value, 'System.Reflection.MethodInfo');
}

const MEMBERS =
  'System.Collections.ObjectModel.Collection[System.Management.Automation.PSMemberInfo]';

function membersOf(value: Value): Map<string, ExtendedMember> {
  const members = value === null ? [] : [...enumerate(convertTo(value, MEMBERS))];
  return new Map((members as ExtendedMember[]).map(member => [member.name.toLowerCase(), member]));
}
