/**
 * The other side of a job: runs what arrives over a port in this runspace, one after the other, and sends
 * back what it writes. Between two runs the session is as it was before the first.
 */
import type {MessagePort} from 'node:worker_threads';
import {raisedOf} from '../errors/raise.ts';
import {ExitSignal, isFlow, PipelineStopped} from '../eval/flow.ts';
import {runBlock} from '../eval/invoke-block.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type {Sink} from '../eval/runtime.ts';
import {raiseEvent, ring, STOPPED_RUN} from '../runspace/channel.ts';
import type {ThreadHost} from '../session/host.ts';
import {lowerStop, setStop} from '../session/stop-word.ts';
import type {Session} from '../session/session.ts';
import {valueOf} from '../session/scope.ts';
import {HostInformationMessage, InformationRecord} from '../session/stream-records.ts';
import {ComputedVariable, Variable} from '../session/variable.ts';
import {Hashtable} from '../values/hashtable.ts';
import {toText} from '../conversion/to-text.ts';
import type {Value} from '../values/value.ts';
import type {EndState, JobMessage, JobRun, JobStream} from './job-messages.ts';
import {pack} from './parcel.ts';
import {unpack} from './unpack.ts';

/** Serves runs until the port is closed. `wake`: the words of the runspace that listens, null in a process. */
export function serveJobs(
  session: Session,
  host: ThreadHost,
  port: MessagePort,
  wake: Int32Array | null,
): void {
  const clean = resetter(session);
  const post = (message: JobMessage) => {
    port.postMessage(message);
    if (wake === null) return;
    if ('done' in message) raiseEvent(wake);
    else ring(wake);
  };
  port.on('message', (run: JobRun) => {
    lowerStop(session.stop);
    // The stop may have come before the run.
    if (Atomics.load(session.stop, STOPPED_RUN) === run.serial) setStop(session.stop);
    const {done, reason} = perform(session, host, run, post);
    post({serial: run.serial, done, reason});
    clean();
  });
}

interface Outcome {
  readonly done: EndState;
  /** The packed ErrorRecord of a failure. */
  readonly reason: JobRun['args'];
}

function perform(
  session: Session,
  host: ThreadHost,
  run: JobRun,
  post: (message: JobMessage) => void,
): Outcome {
  const send = (stream: JobStream, value: Value) =>
    post({serial: run.serial, stream, value: pack(value, run.fidelity)});
  const sink = (stream: JobStream): Sink => ({process: value => send(stream, value)});
  const {topFrame} = session;
  const streams = {
    error: sink('error'),
    warning: sink('warning'),
    verbose: sink('verbose'),
    debug: sink('debug'),
    information: sink('information'),
  };
  host.diversion = {
    text: text => send('information', shown(text)),
    progress: record => send('progress', {...record}),
  };
  Object.assign(session, {frame: topFrame, callDepth: 0, propagateErrors: false});
  topFrame.streams = streams;
  try {
    runScripts(session, run, sink('output'));
    return {done: 'Completed', reason: null};
  } catch (thrown) {
    if (thrown instanceof ExitSignal) return {done: 'Completed', reason: null};
    if (thrown instanceof PipelineStopped) return {done: 'Stopped', reason: null};
    if (isFlow(thrown)) return {done: 'Completed', reason: null};
    return {done: 'Failed', reason: pack(raisedOf(thrown, topFrame).record, run.fidelity)};
  } finally {
    session.formatter.flush();
    host.diversion = null;
    session.frame = topFrame;
  }
}

/** What was written to the host, as Write-Host would have done. */
function shown(text: string): InformationRecord {
  return new InformationRecord(new HostInformationMessage(text, true), 'Write-Host', ['PSHOST']);
}

function runScripts(session: Session, run: JobRun, out: Sink): void {
  const read = (parcel: JobRun['args']) => unpack(parcel, session);
  session.location = run.location;
  const using = read(run.using);
  if (using instanceof Hashtable)
    for (const [name, value] of using.entries()) session.using.set(name, value);
  const variables = read(run.variables);
  if (variables instanceof Hashtable)
    for (const [name, value] of variables.entries()) session.setGlobal(toText(name), value);
  if (run.initialization !== null)
    runBlock(parseBlock(run.initialization, session, session.globalState), {scope: 'current'}, out);
  const block = parseBlock(run.script, session, session.globalState, run.file);
  const underscore = read(run.underscore) as Value[] | null;
  runBlock(
    block,
    {
      args: read(run.args) as Value[],
      ...(run.input === null ? {} : {input: read(run.input) as Value[]}),
      ...(underscore === null ? {} : {underscore: underscore[0]}),
    },
    out,
  );
}

/** Brings variables, functions and aliases of the global scope back to what they are now. */
function resetter(session: Session): () => void {
  const {globalScope} = session;
  const variables = new Map(
    [...globalScope.variableNames()].map(name => {
      const content = globalScope.own(name);
      return [name, {content, value: valueOf(content)}];
    }),
  );
  const {functions, aliases} = globalScope.define();
  const tables = [functions, aliases].map(table => ({table, kept: new Map(table)}));
  return () => {
    for (const name of globalScope.variableNames())
      if (!variables.has(name)) globalScope.remove(name);
    for (const [name, {content, value}] of variables) {
      globalScope.put(name, content);
      if (content instanceof Variable && !(content instanceof ComputedVariable))
        content.force(value);
    }
    for (const {table, kept} of tables) {
      table.clear();
      for (const [name, definition] of kept) table.set(name, definition);
    }
    session.commandVersion++;
    session.errors.items.length = 0;
    session.using.clear();
  };
}
