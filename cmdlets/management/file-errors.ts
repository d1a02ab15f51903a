/** Errors of the operating system as PowerShell's error records: ids by cmdlet, categories by kind. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ErrorCategory} from '../../shell/errors/error-category.ts';
import {NetException} from '../../shell/values/index.ts';

interface SystemError {
  readonly code: string;
  readonly path?: string;
  readonly message: string;
}

function isSystemError(error: unknown): error is SystemError & Error {
  return error instanceof Error && typeof (error as {code?: unknown}).code === 'string';
}

const TEXTS: Readonly<Record<string, (path: string) => readonly [type: string, text: string]>> = {
  EACCES: path => ['System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`],
  EPERM: path => ['System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`],
  EROFS: path => ['System.IO.IOException', `Read-only file system : '${path}'`],
  ENOENT: path => [
    'System.IO.DirectoryNotFoundException',
    `Could not find a part of the path '${path}'.`,
  ],
  EEXIST: path => ['System.IO.IOException', `The file '${path}' already exists.`],
  EISDIR: path => ['System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`],
  ENOTDIR: path => ['System.IO.IOException', `The directory name is invalid. : '${path}'`],
  ENOTEMPTY: path => ['System.IO.IOException', `Directory not empty : '${path}'`],
  ENOSPC: path => ['System.IO.IOException', `No space left on device : '${path}'`],
};

/** What .NET throws for the error. */
export function netError(error: unknown, path: string): NetException {
  if (error instanceof NetException) return error;
  if (!isSystemError(error)) throw error;
  const [type, text] = TEXTS[error.code]?.(path) ?? [
    'System.IO.IOException',
    `${error.message} : '${path}'`,
  ];
  return new NetException(type, text);
}

/**
 * Runs `work` on a file; its failure is a non-terminating error. `id` names the error, but an access that
 * was denied has `deniedId` where the cmdlet has one.
 */
export function onFile<State extends object, T>(
  run: Run<State>,
  path: string,
  ids: {id: string; category?: ErrorCategory; deniedId?: string},
  work: () => T,
): T | undefined {
  try {
    return work();
  } catch (error) {
    const exception = netError(error, path);
    const denied = exception.type.fullName === 'System.UnauthorizedAccessException';
    const id = denied && ids.deniedId ? ids.deniedId : (exception.errorId ?? ids.id);
    run.writeError(
      run.error(id, denied ? 'PermissionDenied' : (ids.category ?? 'WriteError'), exception, path),
    );
    return undefined;
  }
}
