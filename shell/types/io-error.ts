/** Errors of the file system as the exceptions .NET throws for them. */
import {absolutePath} from './current-directory.ts';
import {NetException} from '../values/net-exception.ts';

function exceptionFor(
  code: string,
  target: string,
  isDirectory: boolean,
): NetException | undefined {
  switch (code) {
    case 'ENOENT':
      return isDirectory
        ? new NetException(
            'System.IO.DirectoryNotFoundException',
            `Could not find a part of the path '${target}'.`,
          )
        : new NetException('System.IO.FileNotFoundException', `Could not find file '${target}'.`, {
            fields: {FileName: target},
          });
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
      return new NetException(
        'System.UnauthorizedAccessException',
        `Access to the path '${target}' is denied.`,
      );
    case 'EEXIST':
      return new NetException('System.IO.IOException', `The file '${target}' already exists.`);
    case 'ENOTEMPTY':
      return new NetException('System.IO.IOException', `Directory not empty : '${target}'`);
    case 'ENOTDIR':
      return new NetException(
        'System.IO.DirectoryNotFoundException',
        `Could not find a part of the path '${target}'.`,
      );
    case 'ENOSPC':
      return new NetException('System.IO.IOException', `No space left on device : '${target}'`);
    default:
      return undefined;
  }
}

/** Runs a file operation on `target` (made absolute); its failures become .NET exceptions. */
export function onPath<T>(target: string, run: (full: string) => T, isDirectory = false): T {
  if (!target)
    throw new NetException(
      'System.ArgumentException',
      "The value cannot be an empty string. (Parameter 'path')",
    );
  const full = absolutePath(target);
  try {
    return run(full);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code) throw error;
    throw (
      exceptionFor(code, full, isDirectory) ??
      new NetException('System.IO.IOException', `${(error as Error).message}`)
    );
  }
}
