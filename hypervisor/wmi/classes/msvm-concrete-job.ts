/** Msvm_ConcreteJob and its kin: what a method started (wmi.md 10). Hvsh_GuestJob ran a script in a guest. */
import {type Job, type JobClass, JOB_KEPT_MS, JOB_STATE} from '../../root/vmms/jobs.ts';
import {RETURN} from '../../root/vmms/vmms-error.ts';
import {type CimObject, type WmiClass, wmiClass} from '../class-definition.ts';
import {cimInterval, cimTime} from '../date-time.ts';
import {formatXml} from '../embedded.ts';

const STATUS: Readonly<Record<number, string>> = {
  [JOB_STATE.New]: 'Job is new',
  [JOB_STATE.Starting]: 'Job is starting',
  [JOB_STATE.Running]: 'Job is running',
  [JOB_STATE.Completed]: 'Job is completed',
  [JOB_STATE.Terminated]: 'Job is terminated',
  [JOB_STATE.Exception]: 'Job failed',
};

/** CIM status by return code, for Msvm_Error. */
const CIM_STATUS: Readonly<Record<number, number>> = {
  [RETURN.AccessDenied]: 2,
  [RETURN.InvalidParameter]: 4,
  [RETURN.FileNotFound]: 6,
  [RETURN.NotSupported]: 7,
  [RETURN.ObjectExists]: 11,
  [RETURN.IncorrectDataType]: 13,
};

/** CIM_ConcreteJob.RequestStateChange. */
const TERMINATE = 4;
const KILL = 5;

const GUEST_PROPERTIES = {
  ExitCode: (job: Job) => job.answer?.exitCode,
  Output: (job: Job) => job.answer?.output,
};

/** Msvm_Error as text; undefined for a job that did not fail. */
function errorText(job: Job): string | undefined {
  if (!job.error) return undefined;
  const {returnCode, message, fault} = job.error;
  const properties = {
    Message: message,
    MessageID: fault ?? String(returnCode),
    CIMStatusCode: CIM_STATUS[returnCode] ?? 1,
    ErrorType: 4,
    PerceivedSeverity: 5,
    OwningEntity: job.owner,
  };
  return formatXml({className: 'Msvm_Error', path: '', properties}, name =>
    /^(Message|MessageID|OwningEntity)$/.test(name) ? 'string' : 'uint16',
  );
}

function jobClass(name: JobClass): WmiClass<Job> {
  return wmiClass<Job>(name, {
    *list(vmms) {
      for (const job of vmms.jobs.all.values()) if (job.className === name) yield job;
    },
    find: (keys, vmms) => {
      const job = vmms.jobs.all.get((keys.get('instanceid') ?? keys.get('') ?? '').toUpperCase());
      return job?.className === name ? job : undefined;
    },
    properties: {
      InstanceID: job => job.id,
      Name: job => job.name,
      Caption: job => job.name,
      Description: job => job.name,
      ElementName: job => job.name,
      JobState: job => job.state,
      JobStatus: job =>
        (job.ended === undefined ? job.status : undefined) ?? STATUS[job.state] ?? null,
      JobType: job => job.type,
      PercentComplete: job => job.percent,
      HealthState: job => (job.error ? 25 : 5),
      OperationalStatus: job => (job.error ? [6, 17] : job.ended === undefined ? [2] : [2, 17]),
      StatusDescriptions: job => [
        job.error ? 'Error' : 'OK',
        ...(job.ended === undefined ? [] : ['Completed']),
      ],
      StartTime: job => cimTime(job.submitted),
      TimeSubmitted: job => cimTime(job.submitted),
      TimeOfLastStateChange: job => cimTime(job.changed),
      ElapsedTime: job => cimInterval(job.elapsedMs),
      Cancellable: job => job.abort !== undefined,
      DeleteOnCompletion: () => false,
      TimeBeforeRemoval: () => cimInterval(JOB_KEPT_MS),
      LocalOrUtcTime: () => 2,
      ErrorCode: job => job.error?.returnCode ?? 0,
      ErrorDescription: job => job.error?.message,
      ErrorSummaryDescription: job => job.error?.message,
      ...(name === 'Hvsh_GuestJob' ? GUEST_PROPERTIES : {}),
    },
    methods: {
      RequestStateChange: (job, args) => {
        const asked = args.number('RequestedState');
        if ((asked !== TERMINATE && asked !== KILL) || !job.abort) return RETURN.InvalidParameter;
        job.abort.abort();
        return RETURN.Completed;
      },
      GetError: job => ({ReturnValue: 0, Error: errorText(job) ?? null}),
      GetErrorEx: job => {
        const text = errorText(job);
        return {ReturnValue: 0, Errors: text === undefined ? [] : [text]};
      },
    },
  });
}

export const msvmConcreteJob = jobClass('Msvm_ConcreteJob');

export const jobClasses: readonly WmiClass<Job>[] = [
  msvmConcreteJob,
  jobClass('Msvm_StorageJob'),
  jobClass('Hvsh_GuestJob'),
  jobClass('Msvm_CopyFileToGuestJob'),
];

export function jobObject(job: Job): CimObject<Job> {
  const found = jobClasses.find(({name}) => name === job.className);
  if (!found) throw new RangeError(`no class for ${job.className}`);
  return found.of(job);
}

/** The job an object is, whatever its class. */
export function jobFrom(object: CimObject): Job | undefined {
  for (const row of jobClasses) {
    const job = row.from(object);
    if (job) return job;
  }
  return undefined;
}
