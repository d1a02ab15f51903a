/** The error of a loop or pipeline over a collection that its body changed. */
import {NetException, runtimeError} from './net-exception.ts';

/** BadEnumeration, with .NET's exception inside. */
export function collectionModified(): NetException {
  const text = 'Collection was modified; enumeration operation may not execute.';
  return runtimeError(
    'BadEnumeration',
    `An error occurred while enumerating through a collection: ${text}.`,
    {inner: new NetException('System.InvalidOperationException', text)},
  );
}
