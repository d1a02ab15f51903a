/** Which jobs -Id, -Name, -InstanceId, -State, -Command and -Filter mean, and the errors when there are none. */
import type {ParameterDeclarations, Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Job} from '../../shell/jobs/job.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import {
  enumerate,
  getProperty,
  hasWildcard,
  Hashtable,
  isNull,
  looseEquals,
  NetException,
  toText,
  wildcard,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

/** The sets that all cmdlets on jobs share. */
export const jobSelectors = {
  Id: {
    type: 'int[]',
    sets: {SessionIdParameterSet: {mandatory: true, position: 0, pipeline: 'name'}},
    validate: [{notNullOrEmpty: true}],
    help: 'Numbers of jobs.',
  },
  InstanceId: {
    type: 'guid[]',
    sets: {InstanceIdParameterSet: {mandatory: true, position: 0, pipeline: 'name'}},
    validate: [{notNullOrEmpty: true}],
    help: 'Instance identifiers of jobs.',
  },
  Name: {
    type: 'string[]',
    sets: {NameParameterSet: {mandatory: true, position: 0, pipeline: 'name'}},
    validate: [{notNullOrEmpty: true}],
    wildcards: true,
    help: 'Names of jobs.',
  },
  State: {
    type: 'System.Management.Automation.JobState',
    sets: {StateParameterSet: {mandatory: true, position: 0, pipeline: 'name'}},
    help: 'Jobs in this state.',
  },
  Command: {
    type: 'string[]',
    sets: {CommandParameterSet: {mandatory: true, pipeline: 'name'}},
    wildcards: true,
    help: 'Jobs that run this.',
  },
  Filter: {
    type: 'hashtable',
    sets: {FilterParameterSet: {mandatory: true, position: 0, pipeline: 'name'}},
    help: 'Values that properties of the jobs must have.',
  },
} as const satisfies ParameterDeclarations;

/** Jobs themselves, piped or as an argument. */
export const jobParameter = {
  Job: {
    type: 'System.Management.Automation.Job[]',
    sets: {JobParameterSet: {mandatory: true, position: 0, pipeline: 'both'}},
    validate: [{notNullOrEmpty: true}],
    help: 'Job objects.',
  },
} as const satisfies ParameterDeclarations;

export interface JobSelection {
  readonly Job?: readonly Value[] | undefined;
  readonly Id?: readonly number[] | undefined;
  readonly InstanceId?: readonly Value[] | undefined;
  readonly Name?: readonly string[] | undefined;
  readonly State?: Value;
  readonly Command?: readonly string[] | undefined;
  readonly Filter?: Value;
}

/** The jobs selected, in order; what is not found is a non-terminating error. */
export function findJobs<State extends object>(run: Run<State>, p: JobSelection): Job[] {
  const table = jobsOf(run.session);
  table.pump();
  const all = table.jobs.flatMap(job => job.family);
  const {jobs} = table;
  if (p.Job) return [...p.Job] as Job[];
  if (p.Id)
    return p.Id.flatMap(id =>
      orError(
        run,
        all.filter(job => job.id === id),
        'Session',
        id,
      ),
    );
  if (p.InstanceId)
    return p.InstanceId.flatMap(id =>
      orError(
        run,
        all.filter(job => job.instanceId === toText(id)),
        'InstanceId',
        id,
      ),
    );
  if (p.Name) return p.Name.flatMap(name => named(run, jobs, name));
  if (!isNull(p.State)) return jobs.filter(job => job.state === toText(p.State));
  if (p.Command) {
    const tests = p.Command.map(text => wildcard(text.trim()));
    return jobs.filter(job => tests.some(test => test(job.command.trim())));
  }
  return p.Filter instanceof Hashtable ? filtered(jobs, p.Filter) : [...jobs];
}

function named<State extends object>(run: Run<State>, jobs: readonly Job[], name: string): Job[] {
  const test = wildcard(name);
  const found = jobs.filter(job => test(job.name));
  return hasWildcard(name) ? found : orError(run, found, 'Name', name);
}

function filtered(jobs: readonly Job[], filter: Hashtable): Job[] {
  return jobs.filter(job =>
    [...filter.entries()].every(([name, value]) =>
      [...enumerate(value)].some(one =>
        looseEquals(getProperty(job, toText(name)), one, {ignoreCase: true}),
      ),
    ),
  );
}

const NOT_FOUND = {
  Session: [
    'JobWithSpecifiedSessionNotFound',
    (what: string) =>
      `The command cannot find a job with the job ID ${what}. Verify the value of the Id parameter and then try the command again.`,
  ],
  InstanceId: [
    'JobWithSpecifiedInstanceIdNotFound',
    (what: string) =>
      `The command cannot find a job with the instance identifier ${what}. Verify the value of the InstanceId parameter, and then try the command again.`,
  ],
  Name: [
    'JobWithSpecifiedNameNotFound',
    (what: string) =>
      `The command cannot find the job because the job name ${what} was not found. Verify the value of the Name parameter, and then try the command again.`,
  ],
} as const;

function orError<State extends object>(
  run: Run<State>,
  found: Job[],
  by: keyof typeof NOT_FOUND,
  what: Value,
): Job[] {
  if (found.length > 0) return found;
  const [id, text] = NOT_FOUND[by];
  const exception = new NetException('System.ArgumentException', text(toText(what)));
  run.writeError(run.error(id, 'ObjectNotFound', exception, what));
  return [];
}
