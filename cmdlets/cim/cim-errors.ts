/** Errors of the door as error records of the CIM cmdlets (wmi.md 19.9). */
import {DoorError, type WbemName} from '../../hypervisor/wmi/door-error.ts';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ErrorCategory} from '../../shell/errors/error-category.ts';
import type {Value} from '../../shell/values/index.ts';

const CATEGORIES: Readonly<Partial<Record<WbemName, ErrorCategory>>> = {
  NOT_FOUND: 'ObjectNotFound',
  ACCESS_DENIED: 'PermissionDenied',
  TYPE_MISMATCH: 'InvalidType',
  INVALID_PARAMETER: 'InvalidArgument',
  INVALID_METHOD_PARAMETERS: 'InvalidArgument',
  INVALID_PROPERTY: 'InvalidArgument',
  INVALID_OBJECT_PATH: 'InvalidArgument',
  INVALID_QUERY: 'InvalidArgument',
  UNPARSABLE_QUERY: 'InvalidArgument',
  INVALID_QUERY_TYPE: 'NotImplemented',
  INVALID_CLASS: 'MetadataError',
  INVALID_METHOD: 'MetadataError',
  INVALID_NAMESPACE: 'MetadataError',
  METHOD_NOT_IMPLEMENTED: 'NotImplemented',
  NOT_SUPPORTED: 'NotImplemented',
  PROVIDER_NOT_CAPABLE: 'NotImplemented',
  TRANSPORT_FAILURE: 'ConnectionError',
  TIMED_OUT: 'OperationTimeout',
};

/** Runs work of a cmdlet; an error of the door is written, and what it stops is this call only. */
export function guarded(run: Run, target: Value, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DoorError)) throw error;
    const id = `HRESULT 0x${error.hresult.toString(16)}`;
    run.writeError(run.error(id, CATEGORIES[error.code] ?? 'NotSpecified', error.message, target));
  }
}
