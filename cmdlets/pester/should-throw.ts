/** Should-Throw: does a block end by an error, and by which? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import {isType, like} from '../../shell/operators/index.ts';
import {NetType, toBool, unescapeWildcard} from '../../shell/values/index.ts';
import {becauseParameter, judging, textOf} from './assertion.ts';
import {boundBlock} from './bound-block.ts';
import {shortType, typeText} from './describe-value.ts';
import {joinAnd} from './format-nicely.ts';
import {errorFrom} from './should/throw.ts';

/** What was asked of the error, and what was not so. */
function findings(error: ErrorRecord | null, p: Readonly<Record<string, unknown>>) {
  const filters: string[] = [];
  const buts: string[] = [];
  const {ExceptionType: type} = p;
  const message = textOf(p['ExceptionMessage']);
  const id = textOf(p['FullyQualifiedErrorId']);
  const fits = (text: string, pattern: string) => toBool(like(text, pattern, true));
  if (type instanceof NetType) {
    filters.push(`of type ${typeText(type)}`);
    if (error === null || !isType(error.exception, type))
      buts.push(`the exception type was ${error === null ? '[null]' : shortType(error.exception)}`);
  }
  if (message.trim() !== '') {
    filters.push(`with message like '${unescapeWildcard(message)}'`);
    const {message: is = ''} = error?.exception ?? {};
    if (!fits(is, message)) buts.push(`the message was '${is}'`);
  }
  if (id.trim() !== '') {
    filters.push(`with FullyQualifiedErrorId '${id}'`);
    const is = error?.fullyQualifiedErrorId ?? '';
    if (!fits(is, id)) buts.push(`the FullyQualifiedErrorId was '${is}'`);
  }
  if (error === null) buts.push('no exception was thrown');
  return {filters, buts};
}

export const shouldThrow = cmdlet({
  name: 'Should-Throw',
  module: 'Pester',
  className: 'Pester.ShouldThrow',
  synopsis: 'Asserts that a script block throws an exception.',
  parameters: {
    ScriptBlock: {
      type: 'scriptblock',
      pipeline: 'value',
      mandatory: true,
      help: 'The block that is run.',
    },
    ExceptionMessage: {type: 'string', position: 0, help: 'A wildcard for its message.'},
    FullyQualifiedErrorId: {type: 'string', position: 1, help: 'A wildcard for its id.'},
    ExceptionType: {type: 'type', position: 2, help: 'Its type.'},
    Because: becauseParameter,
    AllowNonTerminatingError: {type: 'switch', help: 'Errors that do not end the block are none.'},
  },
  examples: [{title: 'Any error', code: "{ throw 'no' } | Should-Throw 'n*'"}],
  ...judging('Scalar', (assert, p) => {
    const {actual, piped} = assert.facts;
    const block = boundBlock(piped || actual !== null ? actual : p['ScriptBlock']);
    const strict = p['AllowNonTerminatingError'] !== true;
    const error = errorFrom(block, {run: assert.run, errorAction: strict ? 'Stop' : 'Continue'});
    const {filters, buts} = findings(error, p);
    if (buts.length > 0)
      return assert.fail(
        `Expected an exception,${filters.length > 0 ? ` ${joinAnd(filters, 3)}` : ''} to be thrown, but ${joinAnd(buts)}.`,
      );
    if (error !== null) assert.run.writeObject(error);
  }),
});
