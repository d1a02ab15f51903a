/**
 * Calls a method of the door and sees it through: waits for its job with progress, turns a refusal into the
 * vocabulary's error record. Return codes: wmi.md section 8.
 */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Door, MethodResult} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import type {ErrorCategory, ErrorRecord} from '../../shell/errors/error-record.ts';
import {numberOf, pathOf, textOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';

export const JOB_STARTED = 4096;
export const INVALID_STATE = 32775;

/** Method return codes that have a category of their own (wmi.md 23.1); others are NotSpecified. */
const CATEGORY: Readonly<Record<number, ErrorCategory>> = {
  32769: 'PermissionDenied',
  32772: 'OperationTimeout',
  32773: 'InvalidArgument',
  32774: 'ResourceBusy',
  32775: 'InvalidOperation',
  32778: 'ResourceUnavailable',
  32779: 'ObjectNotFound',
  32780: 'ResourceUnavailable',
  32788: 'ResourceExists',
};

export const categoryOfCode = (code: number): ErrorCategory => CATEGORY[code] ?? 'NotSpecified';

const TEXT: Readonly<Record<number, string>> = {
  32768: 'The operation failed.',
  32769: 'Access was denied.',
  32770: 'The operation is not supported.',
  32772: 'The operation timed out.',
  32773: 'A parameter of the operation is not valid.',
  32774: 'The system is in use.',
  32775: 'The operation cannot be performed while the object is in its current state.',
  32776: 'A value has the wrong data type.',
  32777: 'The system is not available.',
  32778: 'There is not enough memory to complete the operation.',
  32779: 'The file was not found.',
};

export interface Outcome {
  readonly code: number; // 0 when it was done
  readonly message: string;
  readonly result: MethodResult;
  /** The job at its end, where the method started one. */
  readonly job?: CimInstance;
}

/** Calls and waits. Never throws for a refusal: the code says it. */
export function perform(
  run: Run,
  target: string | CimInstance,
  method: string,
  params: Record<string, CimValue>,
  activity: string,
): Outcome {
  const door = run.door();
  const result = door.invoke(target, method, params);
  if (result.ReturnValue !== JOB_STARTED) {
    const message =
      typeof result.Message === 'string' ? result.Message : (TEXT[result.ReturnValue] ?? '');
    return {code: result.ReturnValue, message, result};
  }
  const job = follow(run, door, pathOf(result.Job) ?? '', activity);
  return {
    code: numberOf(job, 'JobState') === 7 ? 0 : numberOf(job, 'ErrorCode', 32768) || 32768,
    message: jobMessage(job),
    result,
    job,
  };
}

function follow(run: Run, door: Door, path: string, activity: string): CimInstance {
  let shown = false;
  const job = door.waitJob(path, state => {
    shown = true;
    run.writeProgress({
      activity,
      statusDescription: textOf(state, 'JobStatus') || 'In progress',
      percentComplete: numberOf(state, 'PercentComplete'),
    });
  });
  if (shown) run.writeProgress({activity, statusDescription: 'Completed', recordType: 'Completed'});
  return job;
}

/** The description; the summary repeats it in other words. */
function jobMessage(job: CimInstance): string {
  return textOf(job, 'ErrorDescription') || textOf(job, 'ErrorSummaryDescription');
}

/** The error record of an outcome that is not 0. */
export function refusal(
  speaker: Speaker,
  what: string,
  outcome: Outcome,
  target: unknown,
): ErrorRecord {
  const reason = outcome.message || TEXT[outcome.code] || `Return code ${outcome.code}.`;
  const category = categoryOfCode(outcome.code);
  const fault = typeof outcome.result.Fault === 'string' ? outcome.result.Fault : undefined;
  const hyperVId =
    fault ??
    (category === 'InvalidArgument'
      ? 'InvalidParameter'
      : outcome.code === INVALID_STATE
        ? 'InvalidState'
        : 'OperationFailed');
  const powerCliId = fault ?? 'Client20_TaskServiceImpl_CheckServerSideTaskUpdates_OperationFailed';
  const sentence = reason.startsWith(what) ? reason : `${what}: ${reason}`;
  return speaker.flavour === 'HyperV'
    ? vmError(speaker, hyperVId, category, sentence, target)
    : vmError(
        speaker,
        powerCliId,
        category,
        `The operation for the entity ${what} failed with the following message: "${reason}"`,
        target,
      );
}
