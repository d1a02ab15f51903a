/**
 * A cmdlet as a command of a pipeline: binds, makes the Run, calls the bodies.
 */
import type {ErrorCategory, ErrorRecord} from '../errors/error-record.ts';
import {invokedBy, raisedOf} from '../errors/raise.ts';
import {isFlow, StopUpstream} from '../eval/flow.ts';
import {Collector, discard} from '../eval/output.ts';
import type {Command, CommandArgument, PipelineContext, Stage} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import type {Session} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import {PSWrapper, unwrap} from '../values/ps-wrapper.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';
import {bindingError} from './binding-error.ts';
import {type Cmdlet, className, type ConfirmImpact} from './cmdlet.ts';
import {isObjectType} from './coerce.ts';
import {cmdletMetadata, declaredParameter} from './cmdlet-metadata.ts';
import {commonArguments} from './common-parameters.ts';
import {CommandRuntime} from './command-runtime.ts';
import type {CommandMetadata, ParameterMetadata} from './metadata.ts';
import {type BindingTarget, ParameterBinder} from './parameter-binder.ts';
import type {BoundParameters, InvokeOptions, ProgressRecord, Run} from './run.ts';
import {isStopped} from '../session/stop-word.ts';
import {callCommand} from './run-call.ts';
import {type Services, service} from './services.ts';
import {sleep} from './sleep.ts';

/** What a table of cmdlets knows before a cmdlet's file is evaluated. */
export interface CmdletRow {
  readonly name: string;
  readonly module: string;
  readonly aliases: readonly string[];
  load(): Cmdlet;
}

export class CmdletCommand implements Command {
  readonly commandType = 'Cmdlet';
  readonly name: string;
  readonly moduleName: string;
  readonly row: CmdletRow;
  #cmdlet: Cmdlet | null = null;

  constructor(row: CmdletRow) {
    this.row = row;
    this.name = row.name;
    this.moduleName = row.module;
  }

  get cmdlet(): Cmdlet {
    this.#cmdlet ??= this.row.load();
    return this.#cmdlet;
  }

  get metadata(): CommandMetadata {
    return cmdletMetadata(this.cmdlet);
  }

  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    return this.cmdlet.quickStage?.(args, context) ?? new CmdletStage(this, context).bind(args);
  }

  /** Takes arguments as a call would and runs nothing: for what stands in its place. */
  target(context: PipelineContext): BindingTarget {
    return new CmdletStage(this, context);
  }
}

type Parameters = Record<string, unknown>;

/** Values as bodies see them: switches are booleans, a null argument counts as none. */
function bodyValue(parameter: ParameterMetadata, value: Value): unknown {
  if (value instanceof SwitchParameter) return value.isPresent;
  if (
    value === null &&
    parameter.spec.allowNull !== true &&
    parameter.type.fullName !== 'System.Object'
  )
    return undefined;
  // Notes on a text or number (Get-Content's lines have some) are for parameters that take any object.
  return value instanceof PSWrapper && !isObjectType(parameter.type) ? unwrap(value) : value;
}

class CmdletStage implements Stage, BindingTarget {
  readonly command: CmdletCommand;
  readonly #cmdlet: Cmdlet;
  readonly #context: PipelineContext;
  readonly #binder: ParameterBinder;
  readonly #p: Parameters = {};
  readonly #run: CmdletRun;
  /** Takes objects past the binder, which found that it may; null: they are bound. */
  #each: ((object: Value) => void) | null = null;
  /** Present only for cmdlets with dynamic parameters: the binder asks whether there are any. */
  readonly dynamicParameters?: () => readonly ParameterMetadata[];

