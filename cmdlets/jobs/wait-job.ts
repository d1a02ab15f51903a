/** Wait-Job: waits until jobs end. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Job} from '../../shell/jobs/job.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import '../../shell/jobs/job-types.ts';
import {findJobs, jobParameter, jobSelectors} from './find-jobs.ts';

export const waitJob = cmdlet({
  name: 'Wait-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['wjb'],
  className: 'WaitJobCommand',
  outputTypes: ['System.Management.Automation.Job'],
  synopsis: 'Waits until one or all of the jobs in the session have ended.',
  defaultParameterSet: 'SessionIdParameterSet',
  parameters: {
    ...withoutCommand(),
    ...jobParameter,
    Any: {type: 'switch', help: 'Until one of them ended.'},
    Timeout: {
      type: 'int',
      aliases: ['TimeoutSec'],
      validate: [{range: [-1, 2147483647]}],
      help: 'Longest wait in seconds; -1, the default, is for ever.',
    },
    Force: {type: 'switch', help: 'Also waits for jobs that are suspended; none are here.'},
  },
  examples: [
    {
      title: 'Wait for all jobs',
      code: 'Start-Job { 7 } | Wait-Job | Receive-Job',
      output: ['7'],
    },
  ],
  state: () => ({jobs: [] as Job[]}),

  process(run, p) {
    run.state.jobs.push(...findJobs(run, p));
  },
  end(run, p) {
    const {jobs} = run.state;
    if (jobs.length === 0) return;
    const limit = p.Timeout === undefined || p.Timeout < 0 ? Number.POSITIVE_INFINITY : p.Timeout;
    const isOver = () =>
      p.Any ? jobs.some(job => job.isFinished) : jobs.every(job => job.isFinished);
    jobsOf(run.session).waitUntil(isOver, limit * 1000);
    const ended = jobs.filter(job => job.isFinished);
    for (const job of p.Any ? ended.slice(0, 1) : ended) run.writeObject(job);
  },
});

function withoutCommand() {
  const {Command: _, ...selectors} = jobSelectors;
  return selectors;
}
