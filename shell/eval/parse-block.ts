/** Text to a script block, or the ParseException that tells why not. */
import {parseScript} from '../../grammar/parse.ts';
import type {ParseError} from '../../grammar/parse.ts';
import {parseFailure} from '../errors/engine-errors.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {requirementsOf} from '../modules/script-requirements.ts';
import type {NetException} from '../values/net-exception.ts';
import type {Session, SessionState} from '../session/session.ts';
import {ScriptBlock} from './script-block.ts';
import {SourceText} from './source-text.ts';

/**
 * Parses a script. `file` is the absolute path it came from, '' for none; `state` the module it belongs
 * to. Throws a ParseException for a text with syntax errors: nothing of it runs.
 */
export function parseBlock(
  text: string,
  session: Session,
  state: SessionState | null,
  file = '',
): ScriptBlock {
  const source = new SourceText(text, file);
  const {ast, errors} = parseScript(text);
  if (ast === null || errors.length > 0) throw parseException(source, errors);
  const required = requirementsOf(ast);
  if (required && required.errors.length > 0) throw parseException(source, required.errors);
  return new ScriptBlock(ast, source, session, state);
}

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
