/** -Throw: runs a script block and judges the error it ends by. */
import type {Run} from '../../../shell/cmdlet/cmdlet.ts';
import type {ErrorRecord} from '../../../shell/errors/error-record.ts';
import {InvocationInfo} from '../../../shell/errors/invocation-info.ts';
import {recordOf} from '../../../shell/errors/raise.ts';
import {isFlow, LoopSignal} from '../../../shell/eval/flow.ts';
import {ScriptBlock} from '../../../shell/eval/script-block.ts';
import {like} from '../../../shell/operators/index.ts';
import {isType} from '../../../shell/operators/index.ts';
import {
  isNull,
  NetType,
  toBool,
  toText,
  typeOf,
  unescapeWildcard,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {joinAnd, nicely} from '../format-nicely.ts';
import {type Assertion, type Operator, PASSED, runtimeArgument, type Verdict} from './operator.ts';

export const throws: readonly Operator[] = [
  {
    name: 'Throw',
    aliases: [],
    takesAll: false,
    help: 'Checks if an exception was thrown. Enclose input in a scriptblock.',
    parameters: {
      ExpectedMessage: {type: 'string', position: 0, help: 'A wildcard for its message.'},
      ErrorId: {type: 'string', position: 1, help: 'A wildcard for its FullyQualifiedErrorId.'},
      ExceptionType: {type: 'type', position: 2, help: 'Its type.'},
      PassThru: {type: 'switch', help: 'Writes the error.'},
    },
    judge(assertion) {
      const {actual, negate} = assertion;
      if (!(actual instanceof ScriptBlock))
        throw runtimeArgument(
          "Input is not a ScriptBlock. Input to '-Throw' and '-Not -Throw' must be enclosed in curly braces.",
        );
      const error = errorFrom(actual, {run: assertion.run});
      return negate ? judgeQuiet(error, assertion) : judgeThrown(error, assertion);
    },
  },
];

interface Running {
  readonly run: Run;
  /** `$ErrorActionPreference` in the block; absent: as it is. */
  readonly errorAction?: string;
}

/** The error a block ends by, null for none. */
export function errorFrom(block: ScriptBlock, {run, errorAction}: Running): ErrorRecord | null {
  const {session, context} = run;
  const {frame, callDepth, propagateErrors} = session;
  session.propagateErrors = true;
  try {
    block.invoke({
      scope: 'new',
      frame: context.frame,
      streams: context.streams,
      prepare: scope => {
        if (errorAction !== undefined) scope.put('erroractionpreference', errorAction);
      },
    });
    return null;
  } catch (thrown) {
    if (thrown instanceof LoopSignal) return null;
    if (isFlow(thrown)) throw thrown;
    const record = recordOf(thrown, session.frame);
    session.recordError(record);
    return record;
  } finally {
    session.frame = frame;
    session.callDepth = callDepth;
    session.propagateErrors = propagateErrors;
  }
}

function judgeQuiet(error: ErrorRecord | null, {because}: Assertion): Verdict {
  if (error === null) return PASSED;
  const {message} = error.exception;
  return {
    succeeded: false,
    message: `Expected no exception to be thrown,${because} but an exception "${message}" was thrown ${placeOf(error)}.`,
  };
}

function judgeThrown(error: ErrorRecord | null, {because, p}: Assertion): Verdict {
  const filters: string[] = [];
  const buts: string[] = [];
  const type = p['ExceptionType'];
  if (type instanceof NetType) {
    filters.push(`type ${nicely(type)}`);
    if (error !== null && !isType(error.exception, type))
      buts.push(`the exception type was ${nicely(typeOf(error.exception))}`);
  }
  const wanted = p['ExpectedMessage'];
  if (isGiven(wanted)) {
    filters.push(`message like ${nicely(unescapeWildcard(toText(wanted)))}`);
    if (error !== null && !toBool(like(error.exception.message, wanted, true)))
      buts.push(`the message was ${nicely(error.exception.message)}`);
  }
  const id = p['ErrorId'];
  if (isGiven(id)) {
    filters.push(`FullyQualifiedErrorId ${nicely(id)}`);
    if (error !== null && !toBool(like(error.fullyQualifiedErrorId, id, true)))
      buts.push(`the FullyQualifiedErrorId was ${nicely(error.fullyQualifiedErrorId)}`);
  }
  if (error === null) buts.push('no exception was thrown');
  if (buts.length === 0) return p['PassThru'] === true ? {...PASSED, output: error} : PASSED;
  const filter = filters.length === 0 ? '' : ` with ${joinAnd(filters)}`;
  const place = error === null ? '' : placeOf(error);
  return {
    succeeded: false,
    message:
      `Expected an exception${filter} to be thrown,${because} but ${joinAnd(buts)}. ${place}`.trim(),
  };
}

function isGiven(text: Value): boolean {
  return !isNull(text) && toText(text).trim() !== '';
}

/** `from FILE:LINE char:COLUMN` with the line under it. */
function placeOf(error: ErrorRecord): string {
  const info = error.invocationInfo;
  if (!(info instanceof InvocationInfo)) return '';
  return info.positionMessage.replace(/^At /, 'from ').replaceAll('\n', '\n    ');
}
