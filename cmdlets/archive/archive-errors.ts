/** Errors of Compress-Archive and Expand-Archive: ids and texts of Microsoft.PowerShell.Archive. */
import type {ErrorCategory} from '../../shell/errors/error-record.ts';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';

const ERRORS = {
  ArchiveCmdletPathNotFound: {
    category: 'InvalidArgument',
    text: (path: string) =>
      `The path '${path}' either does not exist or is not a valid file system path.`,
  },
  NotSupportedArchiveFileExtension: {
    category: 'InvalidArgument',
    text: (extension: string) =>
      `${extension} is not a supported archive file format. .zip is the only supported archive file format.`,
  },
  ArchiveFileExists: {
    category: 'PermissionDenied',
    text: (path: string) =>
      `The archive file ${path} already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file.`,
  },
  InvalidDestinationPath: {
    category: 'InvalidArgument',
    text: (path: string) =>
      `The path '${path}' specified by the DestinationPath parameter is not valid. It must be the path of a folder, which is made when it does not exist.`,
  },
  ExpandArchiveFileExists: {
    category: 'PermissionDenied',
    text: (file: string, archive: string) =>
      `Failed to create file '${file}' while expanding the archive file '${archive}' contents as the file '${file}' already exists. Use the -Force parameter if you want to overwrite the existing directory '${file}' contents when expanding the archive file.`,
  },
  InvalidArchive: {category: 'InvalidData', text: (reason: string) => reason},
} as const satisfies Record<
  string,
  {readonly category: ErrorCategory; readonly text: (a: string, b: string) => string}
>;

export function archiveError<State extends object>(
  run: Run<State>,
  id: keyof typeof ERRORS,
  a: string,
  b = '',
) {
  const {category, text} = ERRORS[id] as {
    category: ErrorCategory;
    text: (a: string, b: string) => string;
  };
  const type = id === 'InvalidArchive' ? 'System.IO.InvalidDataException' : 'System.IO.IOException';
  return run.error(id, category, new NetException(type, text(a, b)), a);
}
