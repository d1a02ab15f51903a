/**
 * What a command says of its parameters, in the one form that the binder, help and completion read.
 *
 * Made from a cmdlet's declaration (cmdlet-metadata.ts) or a script's param block (script-metadata.ts).
 * A parameter set is a bit of a mask. Source: language specification 11.1, CommandMetadata of PowerShell.
 */
import type {Frame} from '../eval/frame.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';
import type {ConfirmImpact} from './cmdlet.ts';

/** Name under which a parameter without sets appears. */
export const ALL_SETS_NAME = '__AllParameterSets';
/** Mask of a parameter that is in every set, and of a command without sets. */
export const ALL_SETS = -1;
export const MAX_SETS = 32;

/** How a parameter takes part in one set. */
export interface SetFlags {
  readonly mandatory: boolean;
  readonly position: number | null;
  readonly byValue: boolean;
  readonly byPropertyName: boolean;
  readonly remaining: boolean;
  readonly helpMessage: string;
  readonly dontShow: boolean;
}

export const PLAIN_FLAGS: SetFlags = {
  mandatory: false,
  position: null,
  byValue: false,
  byPropertyName: false,
  remaining: false,
  helpMessage: '',
  dontShow: false,
};

/** What checks and changes of an argument may look at. */
export interface ArgumentContext {
  readonly frame: Frame;
  readonly parameterName: string;
}

/** Throws ValidationFailure. */
export type Validator = (argument: Value, context: ArgumentContext) => void;
/** Changes an argument before its conversion. */
export type Transformation = (argument: Value, context: ArgumentContext) => Value;
/** Values for Tab. */
export type Completer = (request: CompletionRequest) => readonly Value[];

export interface CompletionRequest {
  readonly commandName: string;
  readonly parameterName: string;
  readonly word: string; // under the cursor
  readonly commandAst: Value;
  /** A Hashtable: parameters written before, with their values. */
  readonly bound: Value;
}

export interface ParameterSpec {
  readonly name: string;
  readonly type: NetType | (() => NetType);
  readonly aliases?: readonly string[];
  /** By set name, or ALL_SETS_NAME. */
  readonly sets: ReadonlyMap<string, SetFlags>;
  readonly transformations?: readonly Transformation[];
  /** The command changes arguments itself before they are converted (`transform` of a declaration). */
  readonly transformed?: boolean;
  readonly validators?: readonly Validator[];
  readonly allowNull?: boolean;
  readonly allowEmptyString?: boolean;
  readonly allowEmptyCollection?: boolean;
  /** Conversion fails as an argument transformation: parameters of scripts. */
  readonly scripted?: boolean;
  /** The name that PSTypeName asks of the argument. */
  readonly psTypeName?: string;
  readonly validSet?: () => readonly string[];
  readonly completer?: Completer;
  readonly help?: string;
  readonly defaultText?: string;
  readonly wildcards?: boolean;
  readonly obsolete?: string;
  readonly common?: boolean;
  readonly dynamic?: boolean;
  /** As scripts see them in `.Attributes`. */
  readonly attributes?: () => readonly Value[];
}

export class ParameterMetadata {
  readonly spec: ParameterSpec;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Sets it belongs to; ALL_SETS for all. Filled in by CommandMetadata. */
  mask = ALL_SETS;
  #type: NetType | null = null;
  readonly #flags: {readonly bit: number; readonly flags: SetFlags}[] = [];

  constructor(spec: ParameterSpec) {
    this.spec = spec;
    this.name = spec.name;
    this.aliases = spec.aliases ?? [];
  }

