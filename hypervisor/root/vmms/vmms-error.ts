/** Refusals of VMMS: the return code a method answers with, and the sentence for people (wmi.md 8). */

export const RETURN = {
  Completed: 0,
  NotSupportedByClass: 1,
  JobStarted: 4096,
  Failed: 32768,
  AccessDenied: 32769,
  NotSupported: 32770,
  StatusUnknown: 32771,
  Timeout: 32772,
  InvalidParameter: 32773,
  InUse: 32774,
  InvalidState: 32775,
  IncorrectDataType: 32776,
  NotAvailable: 32777,
  OutOfMemory: 32778,
  FileNotFound: 32779,
  NotReady: 32780, //            of a pool: insufficient resources
  Locked: 32781,
  ShutdownInProgress: 32782,
  ParentCycle: 32787, //        of virtual disks
  ObjectExists: 32788,
  ObjectNotFound: 32789,
} as const;

/**
 * Thrown inside VMMS and turned into a ReturnValue, or a job's ErrorCode, at its door.
 * `fault` is the engine's refusal kind (resources.md 4.4) where there is one.
 */
export class VmmsError extends Error {
  readonly returnCode: number;
  readonly fault: string | undefined;

  constructor(
    returnCode: number,
    message: string,
    options: {fault?: string; cause?: unknown} = {},
  ) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.name = 'VmmsError';
    this.returnCode = returnCode;
    this.fault = options.fault;
  }
}

const BY_ERRNO: Readonly<Record<string, number>> = {
  ENOENT: RETURN.FileNotFound,
  EACCES: RETURN.AccessDenied,
  EPERM: RETURN.AccessDenied,
  EROFS: RETURN.AccessDenied,
  EEXIST: RETURN.Failed,
  EBUSY: RETURN.InUse,
  ENOMEM: RETURN.OutOfMemory,
};

/** Any error as a refusal: those of the file system get the code that fits, all others are Failed. */
export function refusalOf(error: unknown): VmmsError {
  if (error instanceof VmmsError) return error;
  const {code, message} = error as NodeJS.ErrnoException;
  const text =
    code === 'ENOSPC' ? 'There is not enough space on the disk.' : String(message ?? error);
  return new VmmsError(BY_ERRNO[code ?? ''] ?? RETURN.Failed, text, {cause: error});
}
