/**
 * The streams of one running command: what it writes passes the preferences and the -*Variable lists here.
 *
 * Used by cmdlets (cmdlet-command.ts) and, behind `$PSCmdlet`, by advanced functions. Source: language
 * specification 10, 10.1 and 12.1.
 */
import {ErrorRecord, type ErrorCategory, newErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {locate, stopError, terminate} from '../errors/raise.ts';
import type {Frame} from '../eval/frame.ts';
import {emit} from '../eval/output.ts';
import type {Command, PipelineContext, Sink, Streams} from '../eval/runtime.ts';
import {
  DebugRecord,
  InformationRecord,
  VerboseRecord,
  WarningRecord,
} from '../session/stream-records.ts';
import {NetException} from '../values/net-exception.ts';
import {toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import type {ConfirmImpact} from './cmdlet.ts';
import type {CommonArguments} from './common-parameters.ts';
import type {CommandMetadata} from './metadata.ts';
import {actionFor, preferenceVariables, type StreamWord} from './preferences.ts';
import type {ProgressRecord} from './run.ts';
import {inquire, ShouldProcess} from './should-process.ts';
import {collectingOutput, collectingStreams} from './variable-collectors.ts';

export class CommandRuntime {
  readonly command: Command;
  readonly context: PipelineContext;
  readonly metadata: CommandMetadata;
  readonly common: CommonArguments;
  /** Where preferences are read: the caller's frame, or that of the function itself. */
  frame: Frame;
  /** What the command writes objects to. */
  readonly out: Sink;
  /** Streams for what the command writes and for all it calls. */
  readonly streams: Streams;
  readonly #finish: () => void;
  #impact: ConfirmImpact | undefined;
  #should: ShouldProcess | null = null;
  #invocation: InvocationInfo | null = null;

  constructor(
    command: Command,
    context: PipelineContext,
    metadata: CommandMetadata,
    common: CommonArguments,
  ) {
    this.command = command;
    this.context = context;
    this.metadata = metadata;
    this.common = common;
    this.frame = context.frame;
    this.streams = collectingStreams(context, common);
    const {out, finish} = collectingOutput(context, common);
    this.out = out;
    this.#finish = finish;
  }

  /** `$MyInvocation` of the call. */
  get invocation(): InvocationInfo {
    this.#invocation ??= InvocationInfo.ofCall(this.command, this.context);
    return this.#invocation;
  }

  /** The end of the command: passes on what was held back, and ends the pipeline variable. */
  finish(): void {
    this.#finish();
  }

  /** The variables a function called like this begins with. */
  functionPreferences(): [string, Value][] {
    return preferenceVariables(this.common);
  }

  writeObject(value: Value, enumerate = false): void {
    this.context.session.checkStop();
    if (enumerate) emit(value, this.out);
    else if (value !== undefined) this.out.process(value);
  }

  /** A record made by hand: its id gets the command's name, its place is filled in. */
  adopt(record: ErrorRecord): ErrorRecord {
    if (record.invocationInfo === null) {
      record.invocationInfo = this.invocation;
      if (record.categoryInfo.activity === '') record.categoryInfo.activity = this.metadata.name;
      if (!record.fullyQualifiedErrorId.includes(','))
        record.fullyQualifiedErrorId += `,${this.metadata.spec.errorName}`;
    }
    locate(record, this.frame);
    return record;
  }

  writeError(record: ErrorRecord): void {
    const {session, pipeline} = this.context;
    this.adopt(record);
    pipeline.failed = true;
    const action = actionFor('Error', this.common, this.frame);
    const {error} = this.streams;
    if (action !== 'Ignore') session.recordError(record);
    if (action === 'Ignore' || action === 'SilentlyContinue') {
      error.collect?.(record);
      return;
    }
    if (action === 'Stop') {
      error.collect?.(record);
      throw stopError(record);
    }
    error.process(record);
    if (action === 'Inquire') inquire(this.frame, 'Confirm', record.message);
  }

  throwTerminatingError(record: ErrorRecord): never {
    this.adopt(record);
    this.streams.error.collect?.(record);
    throw terminate(record);
  }

  writeWarning(text: string): void {
    this.#write('Warning', this.streams.warning, new WarningRecord(text), text);
  }

  writeVerbose(text: string): void {
    this.#write('Verbose', this.streams.verbose, new VerboseRecord(text), text);
  }

  writeDebug(text: string): void {
    this.#write('Debug', this.streams.debug, new DebugRecord(text), text);
  }

  /**
   * Information tagged PSHOST is for the host and ignores the preference, except `Ignore`. Other information is
   * hidden from the user by SilentlyContinue, but not from where a redirection leads.
   */
  writeInformation(value: Value, tags: readonly string[] = []): void {
    const record =
      value instanceof InformationRecord
        ? value
        : new InformationRecord(value, this.context.source.file || this.metadata.name, tags);
    const {information} = this.streams;
    const action = actionFor('Information', this.common, this.frame);
    const goesOn = action === 'SilentlyContinue' && !information.isDisplay;
    if (goesOn || record.tags.includes('PSHOST')) {
      if (action === 'Ignore') information.collect?.(record);
      else information.process(record);
    } else this.#write('Information', information, record, toText(record.messageData));
  }

  writeProgress(record: Partial<ProgressRecord> & {readonly activity: string}): void {
    const action = actionFor('Progress', this.common, this.frame);
    if (action !== 'Continue' && action !== 'Inquire') return;
    this.context.session.host.writeProgress?.({
      activityId: 0,
      parentActivityId: -1,
      statusDescription: 'Processing',
      currentOperation: '',
      percentComplete: -1,
      secondsRemaining: -1,
      recordType: 'Processing',
      ...record,
    });
  }

  #write(stream: StreamWord, sink: Sink, record: Value, text: string): void {
    const action = actionFor(stream, this.common, this.frame);
    if (action === 'SilentlyContinue' || action === 'Ignore') {
      sink.collect?.(record);
      return;
    }
    sink.process(record);
    if (action === 'Stop') throw stopError(this.adopt(stoppedBy(stream)));
    if (action === 'Inquire') inquire(this.frame, 'Confirm', text);
  }

  /** An error record of this command. */
  error(
    id: string,
    category: ErrorCategory,
    messageOrException: Value,
    target: Value = null,
  ): ErrorRecord {
    const exception =
      messageOrException instanceof NetException
        ? messageOrException
        : new NetException('System.Exception', toText(messageOrException));
    return new ErrorRecord(exception, `${id},${this.metadata.spec.errorName}`, category, target);
  }

  shouldProcess(first: string, second?: string, third?: string): boolean {
    return this.#shouldProcess().ask(first, second, third);
  }

  shouldContinue(query: string, caption: string): boolean {
    return this.#shouldProcess().continue(query, caption);
  }

  /** For commands whose impact depends on the call; before the first question. */
  setConfirmImpact(impact: ConfirmImpact): void {
    this.#impact = impact;
  }

  #shouldProcess(): ShouldProcess {
    this.#should ??= new ShouldProcess({
      commandName: this.metadata.name,
      impact: this.#impact ?? this.metadata.spec.confirmImpact ?? 'Medium',
      common: this.common,
      frame: this.frame,
      writeVerbose: text => this.writeVerbose(text),
    });
    return this.#should;
  }
}

function stoppedBy(stream: StreamWord): ErrorRecord {
  const variable = `${stream}Preference`;
  return newErrorRecord(
    'ActionPreferenceStop',
    'OperationStopped',
    `The running command stopped because the preference variable "${variable}" or common parameter is set to Stop.`,
  );
}
