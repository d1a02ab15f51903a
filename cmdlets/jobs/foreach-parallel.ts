/**
 * ForEach-Object -Parallel: each object in another runspace, some at a time. Results come in the order they
 * are made; an item's terminating error is an error of the whole's stream and ends only that item.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import type {Job} from '../../shell/jobs/job.ts';
import {type JobTable, jobsOf} from '../../shell/jobs/job-table.ts';
import {TaskChildJob, TaskJob} from '../../shell/jobs/job-types.ts';
import type {Task, TaskPool} from '../../shell/jobs/task-pool.ts';
import {usingValues} from '../../shell/jobs/using-values.ts';
import {type Hashtable, NetException} from '../../shell/values/index.ts';
import {isNull} from '../../shell/values/type-of.ts';
import type {Value} from '../../shell/values/value.ts';
import {jobRun} from './job-run.ts';
import {writeReceived} from './write-received.ts';

export interface ParallelOptions {
  readonly block: ScriptBlock;
  readonly throttleLimit: number;
  /** 0: as long as it takes. */
  readonly timeoutSeconds: number;
  readonly asJob: boolean;
  readonly useNewRunspace: boolean;
}

export class ParallelRun {
  readonly #run: Run;
  readonly #table: JobTable;
  readonly #options: ParallelOptions;
  readonly #using: Hashtable;
  readonly #pool: TaskPool;
  /** The items that were not read to their end, oldest first. */
  #items: Job[] = [];
  readonly #parent: Job | null;
  readonly #start = performance.now();

  constructor(run: Run, options: ParallelOptions) {
    this.#run = run;
    this.#options = options;
    this.#table = jobsOf(run.session);
    this.#using = usingValues(options.block, run.context.frame);
    for (const value of this.#using.values())
      if (value instanceof ScriptBlock)
        refuseBlock(run, 'UsingVariableCannotBeScriptBlock', 'using variable');
    this.#pool = this.#table.newPool({
      place: 'thread',
      limit: options.throttleLimit,
      reuse: !options.useNewRunspace,
    });
    this.#parent = options.asJob ? this.#newParent() : null;
  }

  #newParent(): Job {
    const parent = this.#table.newJob(TaskJob, this.#options.block.text, () =>
      this.#pool.stopAll(),
    );
    this.#table.add(parent);
    return parent;
  }

  /** One more object; waits while there are many before it. */
  add(item: Value): void {
    if (isNull(item)) return;
    if (item instanceof ScriptBlock)
      refuseBlock(this.#run, 'PipedInputObjectCannotBeScriptBlock', 'piped input object');
    const {block} = this.#options;
    const stop = () => this.#pool.stop(task);
    const job = this.#parent
      ? this.#table.newJob(TaskChildJob, block.text, stop)
      : this.#table.newUnlisted(TaskChildJob, block.text, stop);
    const run = jobRun({
      session: this.#run.session,
      fidelity: 'live',
      script: block.text,
      file: block.source.file,
      underscore: [item],
      using: this.#using,
    });
    const task: Task = this.#table.taskFor(job, run, this.#parent);
    if (this.#parent) this.#parent.children.push(job);
    else this.#items.push(job);
    this.#pool.add(task);
    this.#writeAll();
    if (!this.#parent) this.#waitWhile(() => this.#pool.pending > 2 * this.#options.throttleLimit);
  }

  finish(): void {
    if (this.#parent) {
      this.#closeAfter(this.#parent);
      this.#run.writeObject(this.#parent);
      return;
    }
    this.#waitWhile(() => this.#pool.pending > 0);
    this.#writeAll();
  }

  /** Ends what still runs: after errors and Ctrl-C too. */
  close(): void {
    if (!this.#parent) this.#table.closePool(this.#pool);
  }

  #closeAfter(parent: Job): void {
    const close = () => this.#table.closePool(this.#pool);
    if (parent.children.length === 0) {
      parent.change('Completed');
      close();
      return;
    }
    parent.follow();
    parent.listeners.add(() => parent.isFinished && close());
  }

  #waitWhile(isBusy: () => boolean): void {
    while (isBusy()) {
      const before = this.#pool.pending;
      this.#table.waitUntil(
        () => this.#items.some(job => job.hasResults) || this.#pool.pending < before,
        this.#timeLeft,
      );
      this.#writeAll();
      if (this.#timeLeft <= 0) this.#pool.stopAll();
    }
  }

  get #timeLeft(): number {
    const {timeoutSeconds} = this.#options;
    if (timeoutSeconds === 0) return Number.POSITIVE_INFINITY;
    return this.#start + timeoutSeconds * 1000 - performance.now();
  }

  #writeAll(): void {
    // Writing is a safe point at which more may arrive: who ended is asked first.
    const ended = new Set(this.#items.filter(job => job.isFinished));
    for (const job of this.#items)
      for (const received of job.receive(false)) writeReceived(this.#run, received);
    this.#items = this.#items.filter(job => !ended.has(job));
  }
}

function refuseBlock(run: Run, id: string, what: string): never {
  return run.throwTerminatingError(
    run.error(
      `Parallel${id}`,
      'InvalidType',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `A ForEach-Object -Parallel ${what} cannot be a script block. Passed-in script block variables are not supported with ForEach-Object -Parallel, and can result in undefined behavior.`,
      ),
    ),
  );
}
