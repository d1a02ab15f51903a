/**
 * What a running cmdlet can do: write to the streams, ask, read its invocation, run script blocks.
 *
 * One Run is made for each invocation (cmdlet-run.ts) and handed to `begin`, `process` and `end`. Everything is
 * synchronous: what waits, waits on a shared word, and a wait ends at Ctrl-C by throwing PipelineStopped.
 */
import type {ErrorCategory, ErrorRecord} from '../errors/error-record.ts';
import type {PipelineContext} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import type {CommandRuntime} from './command-runtime.ts';
import type {ConfirmImpact} from './cmdlet.ts';
import type {Services} from './services.ts';

/** What `Write-Progress` and long cmdlets report. `percentComplete` -1: unknown. */
export interface ProgressRecord {
  readonly activityId: number;
  readonly parentActivityId: number; // -1: none
  readonly activity: string;
  readonly statusDescription: string;
  readonly currentOperation: string;
  readonly percentComplete: number; // 0 to 100, or -1
  readonly secondsRemaining: number; // or -1
  readonly recordType: 'Processing' | 'Completed';
}

export interface InvokeOptions {
  readonly underscore?: Value; // `$_` inside the block
  readonly args?: readonly Value[];
  readonly input?: readonly Value[]; // `$input`
  /** True: the block gets a scope of its own (`&{}`); false, the default: the caller's (`.{}`). */
  readonly newScope?: boolean;
}

/** The arguments as the caller gave them, by parameter name in any case. */
export interface BoundParameters {
  has(name: string): boolean;
  get(name: string): Value;
  keys(): Iterable<string>;
}

export interface Run<State extends object = Record<string, unknown>> {
  /** Writes one object to the success stream; with `enumerate`, a list's elements. */
  writeObject(value: Value, enumerate?: boolean): void;
  /** A non-terminating error: goes to stream 2 and the run goes on (unless ErrorAction says Stop). */
  writeError(record: ErrorRecord): void;
  writeWarning(text: string): void;
  writeVerbose(text: string): void;
  writeDebug(text: string): void;
  writeInformation(value: Value, tags?: readonly string[]): void;
  writeProgress(record: Partial<ProgressRecord> & {readonly activity: string}): void;
  /** Ends this pipeline with `record`. */
  throwTerminatingError(record: ErrorRecord): never;
  /** An error record of this cmdlet: its FullyQualifiedErrorId is `id,Class.Of.This.Cmdlet`. */
  error(
    id: string,
    category: ErrorCategory,
    messageOrException: Value,
    target?: Value,
  ): ErrorRecord;

  /**
   * False under -WhatIf or when the user says no. One argument is the target; two are target and action;
   * three are the verbose text, the question and its caption.
   */
  shouldProcess(target: string, action?: string, caption?: string): boolean;
  /** Replaces the declared impact for this invocation; before the first question. */
  setConfirmImpact(impact: ConfirmImpact): void;
  /** Always asks (Y A N L S). */
  shouldContinue(query: string, caption: string): boolean;

  readonly parameterSetName: string;
  readonly bound: BoundParameters;
  /** `$MyInvocation` of this call. */
  readonly invocation: Value;
  /** True when input comes from a pipe. */
  readonly expectingInput: boolean;
  /** True after Ctrl-C. */
  readonly stopping: boolean;
  /** Kept between begin, process and end of one invocation; made by the declaration's `state`. */
  readonly state: State;
  readonly session: Session;
  /** The caller's frame and the place in the pipeline: for cmdlets close to the engine. */
  readonly context: PipelineContext;
  /** Output and streams as sinks: for cmdlets that hand them on. */
  readonly runtime: CommandRuntime;

  /** Runs a block and returns what it wrote. */
  invoke(block: ScriptBlock, options?: InvokeOptions): Value[];
  /** Runs another command, `call('Get-Item', '-Path', '/')`-like (a dash word names a parameter), and returns its output. */
  call(name: string, ...args: readonly Value[]): Value[];
  /** Waits; at Ctrl-C it throws PipelineStopped. */
  sleep(milliseconds: number): void;
  /** Stops the upstream commands of this pipeline and ends quietly, as `Select-Object -First` does. */
  stopUpstream(): never;
  /** The management door of the host service; connected at the first call. */
  door(): Services['door'];
}
