/**
 * The parameter binder: from the arguments of a call to the parameters of an advanced function or cmdlet.
 *
 * Reading order: `bindCommandLine` is the order of steps; the steps follow it. What is done per pipeline
 * object is in pipeline-binding.ts, conversion and checks in coerce.ts, texts in binding-error.ts.
 * Source: language specification 11.2.
 */
import type {CommandArgument, PipelineContext} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {isEnumerable, isNull, toText} from '../values/index.ts';
import {findType} from '../values/find-type.ts';
import {Dictionary} from '../values/hashtable.ts';
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
import {askForMandatory} from './mandatory-prompt.ts';
import {
  ALL_SETS,
  type ArgumentContext,
  type CommandMetadata,
  countSets,
  type ParameterMetadata,
} from './metadata.ts';
import {PipelineBinding} from './pipeline-binding.ts';
import {asScriptBlock} from './script-block-argument.ts';

/** Where bound values go: the `p` of a cmdlet, the variables of a function. */
export interface BindingTarget {
  assign(parameter: ParameterMetadata, value: Value): void;
  /** Back to the value of an unbound parameter, before the next pipeline object. */
  unassign(parameter: ParameterMetadata): void;
  /** Changes an argument before its conversion, where the declaration says so. */
  transform?(parameter: ParameterMetadata, argument: Value): Value;
  /** Parameters that exist because of the arguments bound so far. */
  dynamicParameters?(): readonly ParameterMetadata[];
}

type NamedArgument = Extract<CommandArgument, {kind: 'named'}>;
type PositionalArgument = Extract<CommandArgument, {kind: 'positional'}>;

export class ParameterBinder {
  metadata: CommandMetadata;
  readonly context: PipelineContext;
  readonly target: BindingTarget;
  /** Sets still possible. */
  mask = ALL_SETS;
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
    this.#leftovers = this.#bindNamed(args);
    this.#bindPositional();
    this.#applyDefaults();
    this.#bindDynamic();
    this.#bindRemaining();
    this.#refuseLeftovers();
    this.#chooseSet();
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
      parameter => !this.#taken(parameter) && parameter.some(mask, flags => flags.mandatory),
    );
  }

  #taken(parameter: ParameterMetadata): boolean {
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
    if (this.#taken(parameter)) throw this.error('ParameterAlreadyBound', name);
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

  // ---- positional arguments --------------------------------------------------------------------

  #bindPositional(): void {
    const rest: CommandArgument[] = [];
    const {defaultMask} = this.metadata;
    const args = this.#leftovers;
    for (let at = 0; at < args.length; at++) {
      const argument = args[at] as CommandArgument;
      if (argument.kind === 'named') {
        rest.push(argument);
        // A word that may name a dynamic parameter keeps the argument after it.
        const next = args[at + 1];
        if (!argument.hasValue && next?.kind === 'positional' && this.target.dynamicParameters) {
          rest.push(next);
          at++;
        }
      } else if (!this.#placePositional(argument, defaultMask & this.mask)) rest.push(argument);
    }
    this.#leftovers = rest;
  }

  #placePositional(argument: PositionalArgument, defaultMask: number): boolean {
    const slot = this.#nextPosition();
    if (slot.length === 0) return false;
    const inDefault = slot.filter(parameter => hasPosition(parameter, defaultMask));
    const inOthers = slot.filter(parameter => hasPosition(parameter, this.mask));
    this.#refuseTwins(inDefault, defaultMask);
    const bound =
      inDefault.find(parameter => this.#tryPositional(parameter, argument)) ??
      inOthers.find(parameter => this.#tryPositional(parameter, argument));
    if (bound === undefined) this.#convertPositional([...inDefault, ...inOthers], argument);
    return true;
  }

  /** The unbound parameters of the lowest position that is still free. */
  #nextPosition(): ParameterMetadata[] {
    let lowest = Number.POSITIVE_INFINITY;
    let found: ParameterMetadata[] = [];
    for (const parameter of this.metadata.parameters) {
      if (this.#taken(parameter)) continue;
      const position = positionIn(parameter, this.mask);
      if (position === null || position > lowest) continue;
      if (position < lowest) {
        lowest = position;
        found = [];
      }
      found.push(parameter);
    }
    return found;
  }

  #refuseTwins(parameters: readonly ParameterMetadata[], mask: number): void {
    if (parameters.length < 2 || countSets(mask) !== 1) return;
    throw this.error('AmbiguousPositionalParameterNoName');
  }

  #tryPositional(parameter: ParameterMetadata, argument: PositionalArgument): boolean {
    const value = asWritten(argument, parameter);
    const block = asScriptBlock(value);
    if (block !== undefined && canDelay(parameter)) this.delayed.set(parameter, block);
    else if (!this.bindUnconverted(parameter, value)) return false;
    this.narrow(parameter);
    return true;
  }

  /** With conversion: the first that takes it; when none does, the first one's error. */
  #convertPositional(candidates: readonly ParameterMetadata[], argument: PositionalArgument): void {
    let failure: unknown;
    for (const parameter of candidates) {
      try {
        this.bindValue(parameter, asWritten(argument, parameter));
        this.narrow(parameter);
        return;
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure;
  }

  // ---- defaults table, dynamic parameters, remaining arguments ---------------------------------

  #applyDefaults(): void {
    const defaults = readDefaults(this.metadata, this.context);
    for (const [parameter, value] of defaults) {
      if (this.#taken(parameter) || (parameter.mask & this.mask) === 0) continue;
      this.bindValue(parameter, value());
      this.narrow(parameter);
    }
  }

  #bindDynamic(): void {
    const dynamic = this.target.dynamicParameters?.() ?? [];
    if (dynamic.length === 0) return;
    this.#renew(this.metadata.with(dynamic));
    this.#leftovers = this.#bindNamed(this.#leftovers);
    this.#bindPositional();
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
      candidate => !this.#taken(candidate) && candidate.some(this.mask, flags => flags.remaining),
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
    if (first.kind === 'named') throw this.error('NamedParameterNotFound', first.name);
    const shown = first.text ?? (isNull(first.value) ? '$null' : toText(first.value));
    throw this.error('PositionalParameterNotFound', shown);
  }

  // ---- the set ---------------------------------------------------------------------------------

  #chooseSet(): void {
    const {metadata} = this;
    const {defaultMask} = metadata;
    const expecting = this.context.expectingInput;
    if (countSets(this.mask) <= 1 || metadata.setNames.length === 0) this.settle(this.mask);
    else if ((defaultMask & this.mask) !== 0) this.#takeDefault(expecting);
    else if (this.mask === metadata.allMask && !this.#anyMandatory() && defaultMask === 0)
      this.settle(ALL_SETS);
    else if (!expecting || !this.#canTakePipeline(this.mask)) this.#takeComplete();
  }

  /** With input to come the other sets stay possible: an object may decide. */
  #takeDefault(expecting: boolean): void {
    this.settle(this.metadata.defaultMask);
    if (!expecting || !this.#canTakePipeline(this.mask)) this.mask = this.metadata.defaultMask;
    else this.mask = this.#setsWithPipeline();
  }

  #setsWithPipeline(): number {
    const {defaultMask} = this.metadata;
    let kept = 0;
    for (const bit of bitsOf(this.mask))
      if (this.#canTakePipeline(bit) && this.#missingOutsidePipeline(bit).length === 0) kept |= bit;
    return kept === 0 ? defaultMask : kept;
  }

  #anyMandatory(): boolean {
    return this.metadata.parameters.some(parameter =>
      parameter.some(this.mask, flags => flags.mandatory),
    );
  }

  #canTakePipeline(mask: number): boolean {
    return this.metadata.parameters.some(
      parameter => !this.bound.has(parameter) && parameter.takesPipeline(mask),
    );
  }

  /** The one set whose mandatory parameters are all there. */
  #takeComplete(): void {
    const complete = [...bitsOf(this.mask)].filter(bit => this.unboundMandatory(bit).length === 0);
    const [only] = complete.length > 0 ? complete : [];
    if (complete.length === 0 || only === undefined) throw this.error('AmbiguousParameterSet');
    if (complete.length > 1) {
      const demanding = complete.filter(bit => this.#demands(bit));
      if (demanding.length !== 1) throw this.error('AmbiguousParameterSet');
      this.mask = demanding[0] as number;
    } else this.mask = only;
    this.settle(this.mask);
  }

  /** Has the set a mandatory parameter of its own? */
  #demands(bit: number): boolean {
    return this.metadata.parameters.some(
      parameter => parameter.mask !== ALL_SETS && parameter.some(bit, flags => flags.mandatory),
    );
  }

  // ---- mandatory parameters --------------------------------------------------------------------

  #missingOutsidePipeline(mask: number): ParameterMetadata[] {
    const missing = this.unboundMandatory(mask);
    if (!this.context.expectingInput) return missing;
    return missing.filter(parameter => !parameter.takesPipeline(mask));
  }

  #requireMandatory(): void {
    const sets =
      this.#setMask === ALL_SETS || countSets(this.mask) === 1 ? this.mask : this.#setMask;
    const missing = this.#missingOutsidePipeline(sets);
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

