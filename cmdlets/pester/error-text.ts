/**
 * Errors of tests as reports show them: the message and the stack from the failing line up to the test.
 *
 * Also what Pester's own records carry: the failed assertion and the results a test gives itself.
 */
import {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {InvocationInfo} from '../../shell/errors/invocation-info.ts';
import {
  getProperty,
  hashtable,
  Hashtable,
  NetException,
  toText,
  typeOf,
} from '../../shell/values/index.ts';
import type {ErrorCategory} from '../../shell/errors/error-category.ts';
import type {Value} from '../../shell/values/value.ts';

export const ASSERTION_FAILED = 'PesterAssertionFailed';

/** Error ids by which a test ends itself, and what it then is. */
export const OWN_RESULTS: Readonly<Record<string, 'Skipped' | 'Inconclusive'>> = {
  PesterTestSkipped: 'Skipped',
  PesterTestInconclusive: 'Inconclusive',
};

/** A record of Pester itself; `where` is the call it was made by. */
export function pesterError(
  id: string,
  message: string,
  where: InvocationInfo,
  category: ErrorCategory = 'InvalidResult',
): ErrorRecord {
  const target = hashtable({
    Message: message,
    File: where.scriptName,
    Line: where.scriptLineNumber,
    LineText: where.line.trim(),
  });
  return new ErrorRecord(new NetException('System.Exception', message), id, category, target);
}

/** Id without the command that threw it. */
export function plainId(record: ErrorRecord): string {
  return record.fullyQualifiedErrorId.replace(/,.*$/s, '');
}

export function displayError(record: ErrorRecord): string {
  if (plainId(record) === ASSERTION_FAILED) return record.message;
  const {exception} = record;
  return `${typeOf(exception).name}: ${record.message}`;
}

export type StackVerbosity = 'None' | 'FirstLine' | 'Filtered' | 'Full';

/** Lines of the stack, `at place, file:line`. */
export function displayStack(
  record: ErrorRecord,
  verbosity: StackVerbosity = 'Filtered',
): string[] {
  if (verbosity === 'None') return [];
  const lines = assertionLine(record);
  for (const line of (record.scriptStackTrace ?? '').split('\n'))
    if (line.trim() !== '') lines.push(line.replace(/:\s*line\s*(\d+)\s*$/, ':$1'));
  return verbosity === 'FirstLine' ? lines.slice(0, 1) : lines;
}

/** The line of the assertion itself, which is no frame of its own. */
function assertionLine(record: ErrorRecord): string[] {
  const target: Value = record.targetObject;
  if (plainId(record) !== ASSERTION_FAILED || !(target instanceof Hashtable)) return [];
  const of = (name: string) => toText(getProperty(target, name));
  return [`at ${of('LineText')}, ${of('File')}:${of('Line')}`];
}

/** Message and stack of all errors of a test; several are numbered. */
export function errorLines(
  records: readonly ErrorRecord[],
  verbosity: StackVerbosity = 'Filtered',
): string[] {
  return records.flatMap((record, at) => {
    const number = records.length > 1 ? `[${at}] ` : '';
    const [first = '', ...rest] = displayError(record).split(/\r?\n/);
    return [`${number}${first}`, ...rest, ...displayStack(record, verbosity)];
  });
}
