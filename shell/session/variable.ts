/**
 * A variable that is more than a value in a slot: typed, validated, read-only, private, shared by
 * reference, or computed. Scopes box a slot in a Variable only when one of these is needed.
 *
 * Source: language specification 4 (options), System.Management.Automation.PSVariable.
 */
import type {Value} from '../values/value.ts';
import {variableNotWritable} from '../errors/engine-errors.ts';

export const VARIABLE_OPTIONS = {
  None: 0,
  ReadOnly: 1,
  Constant: 2,
  Private: 4,
  AllScope: 8,
  Unspecified: 16,
} as const;

/** Conversion and checks on assignment: `[int]$x`, `[ValidateRange(1,5)]$x`. Throws what the assignment throws. */
export type Transform = (value: Value) => Value;

const NO_ATTRIBUTES: readonly Value[] = [];

export class Variable {
  readonly name: string;
  protected stored: Value;
  #object: PSVariable | null = null;
  options = 0;
  description = '';
  visibility: 'Public' | 'Private' = 'Public';
  /** Attributes as the script sees them in `.Attributes`, in order. */
  attributes: readonly Value[] = NO_ATTRIBUTES;
  transform: Transform | null = null;
  /** Name of the module that owns it, '' for none. */
  moduleName = '';

  constructor(name: string, value: Value = null, options = 0) {
    this.name = name;
    this.stored = value;
    this.options = options;
  }

  get value(): Value {
    return this.stored;
  }

  /** The variable as a value. */
  get object(): PSVariable {
    this.#object ??= new PSVariable(this);
    return this.#object;
  }

  /** Assignment by a script. Throws VariableNotWritable, or what the type or a validation says. */
  assign(value: Value): void {
    if (this.options & (VARIABLE_OPTIONS.ReadOnly | VARIABLE_OPTIONS.Constant))
      throw variableNotWritable(this.name);
    this.stored = this.transform === null ? value : this.transform(value);
  }

  /** Assignment by the engine, past options and checks. */
  force(value: Value): void {
    this.stored = value;
  }

  has(option: number): boolean {
    return (this.options & option) !== 0;
  }
}

/**
 * A variable as scripts hold it. Never a slot's content by itself: a Variable in a slot is the variable, so
 * `$v = Get-Variable x` would make one variable of two.
 */
export class PSVariable {
  readonly variable: Variable;

  constructor(variable: Variable) {
    this.variable = variable;
  }
}

/** A variable whose value is asked for at each read: `$PWD`, `$Error`, `$?`. */
export class ComputedVariable extends Variable {
  readonly #get: () => Value;
  readonly #set: ((value: Value) => void) | null;

  constructor(name: string, get: () => Value, set: ((value: Value) => void) | null, options = 0) {
    super(name, null, options);
    this.#get = get;
    this.#set = set;
  }

  override get value(): Value {
    return this.#get();
  }

  override assign(value: Value): void {
    if (
      this.#set === null ||
      this.options & (VARIABLE_OPTIONS.ReadOnly | VARIABLE_OPTIONS.Constant)
    )
      throw variableNotWritable(this.name);
    this.#set(this.transform === null ? value : this.transform(value));
  }

  override force(value: Value): void {
    this.#set?.(value);
  }
}
