/** Syntax errors as the exception that a script sees. */
import type {ParseError} from '../../grammar/parse.ts';
import type {SourceText} from '../eval/source-text.ts';
import type {NetException} from '../values/net-exception.ts';
import {parseFailure} from './engine-errors.ts';
import {ErrorRecord} from './error-record.ts';
import {InvocationInfo} from './invocation-info.ts';

/** All syntax errors of a text as one exception; its message shows each with its place. */
export function parseException(source: SourceText, errors: readonly ParseError[]): NetException {
  const texts = errors.map(error => {
    const {line, column} = source.position(error.start);
    const at = source.file === '' ? 'line' : source.file;
    const mark = ' '.repeat(column - 1) + '~'.repeat(Math.max(1, markLength(source, error)));
    return `At ${at}:${line} char:${column}\n+ ${source.lineAt(error.start)}\n+ ${mark}\n${error.message}`;
  });
  const exception = parseFailure(errors, texts.join('\n\n'));
  const record = new ErrorRecord(exception, exception.errorId ?? 'ParseException', 'ParserError');
  if (errors[0]) record.invocationInfo = InvocationInfo.ofText(source, errors[0]);
  exception.record = record;
  return exception;
}

function markLength(source: SourceText, error: ParseError): number {
  const {column} = source.position(error.start);
  return Math.min(error.end - error.start, source.lineAt(error.start).length - column + 1);
}
