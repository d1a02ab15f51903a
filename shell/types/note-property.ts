/** `[psnoteproperty]::new(...)` and the other member objects that `.PSObject.Properties.Add` takes. */
import {codeMethod, codeProperty} from './code-member.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType} from '../values/define-type.ts';
import type {ExtendedMember} from '../values/member.ts';
import {propertyInfoType} from '../values/ps-object-view.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';

/** An extended member that knows its .NET class, so that scripts can look at it before they add it. */
function typed(type: NetType, member: ExtendedMember): ExtendedMember {
  return Object.defineProperty(member, TYPE, {value: type});
}

function defineMember(
  kind: ExtendedMember['memberType'],
  constructors: Readonly<Record<string, (...args: never[]) => ExtendedMember>>,
): void {
  const type: NetType = defineType<ExtendedMember>({
    fullName: `System.Management.Automation.PS${kind}`,
    base: propertyInfoType,
    members: {
      'string Name': self => self.name,
      'object Value': self => ('value' in self ? self.value : null),
      'System.Management.Automation.PSMemberTypes MemberType': self => self.memberType,
    },
    constructors: Object.fromEntries(
      Object.entries(constructors).map(([text, make]) => [
        text,
        (...args: never[]) => typed(type, make(...args)),
      ]),
    ),
  });
}

defineMember('NoteProperty', {
  '(string name, object value)': (name: string, value: Value) => ({
    memberType: 'NoteProperty',
    name,
    value,
  }),
});
defineMember('ScriptProperty', {
  '(string name, object getterScript)': (name: string, getter: Value) => ({
    memberType: 'ScriptProperty',
    name,
    getter,
  }),
  '(string name, object getterScript, object setterScript)': (
    name: string,
    getter: Value,
    setter: Value,
  ) => ({
    memberType: 'ScriptProperty',
    name,
    getter,
    setter,
  }),
});
defineMember('AliasProperty', {
  '(string name, string referencedMemberName)': (name: string, referenced: string) => ({
    memberType: 'AliasProperty',
    name,
    referenced,
  }),
});
defineMember('ScriptMethod', {
  '(string name, object script)': (name: string, script: Value) => ({
    memberType: 'ScriptMethod',
    name,
    script,
  }),
});
defineMember('MemberSet', {
  '(string name)': (name: string) => ({memberType: 'MemberSet', name, members: new Map()}),
});
defineMember('CodeMethod', {
  '(string name, System.Reflection.MethodInfo codeReference)': codeMethod,
});
defineMember('CodeProperty', {
  '(string name, System.Reflection.MethodInfo getterCodeReference)': codeProperty,
  '(string name, System.Reflection.MethodInfo getterCodeReference, System.Reflection.MethodInfo setterCodeReference)':
    codeProperty,
});
defineMember('PropertySet', {
  '(string name, object referencedPropertyNames)': (name: string, names: Value) => ({
    memberType: 'PropertySet',
    name,
    properties: (names as Value[]).map(toText),
  }),
});
