/**
 * -OutVariable, -ErrorVariable, -WarningVariable, -InformationVariable: lists that grow while a command runs.
 *
 * Source: language specification 10.1.
 */
import type {PipelineContext, Sink, Streams} from '../eval/runtime.ts';
import {UNSET} from '../session/scope.ts';
import {arrayList, type NetList} from '../values/net-list.ts';
import {enumerate, isEnumerable} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import type {CommonArguments} from './common-parameters.ts';

/** Makes variable `name` (`+name` appends, `script:name` names the scope) an ArrayList and returns it. */
export function collectInto(name: string, context: PipelineContext): NetList {
  const appends = name.startsWith('+');
  const [, scopeWord = 'local', bare = ''] =
    /^(?:(\w+):)?(.*)$/s.exec(appends ? name.slice(1) : name) ?? [];
  const {session, frame} = context;
  const scope = session.scopeOf(scopeWord, frame) ?? frame.scope;
  const old = appends ? session.getVariable(bare, frame) : undefined;
  const items =
    old === undefined || old === null ? [] : isEnumerable(old) ? [...enumerate(old)] : [old];
  const growing = arrayList(items);
  session.assign(scope, bare, growing);
  return growing;
}

/** `sink`, with every record also put into `growing`: once, though an error may be told of and then shown. */
function collecting(sink: Sink, growing: NetList): Sink {
  const added = new Set<Value>();
  const add = (record: Value) => {
    if (added.has(record)) return;
    added.add(record);
    growing.items.push(record);
  };
  return {
    beneath: sink.beneath ?? sink,
    isDisplay: sink.isDisplay ?? false,
    process(value) {
      add(value);
      sink.process(value);
    },
    collect(value) {
      add(value);
      sink.collect?.(value);
    },
  };
}

/** The streams of a command called with `common`: those of the context where nothing is collected. */
export function collectingStreams(context: PipelineContext, common: CommonArguments): Streams {
  const {streams} = context;
  const {errorVariable, warningVariable, informationVariable} = common;
  if (!errorVariable && !warningVariable && !informationVariable) return streams;
  const wrap = (sink: Sink, name: string | undefined) =>
    name ? collecting(sink, collectInto(name, context)) : sink;
  return {
    error: wrap(streams.error, errorVariable),
    warning: wrap(streams.warning, warningVariable),
    information: wrap(streams.information, informationVariable),
    verbose: streams.verbose,
    debug: streams.debug,
  };
}

/**
 * The streams of a command whose output goes on to another one: what it reports is no part of what the function
 * around it collects, as its output is none.
 */
export function uncollected(streams: Streams): Streams {
  const {error, warning, information} = streams;
  if (!error.beneath && !warning.beneath && !information.beneath) return streams;
  return {
    ...streams,
    error: error.beneath ?? error,
    warning: warning.beneath ?? warning,
    information: information.beneath ?? information,
  };
}

/**
 * Where a command called with `common` writes; `finish` passes on what -OutBuffer holds back and takes the
 * pipeline variable away.
 */
export function collectingOutput(
  context: PipelineContext,
  common: CommonArguments,
): {readonly out: Sink; readonly finish: () => void} {
  const {outVariable, pipelineVariable, outBuffer} = common;
  const buffer = outBuffer ? new Buffering(context.out, outBuffer + 1) : null;
  let out: Sink = buffer ?? context.out;
  const announcer = pipelineVariable ? new Announcer(out, pipelineVariable, context) : null;
  out = announcer ?? out;
  if (outVariable) out = keeping(out, collectInto(outVariable, context));
  const finish = () => {
    buffer?.flush();
    announcer?.finish();
  };
  return {out, finish};
}

/** -OutVariable: every object, repeated ones too. */
function keeping(next: Sink, growing: NetList): Sink {
  return {
    process(value) {
      growing.items.push(value);
      next.process(value);
    },
  };
}

/** -PipelineVariable: the variable holds the object while the later commands see it. */
class Announcer implements Sink {
  readonly #sink: Sink;
  readonly #name: string;
  readonly #context: PipelineContext;
  /** It was there before, and stays. */
  readonly #known: boolean;

  constructor(sink: Sink, name: string, context: PipelineContext) {
    this.#sink = sink;
    this.#name = name;
    this.#context = context;
    this.#known = context.frame.scope.own(name.toLowerCase()) !== UNSET;
  }

  process(value: Value): void {
    const {session, frame} = this.#context;
    session.assign(frame.scope, this.#name, value);
    this.#sink.process(value);
  }

  finish(): void {
    if (!this.#known) this.#context.frame.scope.remove(this.#name.toLowerCase());
  }
}

/** -OutBuffer: passes objects on in lots of `size`. */
class Buffering implements Sink {
  readonly #sink: Sink;
  readonly #size: number;
  #held: Value[] = [];

  constructor(sink: Sink, size: number) {
    this.#sink = sink;
    this.#size = size;
  }

  process(value: Value): void {
    this.#held.push(value);
    if (this.#held.length >= this.#size) this.flush();
  }

  flush(): void {
    const lot = this.#held;
    this.#held = [];
    for (const value of lot) this.#sink.process(value);
  }
}
