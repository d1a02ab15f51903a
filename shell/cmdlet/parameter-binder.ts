/**
 * The parameter binder: from the arguments of a call to the parameters of an advanced function or cmdlet.
 *
 * Reading order: `#bindAll` is the order of steps; the steps follow it. What is done per pipeline object is in
 * pipeline-binding.ts, places in positional-binding.ts, the set in set-choice.ts, conversion and checks in
 * coerce.ts, texts in binding-error.ts.
 * Source: language specification 11.2.
 */
import type {Node} from '../../grammar/ast.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import type {Command, CommandArgument, PipelineContext} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {isEnumerable, isNull, toText} from '../values/index.ts';
import {findType} from '../values/find-type.ts';
import {Dictionary} from '../values/hashtable.ts';
import type {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';
import {type BindingErrorId, bindingError} from './binding-error.ts';
import {
  checkArgument,
  convertArgument,
  elementTypeOf,
  fitUnconverted,
  isObjectType,
} from './coerce.ts';
import {readDefaults} from './default-parameter-values.ts';
import {asRemaining, asWritten, canDelay} from './argument-value.ts';
import {askForMandatory} from './mandatory-prompt.ts';
import {
  ALL_SETS,
  type ArgumentContext,
  type CommandMetadata,
  countSets,
  type ParameterMetadata,
} from './metadata.ts';
import {refuseClashes} from './parameter-clashes.ts';
import {PipelineBinding} from './pipeline-binding.ts';
import {bindPositional} from './positional-binding.ts';
import {asScriptBlock} from './script-block-argument.ts';
import {chooseSet, missingOutsidePipeline} from './set-choice.ts';

/** Where bound values go: the `p` of a cmdlet, the variables of a function. */
export interface BindingTarget {
  /** The command whose parameters they are, named by errors. */
  readonly command: Command;
  assign(parameter: ParameterMetadata, value: Value): void;
  /** Back to the value of an unbound parameter, before the next pipeline object. */
  unassign(parameter: ParameterMetadata): void;
  /** Changes an argument before its conversion, where the declaration says so. */
  transform?(parameter: ParameterMetadata, argument: Value): Value;
  /** Parameters that exist because of the arguments bound so far. */
  dynamicParameters?(): readonly ParameterMetadata[];
}

type NamedArgument = Extract<CommandArgument, {kind: 'named'}>;

export class ParameterBinder {
  metadata: CommandMetadata;
  readonly context: PipelineContext;
  readonly target: BindingTarget;
  /** Sets still possible. */
  mask = ALL_SETS;
  /** The argument that is being bound: the place of an error. */
  at: Node | undefined;
  /** Values as bound, in order of binding. */
  readonly bound = new Map<ParameterMetadata, Value>();
  /** Script blocks that are run per object. */
  readonly delayed = new Map<ParameterMetadata, ScriptBlock>();
  /** The set that `$PSCmdlet.ParameterSetName` names. */
  #setMask = ALL_SETS;
  #leftovers: CommandArgument[] = [];
  #dictionary: Dictionary | null = null;
  #pipeline: PipelineBinding | null = null;

  constructor(metadata: CommandMetadata, context: PipelineContext, target: BindingTarget) {
    this.metadata = metadata;
    this.context = context;
    this.target = target;
    this.mask = metadata.allMask;
  }

  /** All steps before the first object. Throws a ParameterBindingException. */
  bindCommandLine(args: readonly CommandArgument[]): void {
    try {
      this.#bindAll(args);
    } catch (error) {
      throw this.#located(error);
    }
  }

  /** Says where the error is: at the argument at fault, or at the whole command. */
  #located(error: unknown): unknown {
    const {record} = error as Partial<NetException>;
    if (record instanceof ErrorRecord)
      record.invocationInfo ??= new InvocationInfo(
        this.target.command,
        this.context.source,
        this.at ?? this.context.ast,
        this.context,
      );
    return error;
  }

  #bindAll(args: readonly CommandArgument[]): void {
    this.#leftovers = this.#bindNamed(args);
    this.#leftovers = bindPositional(this, this.#leftovers);
    this.at = undefined;
    this.#applyDefaults();
    this.#bindDynamic();
    this.#bindRemaining();
    this.#refuseLeftovers();
    chooseSet(this);
    this.#requireMandatory();
    if (this.delayed.size > 0 && !this.context.expectingInput) {
      const [parameter] = this.delayed.keys();
      throw this.error('ScriptBlockArgumentNoInput', parameter?.name ?? '');
    }
  }

  /** Binds one piped object. False, with a non-terminating error written by `report`, when nothing fits. */
  bindPipelineObject(value: Value, report: (error: unknown) => void): boolean {
    this.#pipeline ??= new PipelineBinding(this);
    return this.#pipeline.bind(value, report);
  }

  /**
   * The parameter that takes every piped object as it is, once the first object was bound; a caller may then
   * hand objects over by itself. Null: each object must be bound.
   */
  get directParameter(): ParameterMetadata | null {
    return this.#pipeline?.only ?? null;
  }

  get parameterSetName(): string {
    return this.metadata.setName(this.#setMask);
  }

  isBound(name: string): boolean {
    const parameter = this.metadata.named(name);
    return parameter !== undefined && this.bound.has(parameter);
  }

  valueOf(name: string): Value {
    const parameter = this.metadata.named(name);
    return parameter && this.bound.get(parameter);
  }

  /** `$PSBoundParameters`; follows later binding. */
  get boundParameters(): Dictionary {
    if (this.#dictionary === null) {
      this.#dictionary = newBoundParameters();
      for (const [parameter, value] of this.bound) this.#dictionary.set(parameter.name, value);
    }
    return this.#dictionary;
  }

  // ---- for the steps, here and in pipeline-binding.ts ------------------------------------------

  error(id: BindingErrorId, a = '', b = ''): Error {
    return bindingError(this.metadata, id, a, b);
  }

  /** Transforms, converts, checks, assigns. Throws the binding error. */
  bindValue(parameter: ParameterMetadata, value: Value): void {
    const context = this.#argumentContext(parameter);
    let argument = value;
    for (const transform of parameter.spec.transformations ?? [])
      argument = transform(argument, context);
    if (parameter.spec.transformed && this.target.transform) {
      argument = this.target.transform(parameter, argument);
    }
    this.#finish(parameter, convertArgument(argument, parameter, this.metadata), context);
  }

  /** As bindValue if the value fits as it is; else false. */
  bindUnconverted(parameter: ParameterMetadata, value: Value): boolean {
    const {transformations, transformed} = parameter.spec;
    // A parameter of type object takes everything, so its own change must come first.
    if (transformations?.length || (transformed && isObjectType(parameter.type))) return false;
    const fit = fitUnconverted(value, parameter.type);
    if (fit === undefined) return false;
    this.#finish(parameter, fit.value, this.#argumentContext(parameter));
    return true;
  }

  /** Takes a pipeline-bound value back. */
  unbind(parameter: ParameterMetadata): void {
    this.bound.delete(parameter);
    this.#dictionary?.delete(parameter.name);
    this.target.unassign(parameter);
  }

  /** Assigns without conversion and checks; for values that need none. */
  put(parameter: ParameterMetadata, value: Value): void {
    this.bound.set(parameter, value);
    this.#dictionary?.set(parameter.name, value);
    this.target.assign(parameter, value);
  }

  /** Narrows the possible sets to those of `parameter`. */
  narrow(parameter: ParameterMetadata): void {
    this.mask &= parameter.mask;
    if (this.mask === 0) throw this.error('AmbiguousParameterSet');
  }

  /** One set is chosen, or the default one is taken for the time being. */
  settle(mask: number): void {
    this.#setMask = mask;
  }

  unboundMandatory(mask: number): ParameterMetadata[] {
    return this.metadata.parameters.filter(
      parameter => !this.taken(parameter) && parameter.some(mask, flags => flags.mandatory),
    );
  }

  /** Is it bound, or will a script block bind it per object? */
  taken(parameter: ParameterMetadata): boolean {
    return this.bound.has(parameter) || this.delayed.has(parameter);
  }

  #argumentContext(parameter: ParameterMetadata): ArgumentContext {
    return {frame: this.context.frame, parameterName: parameter.name};
  }

  #finish(parameter: ParameterMetadata, value: Value, context: ArgumentContext): void {
    checkArgument(value, parameter, this.metadata, this.mask, context);
    const {obsolete} = parameter.spec;
    if (obsolete !== undefined && !this.bound.has(parameter))
      this.context.streams.warning.process(
        `Parameter '${parameter.name}' is obsolete. ${obsolete}`,
      );
    this.put(parameter, value);
  }

  // ---- named arguments -------------------------------------------------------------------------

  /** Binds what has a name; answers the rest in order. Explicit arguments win over splatted ones. */
  #bindNamed(args: readonly CommandArgument[]): CommandArgument[] {
    const rest: CommandArgument[] = [];
    const splatted: {parameter: ParameterMetadata; argument: NamedArgument}[] = [];
    for (let at = 0; at < args.length; at++) {
      const argument = args[at] as CommandArgument;
      this.at = argument.node;
      const parameter = argument.kind === 'named' ? this.match(argument.name) : undefined;
      if (argument.kind !== 'named' || parameter === undefined) rest.push(argument);
      else if (argument.hasValue && argument.splatted) splatted.push({parameter, argument});
      else at += this.#bindWord(parameter, argument, args[at + 1]);
    }
    const explicit = new Set([...this.bound.keys(), ...this.delayed.keys()]);
    for (const {parameter, argument} of splatted) {
      if (!explicit.has(parameter)) this.#bindOnce(parameter, argument.value, argument.name);
    }
    return rest;
  }

  /** `-Name`, `-Name value` or `-Name:value`. Answers how many further arguments it took. */
  #bindWord(
    parameter: ParameterMetadata,
    argument: NamedArgument,
    next: CommandArgument | undefined,
  ): number {
    if (argument.hasValue) {
      this.#bindOnce(parameter, argument.value, argument.name);
      return 0;
    }
    if (parameter.isSwitch) {
      this.#bindOnce(parameter, new SwitchParameter(true), argument.name);
      return 0;
    }
    if (next === undefined || (next.kind === 'named' && this.#isParameterWord(next)))
      throw this.error('MissingArgument', parameter.name, parameter.type.fullName);
    if (!this.taken(parameter)) this.at = next.node;
    this.#bindOnce(
      parameter,
      next.kind === 'named' ? next.text : asWritten(next, parameter),
      argument.name,
    );
    return 1;
  }

  #isParameterWord(argument: NamedArgument): boolean {
    return argument.hasValue || this.match(argument.name) !== undefined;
  }

  #bindOnce(parameter: ParameterMetadata, value: Value, name: string): void {
    if (this.taken(parameter)) throw this.error('ParameterAlreadyBound', name);
    this.#bindOrDelay(parameter, value);
  }

  #bindOrDelay(parameter: ParameterMetadata, value: Value): void {
    const block = asScriptBlock(value);
    if (block !== undefined && canDelay(parameter)) this.delayed.set(parameter, block);
    else this.bindValue(parameter, value);
    this.narrow(parameter);
  }

  /** The parameter a dash word names: exactly, or by the only possible prefix. Throws when ambiguous. */
  match(word: string): ParameterMetadata | undefined {
    const exact = this.metadata.named(word);
    if (exact !== undefined) return exact;
    if (word === '') return undefined;
    const all = this.metadata.startingWith(word);
    const own = all.filter(parameter => !parameter.spec.common);
    const candidates = own.length > 0 && own.length < all.length ? own : all;
    if (candidates.length > 1) {
      const names = candidates.map(parameter => ` -${parameter.name}`).join('');
      throw this.error('AmbiguousParameter', word, names);
    }
    return candidates[0];
  }

  // ---- defaults table, dynamic parameters, remaining arguments ---------------------------------

  #applyDefaults(): void {
    const defaults = readDefaults(this.metadata, this.context);
    for (const [parameter, value] of defaults) {
      if (this.taken(parameter) || (parameter.mask & this.mask) === 0) continue;
      this.bindValue(parameter, value());
      this.narrow(parameter);
    }
  }

  #bindDynamic(): void {
    const dynamic = this.target.dynamicParameters?.() ?? [];
    if (dynamic.length === 0) return;
    refuseClashes([...this.metadata.parameters, ...dynamic]);
    this.#renew(this.metadata.with(dynamic));
    this.#leftovers = this.#bindNamed(this.#leftovers);
    this.#leftovers = bindPositional(this, this.#leftovers);
    this.#applyDefaults();
  }

  /** Moves what is bound over to a command with more parameters. */
  #renew(metadata: CommandMetadata): void {
    const moved = [...this.bound];
    const delayed = [...this.delayed];
    this.bound.clear();
    this.delayed.clear();
    this.metadata = metadata;
    this.mask = metadata.allMask;
    const renewed = (old: ParameterMetadata) => metadata.named(old.name) as ParameterMetadata;
    for (const [old, value] of moved) {
      this.bound.set(renewed(old), value);
      this.narrow(renewed(old));
    }
    for (const [old, block] of delayed) {
      this.delayed.set(renewed(old), block);
      this.narrow(renewed(old));
    }
  }

  #bindRemaining(): void {
    if (this.#leftovers.length === 0) return;
    const parameter = this.metadata.parameters.find(
      candidate => !this.taken(candidate) && candidate.some(this.mask, flags => flags.remaining),
    );
    if (parameter === undefined) return;
    const values = this.#leftovers.flatMap(argument => asRemaining(argument, parameter));
    const [only] = values;
    const single =
      values.length === 1 && (isEnumerable(only) || elementTypeOf(parameter.type) === undefined);
    this.bindValue(parameter, single ? only : values);
    this.narrow(parameter);
    this.#leftovers = [];
  }

  #refuseLeftovers(): void {
    const [first] = this.#leftovers;
    if (first === undefined) return;
    this.at = first.node;
    if (first.kind === 'named') throw this.error('NamedParameterNotFound', first.name);
    const shown = first.text ?? (isNull(first.value) ? '$null' : toText(first.value));
    throw this.error('PositionalParameterNotFound', shown);
  }

  // ---- mandatory parameters --------------------------------------------------------------------

  #requireMandatory(): void {
    const sets =
      this.#setMask === ALL_SETS || countSets(this.mask) === 1 ? this.mask : this.#setMask;
    const missing = missingOutsidePipeline(this, sets);
    if (missing.length === 0) return;
    const answers = askForMandatory(missing, this.metadata, this.context);
    for (const [parameter, value] of answers) {
      this.bindValue(parameter, value);
      this.narrow(parameter);
    }
  }
}

/** An empty `$PSBoundParameters`. */
export function newBoundParameters(): Dictionary {
  const type = findType('System.Collections.Generic.Dictionary[string,object]') as NetType;
  return new Dictionary(type, {caseSensitive: false});
}
