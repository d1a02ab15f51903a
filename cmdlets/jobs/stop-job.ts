/** Stop-Job: ends jobs that run; their `finally` blocks run first. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import '../../shell/jobs/job-types.ts';
import {findJobs, jobParameter, jobSelectors} from './find-jobs.ts';
import {stopTarget} from './job-texts.ts';

const {Command: _, ...selectors} = jobSelectors;

export const stopJob = cmdlet({
  name: 'Stop-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['spjb'],
  className: 'StopJobCommand',
  outputTypes: ['System.Management.Automation.Job'],
  synopsis: 'Stops background jobs.',
  supportsShouldProcess: true,
  defaultParameterSet: 'SessionIdParameterSet',
  parameters: {
    ...selectors,
    ...jobParameter,
    PassThru: {type: 'switch', help: 'Outputs the jobs.'},
  },
  examples: [
    {
      title: 'Stop a job that never ends',
      code: '$job = Start-ThreadJob { while ($true) { } }; Stop-Job $job; $job.State',
      output: ['Stopped'],
    },
  ],

  process(run, p) {
    const jobs = findJobs(run, p).filter(job => run.shouldProcess(stopTarget(job)));
    for (const job of jobs) job.stop();
    jobsOf(run.session).waitUntil(() => jobs.every(job => job.isFinished));
    if (p.PassThru) for (const job of jobs) run.writeObject(job);
  },
});
