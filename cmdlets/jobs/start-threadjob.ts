/** Start-ThreadJob: a script in a runspace of its own on another thread of this process. */
import {readFileSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import {ThreadJob} from '../../shell/jobs/job-types.ts';
import {usingValues} from '../../shell/jobs/using-values.ts';
import {hashtable} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {jobRun} from './job-run.ts';
import {scriptFile} from './script-file.ts';

export const startThreadJob = cmdlet({
  name: 'Start-ThreadJob',
  module: 'Microsoft.PowerShell.ThreadJob',
  className: 'ThreadJob.StartThreadJobCommand',
  outputTypes: ['ThreadJob.ThreadJob'],
  synopsis: 'Starts a job on a thread of this process.',
  description:
    'Objects keep their types on the way in and out, but they are copies: a change made by the job is not ' +
    'seen here. Virtual machines are the exception, for they live in the host service.',
  defaultParameterSet: 'ScriptBlock',
  parameters: {
    ScriptBlock: {
      type: 'scriptblock',
      sets: {ScriptBlock: {mandatory: true, position: 0}},
      help: 'What the job runs.',
    },
    FilePath: {
      type: 'string',
      sets: {FilePath: {mandatory: true, position: 0}},
      help: 'A script file that the job runs.',
    },
    Name: {type: 'string', help: 'The name of the job; Job and its number if not given.'},
    InitializationScript: {type: 'scriptblock', help: 'Runs in the job before the script.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      allowNull: true,
      help: 'Objects for $input.',
    },
    ArgumentList: {type: 'object[]', help: 'Arguments of the script.'},
    ThrottleLimit: {
      type: 'int',
      validate: [{range: [1, 1000000]}],
      help: 'Thread jobs of this session that run at the same time; 5 if never given.',
    },
  },
  examples: [
    {
      title: 'Use a value of this session',
      code: '$n = 20; Start-ThreadJob { $using:n + 1 } | Receive-Job -Wait -AutoRemoveJob',
      output: ['21'],
    },
  ],
  state: () => ({input: [] as Value[]}),

  process(run, p) {
    if (run.expectingInput) run.state.input.push(p.InputObject ?? null);
  },
  end(run, p) {
    const {session} = run;
    const jobs = jobsOf(session);
    const block = p.ScriptBlock as ScriptBlock | undefined;
    const file = block ? block.source.file : scriptFile(run, p.FilePath ?? '');
    const task = jobRun({
      session,
      fidelity: 'live',
      script: block ? block.text : readFileSync(file, 'utf8'),
      file,
      initialization: (p.InitializationScript as ScriptBlock | undefined)?.text ?? null,
      args: p.ArgumentList ?? [],
      input: run.expectingInput ? run.state.input : null,
      using: block ? usingValues(block, run.context.frame) : hashtable(),
    });
    const command = block ? block.text : file;
    const job = jobs.newJob(ThreadJob, command, () => jobs.threads.stop(work), p.Name);
    const work = jobs.taskFor(job, task);
    jobs.add(job);
    if (p.ThrottleLimit !== undefined) jobs.threads.limit = p.ThrottleLimit;
    jobs.threads.add(work);
    run.writeObject(job);
  },
});