  constructor(command: CmdletCommand, context: PipelineContext) {
    this.command = command;
    this.#cmdlet = command.cmdlet;
    this.#context = context;
    const metadata = command.metadata;
    for (const parameter of metadata.parameters)
      this.#p[parameter.name] = isDeclaredSwitch(this.#cmdlet, parameter.name) ? false : undefined;
    if (this.#cmdlet.dynamicParameters) this.dynamicParameters = () => this.#dynamic();
    this.#binder = new ParameterBinder(metadata, context, this);
    this.#run = new CmdletRun(this, this.#binder, command, context, this.#p);
  }

  bind(args: readonly CommandArgument[]): this {
    this.#binder.bindCommandLine(args);
    return this;
  }

  assign(parameter: ParameterMetadata, value: Value): void {
    this.#p[parameter.name] = bodyValue(parameter, value);
  }

  transform(parameter: ParameterMetadata, argument: Value): Value {
    const {transform} = this.#cmdlet.parameters[parameter.name] ?? {};
    try {
      return transform ? transform(this.#run, argument) : argument;
    } catch (error) {
      if (!(error instanceof NetException) || error.errorId !== undefined) throw error;
      throw bindingError(
        this.#binder.metadata,
        'ParameterArgumentTransformationError',
        parameter.name,
        error.message,
        {inner: error, parameter},
      );
    }
  }

  unassign(parameter: ParameterMetadata): void {
    this.#p[parameter.name] = isDeclaredSwitch(this.#cmdlet, parameter.name) ? false : undefined;
  }

  #dynamic(): readonly ParameterMetadata[] {
    const declared = this.#cmdlet.dynamicParameters?.(this.#run, this.#p) ?? {};
    return Object.entries(declared).map(([name, one]) => declaredParameter(name, one, true));
  }

  get writesAtBegin(): boolean {
    return this.#cmdlet.begin !== undefined;
  }

  begin(): void {
    const {session} = this.#context;
    if (session.stop[0] !== 0) session.checkStop();
    this.#run.start();
    this.#guard(() => this.#cmdlet.begin?.(this.#run, this.#p));
  }

  process(value: Value): void {
    if (!this.#context.expectingInput) {
      this.#guard(() => this.#cmdlet.process?.(this.#run, this.#p));
      return;
    }
    const each = value === null || value === undefined ? null : this.#each;
    if (each === null && !this.#bindObject(value)) return;
    try {
      if (each === null) this.#cmdlet.process?.(this.#run, this.#p);
      else each(value);
    } catch (thrown) {
      throw this.#place(thrown);
    }
  }

  #bindObject(value: Value): boolean {
    const bound = this.#binder.bindPipelineObject(value, this.#report);
    const direct = this.#binder.directParameter;
    if (bound && direct !== null) this.#each ??= this.#takerOf(direct.name);
    return bound;
  }

  #takerOf(parameter: string): (object: Value) => void {
    const run = this.#run;
    const p = this.#p;
    const cmdlet = this.#cmdlet;
    const own = cmdlet.each?.(run, p);
    if (own !== undefined) return own;
    return object => {
      p[parameter] = object;
      cmdlet.process?.(run, p);
    };
  }

  end(): void {
    this.#guard(() => this.#cmdlet.end?.(this.#run, this.#p));
    this.#run.runtime.finish();
  }

  dispose(): void {
    this.#cmdlet.dispose?.(this.#run);
  }

