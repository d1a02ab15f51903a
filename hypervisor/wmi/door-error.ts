/** Errors of the door itself (wmi.md 19.9). What a method answers in ReturnValue is not an error here. */

/** WBEM status by name: number and the text that is shown when the door says no more. */
export const WBEM = {
  FAILED: [0x80041001, 'A general failure occurred.'],
  NOT_FOUND: [0x80041002, 'The requested object could not be found.'],
  ACCESS_DENIED: [0x80041003, 'Access denied.'],
  PROVIDER_FAILURE: [0x80041004, 'The provider failed.'],
  TYPE_MISMATCH: [0x80041005, 'Type mismatch.'],
  INVALID_PARAMETER: [0x80041008, 'Invalid parameter.'],
  NOT_SUPPORTED: [0x8004100c, 'Not supported.'],
  INVALID_NAMESPACE: [0x8004100e, 'Invalid namespace.'],
  INVALID_CLASS: [0x80041010, 'Invalid class.'],
  INVALID_QUERY: [0x80041017, 'Invalid query.'],
  INVALID_QUERY_TYPE: [0x80041018, 'Invalid query type.'],
  PROVIDER_NOT_CAPABLE: [0x80041024, 'Provider is not capable of the attempted operation.'],
  INVALID_METHOD: [0x8004102e, 'Invalid method.'],
  INVALID_METHOD_PARAMETERS: [0x8004102f, 'Invalid method parameter(s).'],
  INVALID_PROPERTY: [0x80041031, 'Invalid property.'],
  CALL_CANCELLED: [0x80041032, 'Call cancelled.'],
  SHUTTING_DOWN: [0x80041033, 'Shutting down.'],
  INVALID_OBJECT_PATH: [0x8004103a, 'Invalid object path.'],
  METHOD_NOT_IMPLEMENTED: [0x80041055, 'This method is not implemented in any class.'],
  UNPARSABLE_QUERY: [0x80041058, 'Unparsable query.'],
  NOT_EVENT_CLASS: [0x80041059, 'The FROM clause specifies a class that is not an event class.'],
  TIMED_OUT: [0x80041069, 'The operation timed out.'],
  QUOTA_VIOLATION: [0x8004106c, 'Quota violation.'],
  TRANSPORT_FAILURE: [0x80041015, 'The host service can not be reached.'],
} as const satisfies Record<string, readonly [number, string]>;

export type WbemName = keyof typeof WBEM;

/** `code` is the WBEM name; `hresult` its number; the message is fixed English. */
export class DoorError extends Error {
  readonly code: WbemName;

  constructor(code: WbemName, message: string = WBEM[code][1], cause?: unknown) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = 'DoorError';
    this.code = code;
  }

  get hresult(): number {
    return WBEM[this.code][0];
  }
}

/** The name of a status that came over the wire; unknown ones are FAILED. */
export function wbemName(text: unknown): WbemName {
  return typeof text === 'string' && Object.hasOwn(WBEM, text) ? (text as WbemName) : 'FAILED';
}
