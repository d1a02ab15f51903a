/**
 * CodeMethod and CodeProperty: members whose code is a static method that gets the object as its first
 * argument. Source: PSCodeMethod and PSCodeProperty of System.Management.Automation.
 */
import type {CodeMethod, CodeProperty} from '../values/member.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {MethodDescription} from './reflection.ts';

const FORMATS = {
  CodeMethodMethodFormat:
    'Cannot create a code method because of the method format. The method should be public, static, and have one parameter of type PSObject.',
  CodePropertyGetterFormat:
    'The getter method should be public, not void, static, and have one parameter of the type PSObject.',
  CodePropertySetterFormat:
    'The setter method should be public, void, static, and have two parameters. The first parameter should be of the type PSObject. A second parameter is required if a getter method is also available, and should have the same type as the return type for the getter method.',
  CodePropertyGetterAndSetterNull: 'CodeProperty should use a getter or setter method.',
} as const;

function badFormat(id: keyof typeof FORMATS): NetException {
  return new NetException('System.Management.Automation.ExtendedTypeSystemException', FORMATS[id], {
    errorId: id,
    category: 'NotSpecified',
  });
}

/** The method when it is static and takes the object first. */
function staticMethod(code: Value, id: keyof typeof FORMATS): MethodDescription {
  const takesObject =
    code instanceof MethodDescription &&
    code.isStatic &&
    /^(?:ps)?object$|\.PSObject$/i.test(code.parameters[0]?.type ?? '');
  if (takesObject) return code;
  throw badFormat(id);
}

/** Throws ExtendedTypeSystemException for a method of another form. */
export function codeMethod(name: string, code: Value): CodeMethod {
  const method = staticMethod(code, 'CodeMethodMethodFormat');
  return {
    memberType: 'CodeMethod',
    name,
    call: (self, args) => method.invoke(null, [self, ...args]),
  };
}

/** At least one of the two. Throws ExtendedTypeSystemException for methods of another form. */
export function codeProperty(name: string, getter: Value, setter: Value = null): CodeProperty {
  if (getter === null && setter === null) throw badFormat('CodePropertyGetterAndSetterNull');
  const get = getter === null ? null : staticMethod(getter, 'CodePropertyGetterFormat');
  const set = setter === null ? null : staticMethod(setter, 'CodePropertySetterFormat');
  return {
    memberType: 'CodeProperty',
    name,
    get: self => get?.invoke(null, [self]) ?? null,
    ...(set ? {set: (self: Value, value: Value) => void set.invoke(null, [self, value])} : {}),
  };
}
