/**
 * Session: the state of one runspace. Scopes, commands defined by scripts, streams of the host, `$Error`,
 * `$?`, the stop word. One thread runs one session; everything here is synchronous.
 *
 * What the engine does with it is in shell/eval/; automatic variables are in automatic-variables.ts; how
 * names lead to commands is the resolver's business (shell/commands/).
 */
import {homedir} from 'node:os';
import {resolve} from 'node:path';
import {Frame} from '../eval/frame.ts';
import {PipelineStopped} from '../eval/flow.ts';
import type {Command, CommandResolver, Sink, Streams, VariableDrive} from '../eval/runtime.ts';
import {installHooks} from '../eval/value-hooks.ts';
import {NO_SOURCE} from '../eval/source-text.ts';
import {hashtable} from '../values/hashtable.ts';
import {arrayList} from '../values/net-list.ts';
import {TypeTable} from '../values/type-data.ts';
import type {Value} from '../values/value.ts';
import {defineAutomaticVariables} from './automatic-variables.ts';
import type {Host} from './host.ts';
import {defaultVariableDrives} from './variable-drives.ts';
import {Layout, Scope, UNSET, valueOf} from './scope.ts';
import {hasEvent, isStopped, isUnwatched, lowerEvent} from './stop-word.ts';
import {watchSoon} from './watch.ts';
import {SessionState} from './session-state.ts';
import {VARIABLE_OPTIONS, Variable} from './variable.ts';
import {installCompilers} from '../eval/compilers.ts';
import {defineHostedTypes} from '../eval/hosted-shell-type.ts';
import {installBlockAbilities} from '../eval/run-blocks.ts';

export {SessionState} from './session-state.ts';

export interface AliasDefinition {
  readonly name: string;
  readonly definition: string;
  description: string;
  readonly options: number;
  readonly moduleName: string;
}

/** Out-Default's other end. Made by shell/format/. */
export interface Formatter {
  write(value: Value): void;
  flush(): void;
}

export interface SessionOptions {
  readonly host: Host;
  readonly resolver: CommandResolver;
  readonly formatter: Formatter;
  /** Streams 2 to 6 when nothing redirects them. */
  readonly streams: Streams;
  /** Word 0 is not zero after Ctrl-C. Shared with the thread that gets the signal. */
  readonly stop?: Int32Array;
  readonly location?: string;
}

/** `$Error` keeps this many. */
const MAXIMUM_ERROR_COUNT = 256;

