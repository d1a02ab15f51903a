/** `throw x`: what is thrown. Language specification 12.2. */
import type {ThrowStatementAst} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {locate, Raised} from '../errors/raise.ts';
import {scriptStackTrace} from '../errors/stack-trace.ts';
import {NetException} from '../values/net-exception.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';

export function throwValue(
  f: Frame,
  ast: ThrowStatementAst,
  thrown: Value,
  given: boolean,
): Raised {
  if (!given && f.caught instanceof ErrorRecord) return new Raised(f.caught, 'script');
  const value = unwrap(thrown);
  if (value instanceof ErrorRecord) {
    locate(value, f);
    return new Raised(value, 'script');
  }
  const record = value instanceof NetException ? ofException(value) : ofOther(value);
  // Of no command, as PowerShell's: a view then names the category.
  record.invocationInfo = InvocationInfo.ofNode(f, ast);
  record.scriptStackTrace ??= scriptStackTrace(f);
  return new Raised(record, 'script');
}

function ofException(exception: NetException): ErrorRecord {
  if (exception.record instanceof ErrorRecord) return exception.record;
  const record = new ErrorRecord(exception, exception.message, 'OperationStopped');
  exception.record = record;
  return record;
}

function ofOther(value: Value): ErrorRecord {
  const text = isNull(value) ? 'ScriptHalted' : toText(value);
  const exception = new NetException('System.Management.Automation.RuntimeException', text, {
    errorId: text,
    category: 'OperationStopped',
    fields: {WasThrownFromThrowStatement: true},
  });
  const record = new ErrorRecord(exception, text, 'OperationStopped', isNull(value) ? null : value);
  exception.record = record;
  return record;
}
