/**
 * Reading, writing and calling one extended member on an object. Aliases are members.ts's matter.
 */
import {hooks} from './hooks.ts';
import type {CodeMethod, ExtendedMember, ScriptMethod} from './member.ts';
import {NetException, runtimeError, toNetException} from './net-exception.ts';
import type {Value} from './value.ts';

function isFlow(error: unknown): boolean {
  return !(error instanceof NetException) && !(error instanceof Error);
}

/** GetValueInvocationException around what a getter threw. */
export function getterFailed(name: string, error: unknown): unknown {
  if (isFlow(error)) return error;
  const inner = toNetException(error);
  return new NetException(
    'System.Management.Automation.GetValueInvocationException',
    `Exception getting "${name}": "${inner.message}"`,
    {inner, errorId: 'ExceptionWhenGetting', category: 'NotSpecified'},
  );
}

/** SetValueInvocationException around what a setter threw. */
export function setterFailed(name: string, error: unknown): unknown {
  if (isFlow(error)) return error;
  const inner = toNetException(error);
  return new NetException(
    'System.Management.Automation.SetValueInvocationException',
    `Exception setting "${name}": "${inner.message}"`,
    {inner, errorId: 'ExceptionWhenSetting', category: 'NotSpecified'},
  );
}

/** The value of a property-like member; undefined for methods. */
export function readExtended(self: Value, member: ExtendedMember): Value {
  switch (member.memberType) {
    case 'NoteProperty':
      return member.value;
    case 'ScriptProperty':
      return hooks.invokeScript(member.getter, {self});
    case 'CodeProperty':
      return member.get(self);
    case 'PropertySet':
      return [...member.properties];
    default:
      return undefined;
  }
}

export function isReadOnly(member: ExtendedMember): boolean {
  if (member.memberType === 'ScriptProperty')
    return member.setter === undefined || member.setter === null;
  if (member.memberType === 'CodeProperty') return !member.set;
  return member.memberType !== 'NoteProperty' && member.memberType !== 'AliasProperty';
}

export function writeExtended(self: Value, member: ExtendedMember, value: Value): void {
  if (isReadOnly(member)) {
    throw runtimeError('PropertyAssignmentException', `"${member.name}" is a ReadOnly property.`, {
      type: 'System.Management.Automation.SetValueException',
    });
  }
  switch (member.memberType) {
    case 'NoteProperty':
      member.value = value;
      return;
    case 'ScriptProperty':
      hooks.invokeScript(member.setter, {self, args: [value]});
      return;
    case 'CodeProperty':
      member.set?.(self, value);
      return;
    default:
      return;
  }
}

export function invokeExtendedMethod(
  self: Value,
  member: ScriptMethod | CodeMethod,
  args: Value[],
): Value {
  return member.memberType === 'ScriptMethod'
    ? hooks.invokeScript(member.script, {self, args})
    : member.call(self, args);
}