export class Session {
  readonly #options: SessionOptions;
  readonly host: Host;
  readonly resolver: CommandResolver;
  formatter: Formatter;
  readonly stop: Int32Array;
  readonly globalScope: Scope;
  readonly globalState: SessionState;
  /** The frame of the top: no function runs. */
  readonly topFrame: Frame;
  /** The frame that runs now; its `caller` chain is the call stack. */
  frame: Frame;
  /** `$?` */
  ok = true;
  /** Members and hints that this session gave to types. */
  readonly typeTable = new TypeTable();
  /** `$Error`, newest first. */
  readonly errors = arrayList([]);
  /** Function calls under way. */
  callDepth = 0;
  /** True inside a try with catch or a block with traps: statement-terminating errors unwind to it. */
  propagateErrors = false;
  /** Changes whenever a name may lead to another command; call sites compare it. */
  commandVersion = 0;
  readonly variableDrives = new Map<string, VariableDrive>(defaultVariableDrives());
  /** The states of all modules made in this session, oldest first. */
  readonly moduleStates: SessionState[] = [];
  /** Names given to Import-Module, in order. */
  readonly importedModules: string[] = [];
  /** What `$using:x` reads in a job: values copied from the session that started it. Names in any case. */
  readonly using = hashtable();
  /** What is done at safe points: jobs take in what arrived, actions of events run. */
  readonly attendants: (() => void)[] = [];
  /** What is done when the session ends. */
  readonly leavers: (() => void)[] = [];
  /** Absolute path of the file system location. */
  location: string;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.host = options.host;
    this.resolver = options.resolver;
    this.formatter = options.formatter;
    this.stop = options.stop ?? new Int32Array(1);
    this.location = options.location ?? process.cwd();
    this.globalScope = new Scope(null, new Layout(), true);
    this.globalState = new SessionState(this.globalScope);
    const display: Sink = {process: value => this.formatter.write(value)};
    this.topFrame = new Frame(
      this,
      this.globalScope,
      this.globalState,
      NO_SOURCE,
      display,
      options.streams,
      {start: 0, end: 0},
    );
    this.frame = this.topFrame;
    defineAutomaticVariables(this);
    defineHostedTypes();
    installHooks(this);
    installCompilers();
    installBlockAbilities();
  }

  /** Another session of the same kind in this thread, with this one's aliases and default functions. */
  newSession(): Session {
    const made = new Session(this.#options);
    for (const [name, alias] of this.globalScope.definitions?.aliases ?? [])
      made.globalScope.define().aliases.set(name, alias);
    made.location = this.location;
    return made;
  }

  /**
   * A safe point: throws PipelineStopped after Ctrl-C, runs the actions of events that wait. Called on loop
   * back-edges, calls and pushes when the stop word is not 0.
   */
  checkStop(): void {
    if (isUnwatched(this.stop)) watchSoon();
    if (isStopped(this.stop)) throw new PipelineStopped();
    if (hasEvent(this.stop)) this.attend();
  }

  /** Sees to what waits for a safe point. */
  attend(): void {
    lowerEvent(this.stop);
    for (const attendant of this.attendants) attendant();
  }

  // ---- variables -------------------------------------------------------------------------------

  /** Value of a variable as `frame` (default: what runs now) sees it; undefined when there is none. */
  getVariable(name: string, frame: Frame = this.frame): Value {
    const content = frame.scope.find(name.toLowerCase());
    return content === UNSET ? undefined : valueOf(content);
  }

  /** Assigns in the scope of `frame`, as `$name = value` there would. */
  setVariable(name: string, value: Value, frame: Frame = this.frame): void {
    this.assign(frame.scope, name, value);
  }

  setGlobal(name: string, value: Value): void {
    this.assign(this.globalScope, name, value);
  }

  assign(scope: Scope, name: string, value: Value): void {
    scope.assign(name.toLowerCase(), value);
  }

  /**
   * The scope that `-Scope` names: `global`, `script`, `local`, `private`, or a number (0: that of `frame`).
   * Undefined when there are not so many.
   */
  scopeOf(spec: string | number, frame: Frame = this.frame): Scope | undefined {
    const word = String(spec).toLowerCase();
    if (word === 'global') return this.globalScope;
    if (word === 'script') return frame.scope.script;
    if (word === 'local' || word === 'private') return frame.scope;
    let scope: Scope | null = frame.scope;
    for (let up = Number(word); up > 0 && scope !== null; up--) scope = scope.parent;
    return scope ?? undefined;
  }

  // ---- functions and aliases -------------------------------------------------------------------

  findFunction(name: string, scope: Scope = this.frame.scope): Command | undefined {
    return this.#findDefinition('functions', name, scope) as Command | undefined;
  }

  setFunction(name: string, command: Command, scope: Scope = this.frame.scope): void {
    scope.define().functions.set(name.toLowerCase(), command);
    this.commandVersion++;
  }

  findAlias(name: string, scope: Scope = this.frame.scope): AliasDefinition | undefined {
    return this.#findDefinition('aliases', name, scope) as AliasDefinition | undefined;
  }

  setAlias(alias: AliasDefinition, scope: Scope = this.frame.scope): void {
    scope.define().aliases.set(alias.name.toLowerCase(), alias);
    this.commandVersion++;
  }

  /** Takes a function or alias out of the scope that holds it. False when there was none. */
  removeDefinition(
    kind: 'functions' | 'aliases',
    name: string,
    scope: Scope = this.frame.scope,
  ): boolean {
    for (let at: Scope | null = scope; at !== null; at = at.parent) {
      if (at.definitions?.[kind].delete(name.toLowerCase())) {
        this.commandVersion++;
        return true;
      }
    }
    return false;
  }

  /** All visible from `scope`, nearer ones hiding others; in order of definition within a scope. */
  definitions(
    kind: 'functions' | 'aliases',
    scope: Scope = this.frame.scope,
  ): Map<string, unknown> {
    const all = new Map<string, unknown>();
    for (let at: Scope | null = scope; at !== null; at = at.parent) {
      for (const [name, definition] of at.definitions?.[kind] ?? [])
        if (!all.has(name)) all.set(name, definition);
    }
    return all;
  }

  #findDefinition(kind: 'functions' | 'aliases', name: string, scope: Scope): unknown {
    const wanted = name.toLowerCase();
    for (let at: Scope | null = scope; at !== null; at = at.parent) {
      const found = at.definitions?.[kind].get(wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The command a name leads to, or undefined. */
  resolveCommand(name: string, frame: Frame = this.frame): Command | undefined {
    return this.resolver.resolve(name, frame);
  }

  // ---- modules and closures --------------------------------------------------------------------

  /** A frame in the top scope of a state, as the caller of code that runs there. */
  frameOf(state: SessionState, caller: Frame = this.frame): Frame {
    const {source, out, streams, at} = caller;
    const frame = new Frame(this, state.scope, state, source, out, streams, at);
    frame.caller = caller;
    return frame;
  }

  /** Absolute file system path of a text, relative to the current location; `~` is the home folder. */
  resolvePath(text: string): string {
    return resolve(this.location, text.replace(/^~(?=$|[/\\])/, homedir()).replaceAll('\\', '/'));
  }

  /** A new module state: own scope, parent global. */
  newState(): SessionState {
    const state = new SessionState(new Scope(this.globalScope, new Layout(), true));
    this.moduleStates.push(state);
    return state;
  }

  /** The state behind `GetNewClosure()`: a copy of the variables in the current scope of `frame`. */
  closureState(frame: Frame): SessionState {
    const state = this.newState();
    state.module = frame.state.module;
    state.moduleName = frame.state.moduleName;
    for (const name of frame.scope.variableNames()) {
      const content = frame.scope.own(name);
      const fixed =
        VARIABLE_OPTIONS.Constant | VARIABLE_OPTIONS.ReadOnly | VARIABLE_OPTIONS.AllScope;
      if (content instanceof Variable && (content.options & fixed) !== 0) continue;
      state.scope.put(name, valueOf(content));
    }
    return state;
  }

  // ---- errors ----------------------------------------------------------------------------------

  /** Puts an error at the front of `$Error`. */
  recordError(record: Value): void {
    if (this.errors.items[0] === record) return;
    this.errors.items.unshift(record);
    if (this.errors.items.length > MAXIMUM_ERROR_COUNT)
      this.errors.items.length = MAXIMUM_ERROR_COUNT;
  }
}
