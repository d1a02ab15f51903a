/**
 * The declaration of a cmdlet: one object that the binder, help, completion, the reference page and the
 * example tests read. It holds facts and three bodies; how parameters are bound is in parameter-binder.ts.
 *
 * The build finds a cmdlet by the first lines of its declaration: `name`, `module` and `aliases` come first,
 * in this order, as plain literals.
 */
import type {CommandArgument, PipelineContext, Stage} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import type {Encoding} from '../types/encoding.ts';
import type {BoundParameters, Run} from './run.ts';

export type {BoundParameters, InvokeOptions, ProgressRecord, Run} from './run.ts';

/** A check of an argument after its conversion. Lists are checked element by element, except by `count`. */
export type Validation =
  | {readonly set: readonly string[]; readonly caseSensitive?: boolean}
  | {readonly range: readonly [number, number]}
  | {readonly rangeKind: 'Positive' | 'NonNegative' | 'Negative' | 'NonPositive'}
  | {readonly count: readonly [number, number]}
  | {readonly length: readonly [number, number]}
  | {readonly pattern: string}
  | {readonly accepts: (text: string) => boolean; readonly refusal: (text: string) => string}
  | {readonly notNull: true}
  | {readonly notNullOrEmpty: true}
  | {readonly notNullOrWhiteSpace: true};

/** `value`: takes the piped object; `name`: takes its property of this name; `both`: either. */
export type PipelineSource = 'value' | 'name' | 'both';

/** How a parameter takes part in one parameter set. */
export interface SetMembership {
  readonly mandatory?: boolean;
  readonly position?: number; // only the order counts
  readonly pipeline?: PipelineSource;
  readonly remaining?: boolean; // takes all arguments left over
}

export interface ParameterDeclaration extends SetMembership {
  /** Any PowerShell type text: `string`, `int[]`, `switch`, `scriptblock`, `object`, `VirtualMachine[]`. */
  readonly type: string;
  readonly help?: string;
  readonly aliases?: readonly string[];
  /** The sets it belongs to; absent: all sets, with the settings above. */
  readonly sets?: Readonly<Record<string, SetMembership>>;
  readonly wildcards?: boolean;
  readonly allowNull?: boolean;
  readonly allowEmptyString?: boolean;
  readonly allowEmptyCollection?: boolean;
  readonly validate?: readonly Validation[];
  readonly dontShow?: boolean;
  /** Shown in help; the value itself is given by the body. */
  readonly defaultText?: string;
  /** Changes an argument before it is converted (PowerShell: an argument transformation attribute). */
  readonly transform?: (run: Run, argument: unknown) => unknown;
  /** Values offered at Tab for the beginning `word`. */
  readonly complete?: (run: Run, word: string, bound: BoundParameters) => readonly string[];
}

export type ParameterDeclarations = Readonly<Record<string, ParameterDeclaration>>;

export interface CmdletExample {
  readonly title: string;
  readonly code: string;
  readonly given?: string; // a named scene of the tests
  readonly output?: readonly string[];
}

/** The JavaScript type of a converted argument, where the type's text tells it; else unknown. */
export type ValueOf<Text extends string> = Text extends `${infer Element}[]`
  ? Element extends 'byte'
    ? Uint8Array
    : ValueOf<Element>[]
  : Lowercase<Text> extends 'string'
    ? string
    : Lowercase<Text> extends 'int' | 'int32'
      ? number
      : Lowercase<Text> extends 'long' | 'int64'
        ? bigint
        : Lowercase<Text> extends 'bool' | 'switch'
          ? boolean
          : Lowercase<Text> extends 'scriptblock'
            ? ScriptBlock
            : Lowercase<Text> extends 'system.text.encoding'
              ? Encoding
              : unknown;

type Argument<P extends ParameterDeclaration> = P['type'] extends 'switch'
  ? boolean
  : P extends {readonly mandatory: true; readonly allowNull?: never}
    ? ValueOf<P['type']>
    : ValueOf<P['type']> | undefined;

/** `p` of a body: the bound values by declared name. Unbound: undefined, and false for switches. */
export type Bound<P extends ParameterDeclarations> = {
  readonly [Name in keyof P]: Argument<P[Name]>;
};

export type ConfirmImpact = 'None' | 'Low' | 'Medium' | 'High';

export interface CmdletDeclaration<
  P extends ParameterDeclarations = ParameterDeclarations,
  State extends object = Record<string, unknown>,
> {
  readonly name: string;
  readonly module: string;
  readonly aliases?: readonly string[];
  /** Suffix of error ids: `Microsoft.PowerShell.Commands.<className>`, or as it is with a dot or a dash in it. */
  readonly className: string;
  readonly synopsis: string;
  readonly description?: string;
  readonly supportsShouldProcess?: boolean;
  readonly supportsPaging?: boolean;
  readonly confirmImpact?: ConfirmImpact; // default Medium
  readonly defaultParameterSet?: string;
  readonly parameters: P;
  /** Parameters that depend on the arguments bound so far (PowerShell: dynamic parameters). */
  readonly dynamicParameters?: (
    run: Run,
    p: Readonly<Record<string, unknown>>,
  ) => ParameterDeclarations;
  readonly outputTypes?: readonly string[];
  readonly examples?: readonly CmdletExample[];
  readonly links?: readonly string[];
  /**
   * A stage for simple arguments that goes around the binder, for the sake of speed; null: bind as usual.
   * ForEach-Object and Where-Object with one script block run this way.
   */
  readonly quickStage?: (
    args: readonly CommandArgument[],
    context: PipelineContext,
  ) => Stage | null;
  /** What `run.state` holds at the start of an invocation; absent: an empty object. */
  readonly state?: () => State;
  begin?(run: Run<State>, p: Bound<P>): void;
  process?(run: Run<State>, p: Bound<P>): void;
  /**
   * Answers what does the work of `process` for the piped objects, when one parameter takes them all as they are:
   * asked for once, so that it settles beforehand what is the same for all. `p` does not have the objects then.
   * The first object, and $null, go to `process`.
   */
  each?(run: Run<State>, p: Bound<P>): (object: unknown) => void;
  end?(run: Run<State>, p: Bound<P>): void;
  /** The last call of every invocation that began, also after errors, early stops and Ctrl-C. */
  dispose?(run: Run<State>): void;
}

/** A declared cmdlet whatever its parameters are. */
export type Cmdlet = CmdletDeclaration;

/** Declares a cmdlet. `p` and `run.state` of the bodies are typed from the declaration. */
export function cmdlet<
  const P extends ParameterDeclarations,
  State extends object = Record<string, unknown>,
>(declaration: CmdletDeclaration<P, State>): Cmdlet {
  return declaration as unknown as Cmdlet;
}

/** The class that error ids of `declaration` name. */
export function className(declaration: Pick<Cmdlet, 'className'>): string {
  return /[.-]/.test(declaration.className)
    ? declaration.className
    : `Microsoft.PowerShell.Commands.${declaration.className}`;
}
