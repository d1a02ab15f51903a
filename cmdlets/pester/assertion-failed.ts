/** What a failed assertion does: ends the test, or is kept for its end. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {InvocationInfo} from '../../shell/errors/invocation-info.ts';
import {locate, Raised} from '../../shell/errors/raise.ts';
import {toText} from '../../shell/values/index.ts';
import {ASSERTION_FAILED, pesterError} from './error-text.ts';
import {pesterState} from './pester-state.ts';

export function assertionFailed(run: Run, message: string): void {
  const where = run.invocation as InvocationInfo;
  const record = pesterError(ASSERTION_FAILED, message, where);
  record.invocationInfo = where;
  locate(record, run.context.frame);
  const state = pesterState(run.session);
  if (goesOn(run) && state !== undefined && state.test !== null) state.failures.push(record);
  else throw new Raised(record, 'script');
}

/** Failures are kept for the end of the test: -ErrorAction Continue, or the option of the run. */
function goesOn(run: Run): boolean {
  const own = run.bound.get('ErrorAction');
  const text =
    own === undefined || own === null
      ? pesterState(run.session)?.configuration.option('Should', 'ErrorAction').text
      : toText(own);
  return text?.toLowerCase() === 'continue';
}
