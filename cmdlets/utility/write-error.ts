/** Write-Error: a non-terminating error of the caller's own. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {InvocationInfo} from '../../shell/errors/invocation-info.ts';
import type {Frame} from '../../shell/eval/frame.ts';
import {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {ErrorCategory} from '../../shell/errors/error-category.ts';
import {NetException, toText} from '../../shell/values/index.ts';

const DEFAULT_ID = 'Microsoft.PowerShell.Commands.WriteErrorException';

export const writeError = cmdlet({
  name: 'Write-Error',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteErrorCommand',
  defaultParameterSet: 'NoException',
  synopsis: 'Writes an object to the error stream.',
  parameters: {
    Message: {
      type: 'string',
      sets: {
        NoException: {mandatory: true, position: 0, pipeline: 'value'},
        WithException: {pipeline: 'value'},
      },
      aliases: ['Msg'],
      help: 'The text of the message.',
    },
    Category: {
      type: 'System.Management.Automation.ErrorCategory',
      sets: {NoException: {}, WithException: {}},
      help: 'The kind of error.',
    },
    ErrorId: {
      type: 'string',
      sets: {NoException: {}, WithException: {}},
      help: 'The id that scripts can test for.',
    },
    TargetObject: {
      type: 'object',
      sets: {NoException: {}, WithException: {}},
      help: 'The object at which the error occurred.',
    },
    RecommendedAction: {type: 'string', help: 'What the user should do.'},
    CategoryActivity: {type: 'string', aliases: ['Activity'], help: 'The action that failed.'},
    CategoryReason: {type: 'string', aliases: ['Reason'], help: 'Why it failed.'},
    CategoryTargetName: {
      type: 'string',
      aliases: ['TargetName'],
      help: 'Name of what the error is about.',
    },
    CategoryTargetType: {
      type: 'string',
      aliases: ['TargetType'],
      help: 'Type of what the error is about.',
    },
    Exception: {
      type: 'object',
      sets: {WithException: {mandatory: true, position: 0}},
      help: 'The exception of the error.',
    },
    ErrorRecord: {
      type: 'object',
      sets: {ErrorRecord: {mandatory: true, position: 0}},
      help: 'A finished error record.',
    },
  },
  examples: [
    {
      title: 'An error that goes on',
      code: "Write-Error 'no such machine' -Category ObjectNotFound -ErrorId NoMachine",
    },
  ],

  process(run, p) {
    const given = p.ErrorRecord instanceof ErrorRecord ? p.ErrorRecord : null;
    const record = given ? copyOf(given) : newRecord(p);
    if (!given) record.fullyQualifiedErrorId = p.ErrorId || DEFAULT_ID;
    const info = record.categoryInfo;
    info.activity = p.CategoryActivity || (given ? info.activity : 'Write-Error');
    if (p.CategoryReason) info.reason = p.CategoryReason;
    if (p.CategoryTargetName) info.targetName = p.CategoryTargetName;
    if (p.CategoryTargetType) info.targetType = p.CategoryTargetType;
    if (p.RecommendedAction || (given && p.Message))
      record.errorDetails = {
        message: p.Message ?? record.message,
        recommendedAction: p.RecommendedAction ?? '',
      };
    place(run, record);
    run.writeError(record);
  },
});

/** The error is where the calling function or script was called; its id ends with that name. */
function place(run: Run, record: ErrorRecord) {
  let frame: Frame | null = run.session.frame;
  while (frame && !frame.call) frame = frame.caller;
  if (!frame?.command || !frame.call) {
    record.invocationInfo = run.invocation;
    return;
  }
  record.invocationInfo = InvocationInfo.ofCall(frame.command, frame.call);
  const isNamed = /^(?:Function|Filter|ExternalScript)$/.test(frame.command.commandType);
  if (isNamed && !record.fullyQualifiedErrorId.includes(','))
    record.fullyQualifiedErrorId += `,${frame.command.name}`;
}

interface Arguments {
  readonly Message?: string | undefined;
  readonly Exception?: unknown;
  readonly Category?: unknown;
  readonly TargetObject?: unknown;
}

function newRecord(p: Arguments): ErrorRecord {
  const category = (
    p.Category === undefined ? 'NotSpecified' : toText(p.Category)
  ) as ErrorCategory;
  const given = p.Exception instanceof NetException ? p.Exception : null;
  const exception = given ?? new NetException(DEFAULT_ID, p.Message ?? '');
  const record = new ErrorRecord(exception, DEFAULT_ID, category, p.TargetObject ?? null);
  if (given && p.Message) record.errorDetails = {message: p.Message, recommendedAction: ''};
  return record;
}

/** The same error as a record of its own, so that the place it is written from is its new place. */
function copyOf(given: ErrorRecord): ErrorRecord {
  const copy = new ErrorRecord(
    given.exception,
    given.fullyQualifiedErrorId,
    given.categoryInfo.category,
    given.targetObject,
  );
  copy.errorDetails = given.errorDetails;
  copy.invocationInfo = given.invocationInfo;
  copy.scriptStackTrace = given.scriptStackTrace;
  copy.categoryInfo.activity = given.categoryInfo.activity;
  return copy;
}
