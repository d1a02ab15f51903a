/** Remove-Job: forgets jobs that ended; with -Force ends them first. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Job} from '../../shell/jobs/job.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import '../../shell/jobs/job-types.ts';
import {NetException} from '../../shell/values/index.ts';
import {findJobs, type JobSelection, jobParameter, jobSelectors} from './find-jobs.ts';
import {stopTarget} from './job-texts.ts';

export const removeJob = cmdlet({
  name: 'Remove-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['rjb'],
  className: 'RemoveJobCommand',
  synopsis: 'Deletes background jobs.',
  supportsShouldProcess: true,
  defaultParameterSet: 'SessionIdParameterSet',
  parameters: {
    ...jobSelectors,
    ...jobParameter,
    Force: {
      type: 'switch',
      aliases: ['F'],
      sets: {
        InstanceIdParameterSet: {},
        JobParameterSet: {},
        NameParameterSet: {},
        SessionIdParameterSet: {},
        FilterParameterSet: {},
      },
      help: 'Stops jobs that still run.',
    },
  },
  examples: [
    {
      title: 'Remove all jobs',
      code: 'Get-Job | Remove-Job -Force',
      output: [],
    },
  ],

  process(run, p) {
    const table = jobsOf(run.session);
    for (const job of findJobs(run, p)) {
      if (!run.shouldProcess(stopTarget(job))) continue;
      if (!job.isFinished) {
        if (!p.Force) {
          run.writeError(notFinished(run, p, job));
          continue;
        }
        job.stop();
        table.waitUntil(() => job.isFinished);
      }
      if (!table.remove(job)) run.writeError(notRemovable(run, job));
    }
  },
});

function notFinished<State extends object>(run: Run<State>, p: JobSelection, job: Job) {
  const known = p.Name ? ` and the name ${job.name}` : '';
  return run.error(
    'JobObjectNotFinishedCannotBeRemoved',
    'InvalidOperation',
    new NetException(
      'System.ArgumentException',
      `The command cannot remove the job with the job ID ${job.id}${known} because the job is not finished. To remove the job, first stop the job, or use the Force parameter. (Parameter 'Job')`,
    ),
    job,
  );
}

function notRemovable<State extends object>(run: Run<State>, job: Job) {
  return run.error(
    'CannotRemoveJob',
    'InvalidOperation',
    new NetException(
      'System.ArgumentException',
      'The command cannot remove the job because it does not exist or because it is a child job. Child jobs can be removed only by removing the parent job.',
    ),
    job,
  );
}
