/** Set-ItResult: a test says of itself that it is skipped or inconclusive, and ends. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {InvocationInfo} from '../../shell/errors/invocation-info.ts';
import {locate, Raised} from '../../shell/errors/raise.ts';
import {pesterError} from './error-text.ts';
import {because} from './format-nicely.ts';
import {requireState} from './pester-state.ts';

export const setItResult = cmdlet({
  name: 'Set-ItResult',
  module: 'Pester',
  className: 'Pester.SetItResult',
  synopsis: 'Set-ItResult is used inside the It block to explicitly set the test result',
  description: 'Ends the test at once with that result, whatever would come after.',
  parameters: {
    Inconclusive: {
      type: 'switch',
      sets: {Inconclusive: {mandatory: true}},
      help: 'Nothing can be said.',
    },
    Skipped: {type: 'switch', sets: {Skipped: {mandatory: true}}, help: 'It is skipped.'},
    Because: {type: 'string', help: 'The reason.'},
  },
  end(run, p) {
    requireState(run.session, 'Set-ItResult');
    const word = p.Skipped ? 'skipped' : 'inconclusive';
    const reason = because(p.Because).slice(0, -1);
    const message = `is ${word}${reason === '' ? '' : `,${reason}`}`;
    const where = run.invocation as InvocationInfo;
    const record = pesterError(
      p.Skipped ? 'PesterTestSkipped' : 'PesterTestInconclusive',
      message,
      where,
    );
    record.invocationInfo = where;
    locate(record, run.context.frame);
    throw new Raised(record, 'script');
  },
});
