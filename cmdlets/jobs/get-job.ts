/** Get-Job: the session's jobs. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Job} from '../../shell/jobs/job.ts';
import '../../shell/jobs/job-types.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {findJobs, jobSelectors} from './find-jobs.ts';

/** The sets in which the jobs found can be narrowed further. */
const sets = {
  SessionIdParameterSet: {},
  InstanceIdParameterSet: {},
  NameParameterSet: {},
  StateParameterSet: {},
  CommandParameterSet: {},
} as const;

export const getJob = cmdlet({
  name: 'Get-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['gjb'],
  className: 'GetJobCommand',
  outputTypes: ['System.Management.Automation.Job'],
  synopsis: 'Gets the background jobs of the session.',
  defaultParameterSet: 'SessionIdParameterSet',
  parameters: {
    ...jobSelectors,
    Id: {
      ...jobSelectors.Id,
      sets: {SessionIdParameterSet: {position: 0, pipeline: 'name'}},
    },
    IncludeChildJob: {type: 'switch', sets, help: 'The children too.'},
    ChildJobState: {
      type: 'System.Management.Automation.JobState',
      sets,
      help: 'Jobs with their children in this state.',
    },
    HasMoreData: {type: 'bool', sets, help: 'Jobs that have, or have not, something to receive.'},
    Before: {type: 'datetime', sets, help: 'Jobs that ended before.'},
    After: {type: 'datetime', sets, help: 'Jobs that ended after.'},
    Newest: {type: 'int', sets, help: 'So many of the last that ended.'},
  },
  examples: [
    {
      title: 'The names of jobs',
      code: '$null = Start-Job { 1 } -Name adder; (Get-Job).Name; Remove-Job adder -Force',
      output: ['adder'],
    },
  ],

  process(run, p) {
    let jobs = findJobs(run, p);
    if (p.HasMoreData !== undefined) jobs = jobs.filter(job => job.hasMoreData === p.HasMoreData);
    if (p.Before !== undefined)
      jobs = jobs.filter(job => job.end !== null && ended(job) < ticks(p.Before));
    if (p.After !== undefined) jobs = jobs.filter(job => ended(job) > ticks(p.After));
    if (p.Newest !== undefined)
      jobs = jobs.sort((a, b) => Number(ended(b) - ended(a))).slice(0, p.Newest);
    const childState = p.ChildJobState === undefined ? null : toText(p.ChildJobState);
    for (const job of jobs) {
      run.writeObject(job);
      if (!p.IncludeChildJob && childState === null) continue;
      for (const child of job.children)
        if (childState === null || child.state === childState) run.writeObject(child);
    }
  },
});

/** When it ended, in ticks of local time; one that runs: never. */
function ended(job: Job): bigint {
  return job.end === null ? 0n : DateTime.fromDate(job.end).toLocalTime().ticks;
}

function ticks(time: Value): bigint {
  return (time as DateTime).toLocalTime().ticks;
}
