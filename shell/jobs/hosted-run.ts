/**
 * `BeginInvoke` of a hosted shell: its statements run in a runspace on another thread, of a pool or of its
 * own. Source: System.Management.Automation.PowerShell.BeginInvoke, RunspacePool.
 */
import {ErrorRecord} from '../errors/error-record.ts';
import {currentSession} from '../eval/current-session.ts';
import type {HostedCommand, HostedShell} from '../eval/hosted-shell.ts';
import {type Hashtable, hashtable} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import {psCollection} from '../values/ps-collection.ts';
import type {Value} from '../values/value.ts';
import type {DataCollection} from './data-collection.ts';
import {type JobTable, jobsOf} from './job-table.ts';
import type {JobRun} from './job-messages.ts';
import {pack} from './parcel.ts';
import type {Task, TaskPool} from './task-pool.ts';

/** Threads for hosted shells: `[runspacefactory]::CreateRunspacePool`. Made when the first run begins. */
export class RunspacePool {
  readonly minimum: number;
  maximum: number;
  state: 'BeforeOpen' | 'Opened' | 'Closed' = 'BeforeOpen';
  readonly #reuse: boolean;
  #tasks: TaskPool | null = null;

  /** `reuse`: a thread whose run ended takes the next one. */
  constructor(minimum: number, maximum: number, reuse = true) {
    if (minimum < 1 || maximum < minimum)
      throw new NetException(
        'System.ArgumentOutOfRangeException',
        'The minimum number of runspaces must be at least 1 and not above the maximum.',
      );
    this.#reuse = reuse;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  open(): void {
    if (this.state === 'Closed') throw notOpened('closed');
    this.state = 'Opened';
  }

  close(): void {
    if (this.#tasks !== null) jobsOf(currentSession()).closePool(this.#tasks);
    this.#tasks = null;
    this.state = 'Closed';
  }

  get tasks(): TaskPool {
    if (this.state !== 'Opened') throw notOpened(this.state === 'Closed' ? 'closed' : 'not open');
    this.#tasks ??= jobsOf(currentSession()).newPool({
      place: 'thread',
      limit: this.maximum,
      reuse: this.#reuse,
    });
    return this.#tasks;
  }

  /** Runspaces that could take work now. */
  get available(): number {
    return this.maximum - Math.min(this.maximum, this.#tasks?.pending ?? 0);
  }
}

function notOpened(state: string): NetException {
  return new NetException(
    'System.Management.Automation.Runspaces.InvalidRunspacePoolStateException',
    `Cannot perform the operation because the runspace pool is ${state}.`,
  );
}

/** What BeginInvoke answers. */
export class HostedRun {
  readonly shell: HostedShell;
  readonly output: DataCollection;
  readonly #table: JobTable;
  readonly #tasks: TaskPool;
  readonly #task: Task;
  #reason: NetException | null = null;
  #isOver = false;

  constructor(
    shell: HostedShell,
    tasks: TaskPool,
    input: readonly Value[] | null,
    output: DataCollection,
  ) {
    this.shell = shell;
    this.output = output;
    this.#table = jobsOf(currentSession());
    this.#tasks = tasks;
    this.#task = this.#newTask(input);
    shell.state = 'Running';
    tasks.add(this.#task);
  }

  #newTask(input: readonly Value[] | null): Task {
    const {shell} = this;
    return {
      run: runOf(shell, input),
      started: () => undefined,
      wrote: (stream, value) => {
        if (stream === 'output') this.output.add(value);
        else if (stream !== 'progress') shell.streams[stream].push(value);
      },
      ended: (state, reason) => {
        this.#isOver = true;
        shell.state = state;
        if (state === 'Stopped') this.#reason = stopped();
        if (reason instanceof ErrorRecord) this.#reason = reason.exception;
        shell.reason = this.#reason;
      },
    };
  }

  get isOver(): boolean {
    this.#table.pump();
    return this.#isOver;
  }

  /** False when the time is over first. */
  wait(timeoutMs = Number.POSITIVE_INFINITY): boolean {
    return this.#table.waitUntil(() => this.#isOver, timeoutMs);
  }

  /** Waits for the end; throws what ended it. */
  finish(): Value {
    this.wait();
    if (this.#reason !== null) throw this.#reason;
    return psCollection(this.output.values);
  }

  stop(): void {
    this.#tasks.stop(this.#task);
  }
}

function stopped(): NetException {
  return new NetException(
    'System.Management.Automation.PipelineStoppedException',
    'The pipeline has been stopped.',
  );
}

function runOf(shell: HostedShell, input: readonly Value[] | null): Omit<JobRun, 'serial'> {
  const packed = (value: Value) => pack(value, 'live');
  const statements = shell.statements.filter(commands => commands.length > 0);
  return {
    fidelity: 'live',
    script: scriptOf(statements, input !== null),
    file: '',
    initialization: null,
    location: currentSession().location,
    args: packed(statements.flat().map(argumentsOf)),
    input: input === null ? null : packed([...input]),
    underscore: null,
    using: packed(hashtable()),
    variables: packed(shell.runspace.ownVariables()),
  };
}

/** Arguments go along as values: each command's are a table of named and a list of positional ones. */
function scriptOf(statements: readonly (readonly HostedCommand[])[], isFed: boolean): string {
  let at = 0;
  const lines: string[] = [];
  for (const commands of statements) {
    const calls = commands.map(({text, isScript}) => {
      const [named, listed] = [`__n${at}`, `__a${at}`];
      lines.push(`$${named} = $args[${at}].Named; $${listed} = $args[${at}].Listed`);
      at++;
      return `${isScript ? `. {\n${text}\n}` : `& '${text.replaceAll("'", "''")}'`} @${named} @${listed}`;
    });
    const isFirst = at === commands.length;
    lines.push(`${isFed && isFirst ? '$input | ' : ''}${calls.join(' | ')}`);
  }
  return lines.join('\n');
}

function argumentsOf({args}: HostedCommand): Hashtable {
  const named = hashtable();
  const listed: Value[] = [];
  for (const argument of args) {
    if (argument.kind === 'positional') listed.push(argument.value);
    else named.set(argument.name, argument.hasValue ? argument.value : true);
  }
  return hashtable({Named: named, Listed: listed});
}