  /** A binding error of one object: written, and the next object is tried. */
  readonly #report = (error: unknown): void => {
    this.#run.writeError(raisedOf(error, this.#context.frame).record);
  };

  #guard(body: () => void): void {
    try {
      body();
    } catch (thrown) {
      throw this.#place(thrown);
    }
  }

  /** An exception out of a body becomes a terminating error of this cmdlet. */
  #place(thrown: unknown): unknown {
    if (isFlow(thrown)) return thrown;
    // An exception of the body itself, not one of a script block it ran: that has its record already.
    const own = thrown instanceof NetException && thrown.record === undefined;
    const raised = raisedOf(thrown, this.#context.frame);
    const {record} = raised;
    if (own)
      record.fullyQualifiedErrorId = `${thrown.errorId ?? thrown.fullTypeName},${className(this.#cmdlet)}`;
    if (record.categoryInfo.activity === '') record.categoryInfo.activity = this.command.name;
    return own ? raised : invokedBy(raised, className(this.#cmdlet));
  }
}

function isDeclaredSwitch(cmdlet: Cmdlet, name: string): boolean {
  return cmdlet.parameters[name]?.type === 'switch';
}

class CmdletRun implements Run {
  readonly session: Session;
  readonly state: Record<string, unknown>;
  readonly #p: Parameters;
  readonly #stage: Stage;
  readonly #binder: ParameterBinder;
  readonly #command: CmdletCommand;
  readonly #context: PipelineContext;
  #runtime: CommandRuntime | null = null;

  constructor(
    stage: Stage,
    binder: ParameterBinder,
    command: CmdletCommand,
    context: PipelineContext,
    p: Parameters = {},
  ) {
    this.#p = p;
    this.#stage = stage;
    this.#binder = binder;
    this.#command = command;
    this.#context = context;
    this.session = context.session;
    this.state = command.cmdlet.state?.() ?? {};
  }

  /** Made at the first use: common parameters are known by then. */
  get runtime(): CommandRuntime {
    this.#runtime ??= new CommandRuntime(
      this.#command,
      this.#context,
      this.#binder.metadata,
      commonArguments(this.#binder.bound),
    );
    return this.#runtime;
  }

  /** Creates the variables that common parameters ask for. */
  start(): void {
    this.#runtime = null;
    void this.runtime;
  }

  get parameterSetName(): string {
    return this.#binder.parameterSetName;
  }
  get bound(): BoundParameters {
    const binder = this.#binder;
    return {
      has: name => binder.isBound(name),
      get: name => {
        const direct = binder.directParameter?.name;
        return direct?.toLowerCase() === name.toLowerCase()
          ? this.#p[direct]
          : binder.valueOf(name);
      },
      keys: () => [...binder.bound.keys()].map(parameter => parameter.name),
    };
  }
  get invocation(): Value {
    return this.runtime.invocation;
  }
  get context(): PipelineContext {
    return this.#context;
  }
  get expectingInput(): boolean {
    return this.#context.expectingInput;
  }
  get stopping(): boolean {
    return isStopped(this.session.stop);
  }

  writeObject(value: Value, enumerate = false): void {
    this.runtime.writeObject(value, enumerate);
  }
  writeError(record: ErrorRecord): void {
    this.runtime.writeError(record);
  }
  writeWarning(text: string): void {
    this.runtime.writeWarning(text);
  }
  writeVerbose(text: string): void {
    this.runtime.writeVerbose(text);
  }
  writeDebug(text: string): void {
    this.runtime.writeDebug(text);
  }
  writeInformation(value: Value, tags?: readonly string[]): void {
    this.runtime.writeInformation(value, tags);
  }
  writeProgress(record: Partial<ProgressRecord> & {readonly activity: string}): void {
    this.runtime.writeProgress(record);
  }
  throwTerminatingError(record: ErrorRecord): never {
    return this.runtime.throwTerminatingError(record);
  }
  error(
    id: string,
    category: ErrorCategory,
    messageOrException: Value,
    target?: Value,
  ): ErrorRecord {
    return this.runtime.error(id, category, messageOrException, target);
  }
  setConfirmImpact(impact: ConfirmImpact): void {
    this.runtime.setConfirmImpact(impact);
  }

  shouldProcess(target: string, action?: string, caption?: string): boolean {
    return this.runtime.shouldProcess(target, action, caption);
  }
  shouldContinue(query: string, caption: string): boolean {
    return this.runtime.shouldContinue(query, caption);
  }

  invoke(block: ScriptBlock, options: InvokeOptions = {}): Value[] {
    const {newScope = false, ...rest} = options;
    return block.invoke({...rest, scope: newScope ? 'new' : 'current'});
  }
  call(name: string, ...args: readonly Value[]): Value[] {
    const collector = new Collector();
    callCommand(name, args, this.#context, this.runtime.streams, collector);
    return collector.toArray();
  }
  sleep(milliseconds: number): void {
    sleep(milliseconds, this.session);
  }
  stopUpstream(): never {
    throw new StopUpstream(this.#stage);
  }
  door(): Services['door'] {
    return service('door');
  }
}

/** A Run outside any pipeline: what completion functions of a declaration get. */
export function completionRun(command: CmdletCommand, session: Session): Run {
  const frame = session.topFrame;
  const context: PipelineContext = {
    session,
    frame,
    out: discard,
    streams: {
      error: discard,
      warning: discard,
      verbose: discard,
      debug: discard,
      information: discard,
    },
    source: frame.source,
    ast: frame.at,
    invocationName: command.name,
    dotSourced: false,
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
  const none: BindingTarget = {command, assign: () => undefined, unassign: () => undefined};
  const stage: Stage = {begin: () => undefined, process: () => undefined, end: () => undefined};
  return new CmdletRun(
    stage,
    new ParameterBinder(command.metadata, context, none),
    command,
    context,
  );
}
