/**
 * A frame: one run of one script block. Compiled closures get nothing but their frame.
 *
 * Several frames may share a scope: a dot-sourced block and the blocks of ForEach-Object run in the scope
 * of their caller. `caller` is the dynamic chain (who was running), `scope.parent` the chain of variables.
 */
import type {Node} from '../../grammar/ast.ts';
import type {Value} from '../values/value.ts';
import type {Scope} from '../session/scope.ts';
import type {Session, SessionState} from '../session/session.ts';
import type {NetType} from '../values/net-type.ts';
import type {Enumerator} from '../values/enumerator.ts';
import type {Completion} from './flow.ts';
import {NORMAL} from './flow.ts';
import type {SourceText} from './source-text.ts';
import type {CallSite, Command, Sink, Streams} from './runtime.ts';

export class Frame {
  readonly session: Session;
  readonly scope: Scope;
  /** `scope.slots`, kept here because every variable access needs it. */
  readonly slots: unknown[];
  readonly state: SessionState;
  readonly source: SourceText;
  /** Where statements put their output. Changes while output is captured. */
  out: Sink;
  streams: Streams;
  caller: Frame | null = null;
  /** The statement being run: where an error is, and what InvocationInfo shows. */
  at: Node;
  /** Label of the BREAK or CONTINUE under way; '' for none. */
  label = '';
  /** Completion that a foreach body ended with, when the loop must hand it on. */
  left: Completion = NORMAL;
  /** Value of `return` in a class's method. */
  returned: Value = undefined;
  args: readonly Value[] = NO_ARGS;
  /** `$input`: what came through the pipeline and was not taken yet. */
  input: Enumerator | null = null;
  /** The class whose code this is. */
  runningClass: NetType | undefined = undefined;
  /** Parameters and values a simple function was called with, until somebody asks for `bound`. */
  given: BoundPair[] | null = null;
  /** `$PSBoundParameters`; null where the block is no function, script or block with parameters. */
  bound: Value = null;
  /** The function, script or block that runs, for MyInvocation and stack traces. */
  command: Command | null = null;
  /** How it was called; null for a frame that has no invocation of its own (the top). */
  call: CallSite | null = null;
  /** MyInvocation, made when first asked for. */
  invocation: Value = null;
  /** The error being handled by the innermost catch: `throw` without a value throws it again. */
  caught: unknown = null;

  constructor(
    session: Session,
    scope: Scope,
    state: SessionState,
    source: SourceText,
    out: Sink,
    streams: Streams,
    at: Node,
  ) {
    this.session = session;
    this.scope = scope;
    this.slots = scope.slots;
    this.state = state;
    this.source = source;
    this.out = out;
    this.streams = streams;
    this.at = at;
  }
}

/** A parameter's name and its argument. */
export type BoundPair = readonly [name: string, value: Value];

const NO_ARGS: readonly Value[] = Object.freeze([]) as readonly Value[];
