/** An error with all its parts, as Get-Error writes it and DetailedView shows it. */
import {customObject, getProperty} from '../values/index.ts';
import type {Value} from '../values/value.ts';

const FIELDS = [
  'Exception',
  'TargetObject',
  'CategoryInfo',
  'FullyQualifiedErrorId',
  'ErrorDetails',
  'InvocationInfo',
  'ScriptStackTrace',
];

/** The parts of an error under a type name whose view shows all of them. */
export function extendedError(error: Value): Value {
  const parts = FIELDS.map(name => [name, getProperty(error, name) ?? null] as const);
  return customObject(parts, 'System.Management.Automation.ErrorRecord#PSExtendedError');
}
