/** Runs a chain of stages: begin, objects, end, dispose. Language specification 10. */
import type {Value} from '../values/value.ts';
import {collectionModified} from '../values/collection-modified.ts';
import {IntRange} from '../operators/index.ts';
import {raisedOf} from '../errors/raise.ts';
import type {CommandSite, PreparedCommand} from './compile-command.ts';
import {isFlow, StopUpstream} from './flow.ts';
import type {Frame} from './frame.ts';
import type {PipelineStatus, Sink, Stage} from './runtime.ts';

/**
 * Runs the commands at `sites`. `source` gives the input of the first one; null: the first command starts
 * the pipeline. Sets `$?`.
 */
export function runPipeline(
  f: Frame,
  sites: readonly CommandSite[],
  length: number,
  source: (() => Iterable<Value>) | null,
  out: Sink,
): void {
  const status: PipelineStatus = {failed: false};
  const input = source === null ? null : source();
  const stages: Stage[] = [];
  let next = out;
  const begun = {count: 0};
  const closers: (() => void)[] = [];
  try {
    const prepared = sites.map(site => site.prepare(f));
    for (let at = sites.length - 1; at >= 0; at--) {
      const made = (prepared[at] as PreparedCommand).connect(next, {
        expectingInput: at > 0 || input !== null,
        pipelineLength: length,
        pipeline: status,
      });
      stages.unshift(made.stage);
      if (made.close !== null) closers.push(made.close);
      next = made.stage;
    }
    drive(f, stages, input, begun);
    f.session.ok = !status.failed;
  } finally {
    dispose(f, stages, begun.count);
    for (const close of closers) close();
  }
}

/** Runs stages that are already made; `input` null: the first gets one call without input. */
export function drive(
  f: Frame,
  stages: readonly Stage[],
  input: Iterable<Value> | null,
  begun: Beginning,
): void {
  let from = 0;
  try {
    while (begun.count < stages.length) beginNext(stages, begun);
    feed(f, stages[0] as Stage, input);
  } catch (thrown) {
    from = stoppedBy(stages, thrown);
  }
  while (from < stages.length) {
    try {
      (stages[from] as Stage).end();
      from++;
    } catch (thrown) {
      from = Math.max(stoppedBy(stages, thrown), from + 1);
    }
  }
}

/** How far the beginning of a pipeline is. */
interface Beginning {
  count: number;
  /** Gives the next stage its `process` back, if that is hidden. */
  release?: () => void;
}

/** Begins the next stage. One that gets an object from a `begin` before its own begins at that moment. */
function beginNext(stages: readonly Stage[], begun: Beginning, early = false): void {
  begun.release?.();
  delete begun.release;
  const stage = stages[begun.count++] as Stage;
  const next = stages[begun.count];
  if (next !== undefined && (early || stage.writesAtBegin === true)) {
    const isOwn = Object.hasOwn(next, 'process');
    const {process} = next;
    begun.release = () => {
      if (isOwn) next.process = process;
      else Reflect.deleteProperty(next, 'process');
    };
    next.process = value => {
      beginNext(stages, begun, true);
      next.process(value);
    };
  }
  stage.begin();
}

function feed(f: Frame, first: Stage, input: Iterable<Value> | null): void {
  if (input === null) {
    first.process(undefined);
    return;
  }
  const {session} = f;
  const {stop} = session;
  if (Array.isArray(input)) {
    const count = input.length;
    for (let at = 0; at < count; at++) {
      if (input.length !== count) throw collectionModified();
      if (input[at] !== undefined) first.process(input[at]);
      if (stop[0] !== 0) session.checkStop();
    }
    return;
  }
  if (input instanceof IntRange) {
    feedNumbers(f, first, input);
    return;
  }
  for (const item of input) {
    if (item !== undefined) first.process(item);
    if (stop[0] !== 0) session.checkStop();
  }
}

function feedNumbers({session}: Frame, first: Stage, {from, to}: IntRange): void {
  const {stop} = session;
  const step = from <= to ? 1 : -1;
  for (let number = from; number !== to + step; number += step) {
    first.process(number);
    if (stop[0] !== 0) session.checkStop();
  }
}

/** The index of the stage that wanted no more input: it and those after it still get their `end`. */
function stoppedBy(stages: readonly Stage[], thrown: unknown): number {
  if (!(thrown instanceof StopUpstream)) throw thrown;
  const at = stages.indexOf(thrown.stage as Stage);
  if (at < 0) throw thrown;
  return at;
}

/** Clean blocks and the like: always, left to right; their errors are shown and go no further. */
export function dispose(f: Frame, stages: readonly (Stage | undefined)[], begun: number): void {
  for (let at = 0; at < begun; at++) {
    try {
      stages[at]?.dispose?.();
    } catch (thrown) {
      if (isFlow(thrown)) continue;
      const {record} = raisedOf(thrown, f);
      f.session.recordError(record);
      f.streams.error.process(record);
    }
  }
}
