/** Receive-Job: what jobs wrote since the last time. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Job, StateChange} from '../../shell/jobs/job.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import {JobStateEventArgs} from '../../shell/jobs/job-types.ts';
import {NetException} from '../../shell/values/index.ts';
import {findJobs, jobSelectors} from './find-jobs.ts';
import {writeReceived} from './write-received.ts';

const {Command: _1, Filter: _2, ...selectors} = jobSelectors;

export const receiveJob = cmdlet({
  name: 'Receive-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['rcjb'],
  className: 'ReceiveJobCommand',
  synopsis: 'Gets the results of the background jobs in the session.',
  defaultParameterSet: 'Location',
  parameters: {
    ...selectors,
    Job: {
      type: 'System.Management.Automation.Job[]',
      sets: {
        Location: {mandatory: true, position: 0, pipeline: 'both'},
        ComputerName: {mandatory: true, position: 0, pipeline: 'both'},
      },
      help: 'Job objects.',
    },
    Location: {
      type: 'string[]',
      sets: {Location: {position: 1}},
      validate: [{notNullOrEmpty: true}],
      help: 'Only results of jobs at these places.',
    },
    ComputerName: {
      type: 'string[]',
      aliases: ['Cn'],
      sets: {ComputerName: {position: 1, pipeline: 'name'}},
      validate: [{notNullOrEmpty: true}],
      help: 'Only results of jobs on these computers.',
    },
    Keep: {type: 'switch', help: 'Leaves the results to be received again.'},
    NoRecurse: {type: 'switch', help: 'Not those of child jobs.'},
    Force: {
      type: 'switch',
      help: 'With -Wait: also waits for jobs that are suspended; none are here.',
    },
    Wait: {type: 'switch', help: 'Writes results as they come until the jobs end.'},
    AutoRemoveJob: {type: 'switch', help: 'With -Wait: removes the jobs afterwards.'},
    WriteEvents: {type: 'switch', help: 'With -Wait: also writes the changes of state.'},
    WriteJobInResults: {type: 'switch', help: 'With -Wait: writes the jobs first.'},
  },
  examples: [
    {
      title: 'Results can be kept',
      code: '$j = Start-Job { 1 } | Wait-Job; Receive-Job $j -Keep; Receive-Job $j',
      output: ['1', '1'],
    },
  ],
  state: () => ({jobs: [] as Job[], changes: [] as StateChange[]}),

  begin(run, p) {
    if (p.Wait && p.Keep)
      refuse(run, 'The Wait and Keep parameters cannot be used together in the same command.');
    for (const name of NEED_WAIT)
      if (p[name] && !p.Wait)
        refuse(run, `The -${name} parameter cannot be used without the -Wait parameter`);
  },
  process(run, p) {
    const {state} = run;
    for (const job of findJobs(run, p)) {
      if (p.WriteJobInResults) run.writeObject(job);
      if (p.WriteEvents)
        for (const one of job.family) one.listeners.add(change => void state.changes.push(change));
      state.jobs.push(job);
      if (!p.Wait) receive(run, p, job);
    }
  },
  end(run, p) {
    const {jobs, changes} = run.state;
    if (!p.Wait) return;
    const table = jobsOf(run.session);
    for (let isOver = false; !isOver; ) {
      isOver = jobs.every(job => job.isFinished);
      for (const job of jobs) receive(run, p, job);
      for (const change of changes.splice(0)) run.writeObject(new JobStateEventArgs(change));
      if (!isOver)
        table.waitUntil(
          () => jobs.every(job => job.isFinished) || jobs.some(job => job.hasResults),
        );
    }
    if (p.AutoRemoveJob) for (const job of jobs) table.remove(job);
  },
});

const NEED_WAIT = ['AutoRemoveJob', 'WriteEvents', 'WriteJobInResults', 'Force'] as const;

function refuse<State extends object>(run: Run<State>, message: string): never {
  return run.throwTerminatingError(
    run.error(
      'InvalidOperation',
      'InvalidOperation',
      new NetException('System.Management.Automation.PSInvalidOperationException', message),
    ),
  );
}

interface Wanted {
  readonly Keep: boolean;
  readonly NoRecurse: boolean;
  readonly Location?: readonly string[] | undefined;
  readonly ComputerName?: readonly string[] | undefined;
}

function receive<State extends object>(run: Run<State>, p: Wanted, job: Job): void {
  const places = p.Location ?? p.ComputerName;
  for (const one of p.NoRecurse ? [job] : job.family) {
    if (places && !places.some(place => place.toLowerCase() === one.location.toLowerCase()))
      continue;
    for (const received of one.receive(p.Keep)) writeReceived(run, received);
  }
}
