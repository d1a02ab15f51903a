/**
 * From a thrown thing to an ErrorRecord, and back to something to throw.
 *
 * What travels up the JavaScript stack is a NetException (an exception nobody has looked at yet), a Raised
 * (it has its record) or a flow signal (eval/flow.ts, not an error). Source: language specification 12.1.
 */
import {NetException, toNetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from '../eval/frame.ts';
import type {ErrorCategory} from './error-category.ts';
import {errorCategory} from './error-category.ts';
import {CALL_DEPTH_OVERFLOW} from './engine-errors.ts';
import {ErrorRecord} from './error-record.ts';
import {InvocationInfo} from './invocation-info.ts';
import {scriptStackTrace} from './stack-trace.ts';

/**
 * How far an error unwinds. `statement`: ends its statement; `script`: `throw`, goes through all callers;
 * `stop`: a non-terminating error under Stop, goes through all callers too.
 */
export type Reach = 'statement' | 'script' | 'stop';

/** An error on its way up, with its record. */
export class Raised {
  readonly record: ErrorRecord;
  readonly reach: Reach;
  /** The exception types a `catch [T]` may name besides the record's own exception. */
  readonly wrapper: NetException | null;

  constructor(record: ErrorRecord, reach: Reach, wrapper: NetException | null = null) {
    this.record = record;
    this.reach = reach;
    this.wrapper = wrapper;
  }
}

/** An error that a calculated property answers with nothing. A call depth overflow goes on: it is not its own. */
export function isExpressionError(thrown: unknown): boolean {
  return (thrown instanceof Raised || thrown instanceof NetException) && !isTooDeep(thrown);
}

/** Is `thrown`, or what it came from, a call depth overflow? */
export function isTooDeep(thrown: unknown): boolean {
  if (thrown instanceof RangeError) return true;
  const error = thrown instanceof Raised ? thrown.record.exception : thrown;
  for (let at = error instanceof NetException ? error : null; at !== null; at = at.inner)
    if (at.errorId === CALL_DEPTH_OVERFLOW) return true;
  return false;
}

/** What `ThrowTerminatingError` throws. */
export function terminate(record: ErrorRecord): Raised {
  const wrapper = new NetException(
    'System.Management.Automation.CmdletInvocationException',
    record.message,
    {inner: record.exception},
  );
  wrapper.record = record;
  return new Raised(record, 'statement', wrapper);
}

/**
 * An error of a script that a cmdlet ran, on its way out of the cmdlet: it bears the cmdlet's name. What was thrown
 * by `throw`, comes from Stop, or is a cmdlet's own error stays as it is.
 */
export function invokedBy(raised: Raised, className: string): Raised {
  const {record, reach, wrapper} = raised;
  if (reach !== 'statement' || wrapper !== null) return raised;
  const ofCommand =
    record.invocationInfo instanceof InvocationInfo && record.invocationInfo.myCommand !== null;
  const [id = ''] = ofCommand
    ? record.fullyQualifiedErrorId.split(',', 1)
    : [record.fullyQualifiedErrorId];
  record.fullyQualifiedErrorId = `${id},${className}`;
  return terminate(record);
}

/** What a non-terminating error throws when its action is Stop. `variable`: preference or parameter. */
export function stopError(record: ErrorRecord): Raised {
  const wrapper = new NetException(
    'System.Management.Automation.ActionPreferenceStopException',
    'The running command stopped because the preference variable "ErrorActionPreference" or common ' +
      `parameter is set to Stop: ${record.message}`,
    {inner: record.exception},
  );
  wrapper.record = record;
  return new Raised(record, 'stop', wrapper);
}

/** The record of anything thrown (no flow signal); place and stack are filled in if nobody did. */
export function recordOf(thrown: unknown, frame: Frame): ErrorRecord {
  const record = thrown instanceof Raised ? thrown.record : recordOfException(thrown);
  locate(record, frame);
  return record;
}

function recordOfException(thrown: unknown): ErrorRecord {
  if (thrown instanceof ErrorRecord) return thrown;
  const exception = toNetException(thrown);
  if (exception.record instanceof ErrorRecord) return exception.record;
  const category: ErrorCategory = errorCategory(exception.category ?? '') ?? 'NotSpecified';
  const record = new ErrorRecord(
    exception,
    exception.errorId ?? exception.typeName,
    category,
    exception.target as Value,
  );
  exception.record = record;
  return record;
}

/** Says where an error is, unless it is known already. */
export function locate(record: ErrorRecord, frame: Frame): void {
  record.invocationInfo ??= InvocationInfo.ofStatement(frame);
  record.scriptStackTrace ??= scriptStackTrace(frame);
}

/** Anything thrown as a Raised with its place: what unwinds past a statement. */
export function raisedOf(thrown: unknown, frame: Frame): Raised {
  if (thrown instanceof Raised) {
    locate(thrown.record, frame);
    return thrown;
  }
  return new Raised(recordOf(thrown, frame), 'statement');
}
