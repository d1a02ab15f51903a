/** Jobs, their states and events as .NET types. */
import {DateTime} from '../types/date-time.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {declareEvents, raise} from '../events/event-source.ts';
import {convertTo} from '../conversion/convert.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {PropertySpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {Job, type JobState, type StateChange} from './job.ts';

const SMA = 'System.Management.Automation.';

const stateType = defineEnum({
  fullName: `${SMA}JobState`,
  values: {
    NotStarted: 0,
    Running: 1,
    Completed: 2,
    Failed: 3,
    Stopped: 4,
    Blocked: 5,
    Suspended: 6,
    Disconnected: 7,
    Suspending: 8,
    Stopping: 9,
    AtBreakpoint: 10,
  },
});

/** A state and, of failures, what caused it. */
class JobStateInfo {
  readonly state: JobState;
  readonly reason: Value;
  constructor(state: JobState, reason: Value) {
    this.state = state;
    this.reason = reason;
  }
}

defineType<JobStateInfo>({
  fullName: `${SMA}JobStateInfo`,
  instance: JobStateInfo,
  toText: self => self.state,
  properties: {
    State: {get: self => enumValue(stateType, self.state)},
    Reason: {
      get: ({reason}) => (reason instanceof ErrorRecord ? reason.exception : null),
    },
  },
});

/** What -WriteEvents writes, and the arguments of StateChanged. */
export class JobStateEventArgs {
  readonly change: StateChange;
  constructor(change: StateChange) {
    this.change = change;
  }
}

defineType<JobStateEventArgs>({
  fullName: `${SMA}JobStateEventArgs`,
  instance: JobStateEventArgs,
  properties: {
    JobStateInfo: {get: ({change}) => new JobStateInfo(change.state, change.job.reason)},
    PreviousJobStateInfo: {get: ({change}) => new JobStateInfo(change.previous, null)},
  },
});

/** Takes in what arrived before a property is read. */
function fresh(get: (job: Job) => Value, type?: string): PropertySpec<Job> {
  return {
    ...(type ? {type} : {}),
    get(job) {
      job.refresh();
      return get(job);
    },
  };
}

const time = (date: Date | null): Value =>
  date === null ? null : DateTime.fromDate(date).toLocalTime();

declareEvents(`${SMA}Job`, ['StateChanged'], target => {
  const listener = (change: StateChange) =>
    raise(target, 'StateChanged', new JobStateEventArgs(change));
  const {listeners} = target as Job;
  listeners.add(listener);
  return () => void listeners.delete(listener);
});

const jobType = defineType<Job>({
  fullName: `${SMA}Job`,
  abstract: true,
  properties: {
    Id: {type: 'int', get: job => job.id},
    Name: {
      type: 'string',
      get: job => job.name,
      set(job, value) {
        job.name = convertTo(value, 'string') as string;
      },
    },
    PSJobTypeName: {type: 'string', get: job => job.kind},
    State: fresh(job => enumValue(stateType, job.state)),
    HasMoreData: fresh(job => job.hasMoreData, 'bool'),
    Location: {type: 'string', get: job => job.location},
    Command: {type: 'string', get: job => job.command},
    StatusMessage: {type: 'string', get: () => ''},
    JobStateInfo: fresh(job => new JobStateInfo(job.state, job.reason)),
    Finished: {get: () => null, hidden: true},
    InstanceId: {get: job => convertTo(job.instanceId, 'guid')},
    ChildJobs: {get: job => [...job.children]},
    PSBeginTime: fresh(job => time(job.begin)),
    PSEndTime: fresh(job => time(job.end)),
    Output: fresh(job => job.streams.output),
    Error: fresh(job => job.streams.error),
    Progress: fresh(job => job.streams.progress),
    Verbose: fresh(job => job.streams.verbose),
    Debug: fresh(job => job.streams.debug),
    Warning: fresh(job => job.streams.warning),
    Information: fresh(job => job.streams.information),
  },
  methods: {
    StopJob: {call: job => void job.stop()},
    Dispose: {call: job => void job.stop()},
  },
});
const job2Type = defineType<Job>({fullName: `${SMA}Job2`, base: jobType, abstract: true});

/** Jobs of Start-Job and `&`. */
export class BackgroundJob extends Job {
  readonly kind = 'BackgroundJob';
  override readonly location = 'localhost';
}
export class BackgroundChildJob extends Job {
  readonly kind = '';
  override readonly location = 'localhost';
  override readonly failure = 'reason';
}
export class ThreadJob extends Job {
  readonly kind = 'ThreadJob';
}
/** ForEach-Object -Parallel -AsJob, and its items. */
export class TaskJob extends Job {
  readonly kind = 'PSTaskJob';
}
export class TaskChildJob extends Job {
  readonly kind = 'PSTaskChildJob';
}
/** The action of an event's subscriber. */
export class EventJob extends Job {
  readonly kind = '';
  override readonly location = '';
}

defineType({fullName: `${SMA}PSRemotingJob`, base: jobType, instance: BackgroundJob});
defineType({fullName: `${SMA}PSRemotingChildJob`, base: jobType, instance: BackgroundChildJob});
defineType({fullName: 'ThreadJob.ThreadJob', base: job2Type, instance: ThreadJob});
defineType({fullName: `${SMA}PSTasks.PSTaskJob`, base: jobType, instance: TaskJob});
defineType({fullName: `${SMA}PSTasks.PSTaskChildJob`, base: jobType, instance: TaskChildJob});
defineType<EventJob>({
  fullName: `${SMA}PSEventJob`,
  base: jobType,
  instance: EventJob,
});