/** A script block for a parameter that takes input is run per object, unless it may hold a block itself. */
function canDelay(parameter: ParameterMetadata): boolean {
  const element = elementTypeOf(parameter.type) ?? parameter.type;
  return (
    !isObjectType(element) &&
    element.fullName !== 'System.Management.Automation.ScriptBlock' &&
    parameter.takesPipeline(ALL_SETS)
  );
}

/** Types that a number as written says more to than its value: `01`, `2.0`. */
const AS_WRITTEN = /^System\.(?:String|Version|Management\.Automation\.SemanticVersion)$/;

/** Numbers keep their spelling where text is wanted: `01` stays `01`. */
function asWritten(argument: PositionalArgument, parameter: ParameterMetadata): Value {
  const {text, value} = argument;
  if (text === undefined || typeof value === 'string' || Array.isArray(value)) return value;
  const element = elementTypeOf(parameter.type) ?? parameter.type;
  return AS_WRITTEN.test(element.fullName) ? text : value;
}

function asRemaining(argument: CommandArgument, parameter: ParameterMetadata): Value[] {
  if (argument.kind === 'positional') return [asWritten(argument, parameter)];
  return argument.hasValue ? [argument.text, argument.value] : [argument.text];
}

/** Its place in the sets of `mask`; one that takes all that is left over has none. */
function positionIn(parameter: ParameterMetadata, mask: number): number | null {
  let lowest: number | null = null;
  for (const {position, remaining} of parameter.flagsIn(mask))
    if (position !== null && !remaining && (lowest === null || position < lowest))
      lowest = position;
  return lowest;
}

function hasPosition(parameter: ParameterMetadata, mask: number): boolean {
  return mask !== 0 && positionIn(parameter, mask) !== null;
}

function* bitsOf(mask: number): Iterable<number> {
  for (let rest = mask; rest !== 0; rest &= rest - 1) yield rest & -rest;
}
