/**
 * An advanced function as a stage: bound by the full rules, with common parameters and `$PSCmdlet`.
 *
 * Binding is in shell/cmdlet/parameter-binder.ts, streams in command-runtime.ts. Language specification 11.
 */
import {commonArguments} from '../cmdlet/common-parameters.ts';
import {CommandRuntime} from '../cmdlet/command-runtime.ts';
import type {CommandMetadata, ParameterMetadata} from '../cmdlet/metadata.ts';
import {attributedParameter} from '../cmdlet/parameter-attributes.ts';
import {ParameterBinder} from '../cmdlet/parameter-binder.ts';
import {PSScriptCmdlet} from '../cmdlet/ps-cmdlet.ts';
import {recordOf} from '../errors/raise.ts';
import {Variable} from '../session/variable.ts';
import type {Value} from '../values/value.ts';
import type {CompiledParameter} from './compile-block.ts';
import {dynamicParametersOf} from './dynamic-parameters.ts';
import {runBody} from './function-call.ts';
import type {FunctionCommand} from './function-command.ts';
import {ScriptStage} from './function-stage.ts';
import {Collector} from './output.ts';
import type {CommandArgument, PipelineContext} from './runtime.ts';
import {declare, setDefault} from './simple-parameters.ts';

export class AdvancedStage extends ScriptStage {
  readonly #binder: ParameterBinder;
  readonly #runtime: CommandRuntime;
  readonly #parameters: ReadonlyMap<string, CompiledParameter>;
  #finished = false;

  /** Binds the arguments: errors of binding come before any command of the pipeline begins. */
  constructor(
    command: FunctionCommand,
    args: readonly CommandArgument[],
    context: PipelineContext,
  ) {
    super(command, context);
    const {frame} = this;
    this.#parameters = new Map(this.compiled.parameters.map(one => [one.lower, one]));
    const metadata = command.metadata(context.frame);
    this.#binder = new ParameterBinder(metadata, context, {
      command,
      assign: (parameter, value) => this.#assign(parameter, value),
      unassign: parameter => this.#setDefault(parameter),
      ...(this.compiled.dynamicParam === null
        ? {}
        : {dynamicParameters: () => this.#dynamicParameters()}),
    });
    this.#binder.bindCommandLine(args);
    const common = commonArguments(this.#binder.bound);
    this.#runtime = new CommandRuntime(command, context, this.#binder.metadata, common);
    this.#runtime.frame = frame;
    this.redirect(this.#runtime.out, this.#runtime.streams);
    frame.bound = this.#binder.boundParameters;
    frame.invocation = this.#runtime.invocation;
    this.#runtime.invocation.boundParameters = frame.bound;
    for (const [name, value] of this.#runtime.functionPreferences()) {
      frame.scope.put(name.toLowerCase(), new Variable(name, value));
    }
    frame.scope.put('pscmdlet', new PSScriptCmdlet(this.#runtime, this.#binder, frame));
    for (const parameter of this.compiled.parameters) {
      if (!this.#binder.isBound(parameter.name)) frame.slots[parameter.slot] = null;
    }
  }

  /** What was bound against: the dynamic parameters for these arguments included. */
  get metadata(): CommandMetadata {
    return this.#binder.metadata;
  }

  begin(): void {
    const {obsolete} = this.#binder.metadata.spec;
    if (obsolete !== undefined)
      this.#runtime.writeWarning(`The command '${this.command.name}' is obsolete. ${obsolete}`);
    runBody(this.frame, frame => {
      for (const parameter of this.compiled.parameters) {
        if (!this.#binder.isBound(parameter.name)) setDefault(frame, parameter);
      }
    });
    this.runBegin();
  }

  process(value: Value): void {
    if (this.context.expectingInput && this.compiled.process !== null) {
      const report = (error: unknown): void =>
        this.#runtime.writeError(recordOf(error, this.frame));
      if (!this.#binder.bindPipelineObject(value, report)) return;
    } else if (this.context.expectingInput) {
      this.#binder.bindPipelineObject(value, () => undefined);
    }
    this.runProcess(value);
  }

  end(): void {
    this.runEnd();
    this.#finish();
  }

  override dispose(): void {
    try {
      super.dispose();
    } finally {
      this.#finish();
    }
  }

  #finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#runtime.finish();
  }

  #assign(parameter: ParameterMetadata, value: Value): void {
    const compiled = this.#parameters.get(parameter.name.toLowerCase());
    if (compiled === undefined) return;
    if (compiled.type === null && compiled.checks.length === 0) {
      this.frame.slots[compiled.slot] = value;
    } else declare(this.frame, compiled).force(value);
  }

  #setDefault(parameter: ParameterMetadata): void {
    const compiled = this.#parameters.get(parameter.name.toLowerCase());
    if (compiled !== undefined) runBody(this.frame, frame => setDefault(frame, compiled));
  }

  #dynamicParameters(): ParameterMetadata[] {
    const collector = new Collector();
    const {out} = this.frame;
    this.frame.out = collector;
    this.frame.bound = this.#binder.boundParameters;
    try {
      this.run(this.compiled.dynamicParam);
    } finally {
      this.frame.out = out;
    }
    return dynamicParametersOf(collector.result()).map(parameter => attributedParameter(parameter));
  }
}

/** A function as it is for these arguments: with the dynamic parameters it has for them. */
export function withArguments(
  command: FunctionCommand,
  args: readonly CommandArgument[],
  context: PipelineContext,
): FunctionCommand {
  if (command.block.compiled.dynamicParam === null) return command;
  return command.describedBy(new AdvancedStage(command, args, context).metadata);
}
