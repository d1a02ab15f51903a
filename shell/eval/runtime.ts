/**
 * What the engine and the commands promise each other: stages, sinks, streams, commands, arguments.
 *
 * A pipeline is a chain of push stages. All `begin`s run first, left to right; then each object goes
 * through the whole chain before the next one is made; then the `end`s, left to right; last the
 * `dispose`s (the clean blocks), left to right. Source: language specification 10.
 */
import type {CommandAst, CommandExpressionAst, Node} from '../../grammar/ast.ts';
import type {Value} from '../values/value.ts';
import type {Session, SessionState} from '../session/session.ts';
import type {ModuleSpecification} from '../modules/module-specification.ts';
import type {Frame} from './frame.ts';
import type {SourceText} from './source-text.ts';

/** Takes one object. Enumeration is the writer's business (`emit` in output.ts). */
export interface Sink {
  process(value: Value): void;
  /** Tells of a record nobody is to see: -ErrorVariable is filled under SilentlyContinue too. */
  collect?(record: Value): void;
  /** The sink under all that collect for variables. */
  readonly beneath?: Sink;
  /** What comes here is shown to the user: information only where the preference says so. */
  readonly isDisplay?: boolean;
}

/**
 * One running command of a pipeline.
 *
 * Not expecting input (`context.expectingInput` false): `process(undefined)` is called exactly once.
 * Expecting input: once per object. A stage that has enough throws `new StopUpstream(this)`.
 */
export interface Stage extends Sink {
  begin(): void;
  end(): void;
  /** True: `begin` may already pass objects on, so that what follows must begin before it gets one. */
  readonly writesAtBegin?: boolean;
  /** Always called if `begin` was, also after errors and stops. Its errors are shown, never thrown. */
  dispose?(): void;
}

/** Where records of the other streams go. Records: shell/session/stream-records.ts. */
export interface Streams {
  readonly error: Sink;
  readonly warning: Sink;
  readonly verbose: Sink;
  readonly debug: Sink;
  readonly information: Sink;
}

export type CommandType =
  | 'Alias'
  | 'Function'
  | 'Filter'
  | 'Cmdlet'
  | 'ExternalScript'
  | 'Application'
  | 'Script';

/** A resolved command: what a name leads to. Implementations: functions (eval), cmdlets, programs. */
export interface Command {
  readonly name: string;
  readonly commandType: CommandType;
  /** Name of its module, '' for none. */
  readonly moduleName?: string;
  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage;
}

/**
 * One argument as written, already evaluated. A parameter word `-Name` followed by an argument stays two
 * entries (named without value, positional): only the binder knows whether `-Name` takes it.
 */
export type CommandArgument =
  | {
      readonly kind: 'positional';
      readonly value: Value;
      /** Source text of a bare word or number, for native commands and string parameters (`01`). */
      readonly text?: string;
      /** A bare word, not quoted: native commands expand wildcards and `~` in it. */
      readonly bare?: boolean;
      readonly splatted?: boolean;
      readonly node?: Node;
    }
  | {
      readonly kind: 'named';
      readonly name: string;
      /** From `-Name:value` or from a splatted dictionary. */
      readonly value?: Value;
      readonly hasValue: boolean;
      /** As written, with the dash: `-Name:`. */
      readonly text: string;
      /** Written with blanks after the colon: two words to a program. */
      readonly spaced?: boolean;
      /** From a splat: an explicit argument for the same parameter wins over it. */
      readonly splatted?: boolean;
      readonly node?: Node;
    };

/** Where and how a command was called, for `$MyInvocation` and error places. */
export interface CallSite {
  readonly source: SourceText;
  /** The command as written; for calls without a text (`run.call`) the statement of the caller. */
  readonly ast: CommandAst | CommandExpressionAst | Node;
  /** The name as typed: an alias stays an alias. `&` or `.` for script blocks. */
  readonly invocationName: string;
  readonly expectingInput: boolean;
  /** 1-based. */
  readonly pipelinePosition: number;
  readonly pipelineLength: number;
}

/** The surroundings in which a command runs. One per command of a pipeline. */
export interface PipelineContext extends CallSite {
  readonly session: Session;
  /** The caller's frame: its scope is where `-Scope 0` points and what functions get as parent. */
  readonly frame: Frame;
  /** The next stage, or the end of the pipeline. */
  readonly out: Sink;
  readonly streams: Streams;
  readonly dotSourced: boolean;
  /** Shared by the commands of one pipeline. */
  readonly pipeline: PipelineStatus;
}

export interface PipelineStatus {
  /** Set by whoever writes an error or ends with a failing exit code: `$?` is false afterwards. */
  failed: boolean;
}

/** Finds commands by name; given to the session by shell/commands/. */
export interface CommandResolver {
  /**
   * The command for a name as typed: alias, function, cmdlet, script, program, auto-loaded module.
   * Undefined when there is none. Throws for alias loops.
   */
  resolve(name: string, frame: Frame): Command | undefined;
  /**
   * Imports the module a `#requires` or `using module` line asks for, unless it is imported; its state, null for a
   * built-in one. Throws when there is none that fits.
   */
  requireModule(specification: ModuleSpecification, frame: Frame): SessionState | null;
}

/** What stands behind `$drive:path` (env, function, alias, ...). Registered with the session. */
export interface VariableDrive {
  get(path: string, frame: Frame): Value;
  set(path: string, value: Value, frame: Frame): void;
}

export type {Session, SessionState} from '../session/session.ts';
export type {Frame} from './frame.ts';
export type {ScriptBlock} from './script-block.ts';
