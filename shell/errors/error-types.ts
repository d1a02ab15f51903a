/** ErrorRecord, its parts and InvocationInfo as .NET types. Language specification 4.1 and 12.2. */
import {toText} from '../conversion/to-text.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {ERROR_CATEGORIES} from './error-category.ts';
import type {ErrorCategory} from './error-category.ts';
import {ErrorCategoryInfo, ErrorDetails, ErrorRecord} from './error-record.ts';
import {InvocationInfo} from './invocation-info.ts';

const AUTOMATION = 'System.Management.Automation';

export const errorCategoryType = defineEnum({
  fullName: `${AUTOMATION}.ErrorCategory`,
  values: Object.fromEntries(ERROR_CATEGORIES.map((name, number) => [name, number])),
});

defineType<ErrorRecord>({
  fullName: `${AUTOMATION}.ErrorRecord`,
  instance: ErrorRecord,
  toText: self => self.message,
  properties: {
    Exception: {type: 'System.Exception', get: self => self.exception},
    TargetObject: {type: 'object', get: self => self.targetObject ?? null},
    CategoryInfo: {type: 'object', get: self => self.categoryInfo},
    FullyQualifiedErrorId: {type: 'string', get: self => self.fullyQualifiedErrorId},
    ErrorDetails: {
      type: 'object',
      get: self => self.errorDetails,
      set: (self, value) => {
        self.errorDetails =
          value === null || value instanceof ErrorDetails ? value : new ErrorDetails(toText(value));
      },
    },
    InvocationInfo: {type: 'object', get: self => self.invocationInfo ?? null},
    ScriptStackTrace: {type: 'string', get: self => self.scriptStackTrace ?? ''},
    PipelineIterationInfo: {type: 'object', get: () => []},
  },
  constructors: {
    [`(System.Exception exception, string errorId, ${AUTOMATION}.ErrorCategory category, object target)`]:
      (exception: NetException, errorId: string, category: Value, target: Value) =>
        new ErrorRecord(exception, errorId, toText(category) as ErrorCategory, target),
    [`(${AUTOMATION}.ErrorRecord record, System.Exception replacement)`]: (
      record: ErrorRecord,
      replacement: NetException | null,
    ) => copyOf(record, replacement ?? record.exception),
  },
});

function copyOf(record: ErrorRecord, exception: NetException): ErrorRecord {
  const {fullyQualifiedErrorId, categoryInfo, targetObject} = record;
  const copy = new ErrorRecord(
    exception,
    fullyQualifiedErrorId,
    categoryInfo.category,
    targetObject,
  );
  copy.errorDetails = record.errorDetails;
  copy.invocationInfo = record.invocationInfo;
  copy.scriptStackTrace = record.scriptStackTrace;
  return copy;
}

defineType<ErrorCategoryInfo>({
  fullName: `${AUTOMATION}.ErrorCategoryInfo`,
  instance: ErrorCategoryInfo,
  toText: self => self.toString(),
  properties: {
    Category: {get: self => enumValue(errorCategoryType, self.category)},
    Activity: {
      type: 'string',
      get: self => self.activity,
      set: (self, value) => {
        self.activity = toText(value);
      },
    },
    Reason: {
      type: 'string',
      get: self => self.reason,
      set: (self, value) => {
        self.reason = toText(value);
      },
    },
    TargetName: {
      type: 'string',
      get: self => self.targetName,
      set: (self, value) => {
        self.targetName = toText(value);
      },
    },
    TargetType: {
      type: 'string',
      get: self => self.targetType,
      set: (self, value) => {
        self.targetType = toText(value);
      },
    },
  },
  methods: {GetMessage: {call: self => self.toString()}},
});

defineType<ErrorDetails>({
  fullName: `${AUTOMATION}.ErrorDetails`,
  instance: ErrorDetails,
  toText: self => self.message,
  properties: {
    Message: {type: 'string', get: self => self.message},
    RecommendedAction: {
      type: 'string',
      get: self => self.recommendedAction,
      set: (self, value) => {
        self.recommendedAction = toText(value);
      },
    },
  },
  constructors: {'(string message)': (message: string) => new ErrorDetails(message)},
});

defineType<InvocationInfo>({
  fullName: `${AUTOMATION}.InvocationInfo`,
  instance: InvocationInfo,
  properties: {
    MyCommand: {get: self => self.myCommand},
    BoundParameters: {get: self => self.boundParameters},
    UnboundArguments: {get: self => [...self.unboundArguments]},
    ScriptLineNumber: {type: 'int', get: self => self.scriptLineNumber},
    OffsetInLine: {type: 'int', get: self => self.offsetInLine},
    HistoryId: {type: 'long', get: self => BigInt(self.historyId)},
    ScriptName: {type: 'string', get: self => self.scriptName},
    // With its line end, when it has one.
    Line: {type: 'string', get: self => self.source.wholeLineAt(self.node.start)},
    Statement: {type: 'string', get: self => self.statement},
    PositionMessage: {type: 'string', get: self => self.positionMessage},
    PSScriptRoot: {type: 'string', get: self => self.psScriptRoot},
    PSCommandPath: {type: 'string', get: self => self.psCommandPath},
    InvocationName: {type: 'string', get: self => self.invocationName},
    PipelineLength: {type: 'int', get: self => self.pipelineLength},
    PipelinePosition: {type: 'int', get: self => self.pipelinePosition},
    ExpectingInput: {type: 'bool', get: self => self.expectingInput},
    CommandOrigin: {type: 'string', get: () => 'Internal'},
    DisplayScriptPosition: {get: () => null},
  },
});