  get type(): NetType {
    if (this.#type === null)
      this.#type = typeof this.spec.type === 'function' ? this.spec.type() : this.spec.type;
    return this.#type;
  }

  get isSwitch(): boolean {
    return this.type.fullName === 'System.Management.Automation.SwitchParameter';
  }

  /** Called once by the command that owns it, which numbers the sets. */
  place(bitOf: (setName: string) => number): void {
    this.mask = 0;
    for (const [name, flags] of this.spec.sets) {
      const bit = name === ALL_SETS_NAME ? ALL_SETS : bitOf(name);
      this.mask |= bit;
      this.#flags.push({bit, flags});
    }
  }

  /** The settings in the sets of `mask`: one for each set named, or the one for all. */
  *flagsIn(mask: number): Iterable<SetFlags> {
    for (const {bit, flags} of this.#flags) if ((bit & mask) !== 0) yield flags;
  }

  /** As flagsIn, each with the bit of its set: ALL_SETS for those in all. */
  *placesIn(mask: number): Iterable<{readonly bit: number; readonly flags: SetFlags}> {
    for (const place of this.#flags) if ((place.bit & mask) !== 0) yield place;
  }

  /** True when `test` holds in one of the sets of `mask`. */
  some(mask: number, test: (flags: SetFlags) => boolean): boolean {
    for (const {bit, flags} of this.#flags) if ((bit & mask) !== 0 && test(flags)) return true;
    return false;
  }

  takesPipeline(mask: number): boolean {
    return this.some(mask, flags => flags.byValue || flags.byPropertyName);
  }
}

export interface CommandSpec {
  readonly name: string;
  /** What error ids end in: the function's name or the cmdlet's class. */
  readonly errorName: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly defaultSet?: string | undefined;
  readonly supportsShouldProcess?: boolean;
  readonly supportsPaging?: boolean;
  readonly confirmImpact?: ConfirmImpact;
  /** What callers are warned of. */
  readonly obsolete?: string | undefined;
}

export class CommandMetadata {
  readonly spec: CommandSpec;
  readonly name: string;
  readonly parameters: readonly ParameterMetadata[];
  /** The name of each bit. */
  readonly setNames: readonly string[];
  readonly defaultMask: number; // 0: no default set
  readonly #byName = new Map<string, ParameterMetadata>();

  constructor(spec: CommandSpec) {
    this.spec = spec;
    this.name = spec.name;
    this.parameters = spec.parameters;
    const setNames: string[] = [];
    const bitOf = (name: string): number => {
      const at = setNames.findIndex(known => known.toLowerCase() === name.toLowerCase());
      return 1 << (at >= 0 ? at : setNames.push(name) - 1);
    };
    for (const parameter of spec.parameters) parameter.place(bitOf);
    const {defaultSet} = spec;
    this.defaultMask = defaultSet && defaultSet !== ALL_SETS_NAME ? bitOf(defaultSet) : 0;
    this.setNames = setNames;
    for (const parameter of spec.parameters) this.#register(parameter);
  }

  /** All sets this command has. */
  get allMask(): number {
    return this.setNames.length === 0 ? ALL_SETS : maskOfFirst(this.setNames.length);
  }

  /** By exact name or alias. */
  named(name: string): ParameterMetadata | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** Parameters with a name or alias that begins with `prefix`, each once, in order of declaration. */
  startingWith(prefix: string): ParameterMetadata[] {
    const lower = prefix.toLowerCase();
    const starts = (name: string) => name.toLowerCase().startsWith(lower);
    return this.parameters.filter(
      parameter => starts(parameter.name) || parameter.aliases.some(starts),
    );
  }

  setName(mask: number): string {
    if (mask === ALL_SETS || this.setNames.length === 0) return ALL_SETS_NAME;
    return this.setNames.find((_, at) => (mask & (1 << at)) !== 0) ?? ALL_SETS_NAME;
  }

  /** The same command with more parameters. */
  with(parameters: readonly ParameterMetadata[]): CommandMetadata {
    const renewed = this.parameters.map(parameter => new ParameterMetadata(parameter.spec));
    return new CommandMetadata({...this.spec, parameters: [...renewed, ...parameters]});
  }

  #register(parameter: ParameterMetadata): void {
    for (const name of [parameter.name, ...parameter.aliases]) {
      const lower = name.toLowerCase();
      if (!this.#byName.has(lower) || !parameter.spec.common) this.#byName.set(lower, parameter);
    }
  }
}

function maskOfFirst(count: number): number {
  return count >= MAX_SETS ? ALL_SETS : (1 << count) - 1;
}

/** How many sets a mask names; ALL_SETS of a command without sets is one. */
export function countSets(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
