/** The file that Out-File, Export-Csv and Tee-Object write: its path, -NoClobber, -Append, -Force, encoding. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isContainer, isFile} from '../../shell/providers/items.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {type Encoding, encode, markedEncoding} from '../../shell/types/encoding.ts';
import {NetException} from '../../shell/values/index.ts';

interface TargetArguments {
  readonly path: string | undefined;
  readonly literalPath: string | undefined;
  readonly append: boolean;
  readonly noClobber: boolean;
  readonly force: boolean;
  readonly encoding: Encoding | undefined;
}

/** Checks the target and returns its absolute path; what cannot be written ends the cmdlet. */
export function openTarget<State extends object>(run: Run<State>, target: TargetArguments): string {
  const file = targetPath(run, target);
  if (existsSync(file) && statSync(file).isDirectory())
    fail(
      run,
      'FileOpenFailure',
      'OpenError',
      'System.UnauthorizedAccessException',
      `Access to the path '${file}' is denied.`,
      file,
    );
  if (target.noClobber && !target.append && existsSync(file))
    fail(
      run,
      'NoClobber',
      'ResourceExists',
      'System.IO.IOException',
      `The file '${file}' already exists.`,
      file,
    );
  try {
    if (target.force && existsSync(file)) chmodSync(file, statSync(file).mode | 0o200);
    if (!target.append || !existsSync(file)) writeFileSync(file, '');
  } catch (error) {
    openFailed(run, file, error);
  }
  return file;
}

function targetPath<State extends object>(
  run: Run<State>,
  {path, literalPath}: TargetArguments,
): string {
  if (literalPath !== undefined) return inFileSystem(run, literalPath);
  const found = expandPath(run.session, path ?? '', true);
  if (found.length > 1)
    fail(
      run,
      'ReadWriteMultipleFilesNotSupported',
      'InvalidArgument',
      'System.Management.Automation.PSInvalidOperationException',
      'Cannot perform operation because the wildcard path resolved to more than one file.',
      path,
    );
  const [place] = found;
  return place && isFile(place) && !isContainer(place) ? place.path : inFileSystem(run, path ?? '');
}

function inFileSystem<State extends object>(run: Run<State>, text: string): string {
  const place = resolvePath(run.session, text);
  if (isFile(place)) return place.path;
  return fail(
    run,
    'ReadWriteFileNotFileSystemProvider',
    'InvalidArgument',
    'System.Management.Automation.PSInvalidOperationException',
    `Cannot perform operation because the current provider (${place.drive.provider.fullName}) cannot open a file.`,
    text,
  );
}

function openFailed<State extends object>(run: Run<State>, file: string, error: unknown): never {
  const code = (error as {code?: unknown}).code;
  if (code === 'ENOENT')
    fail(
      run,
      'FileOpenFailure',
      'OpenError',
      'System.IO.DirectoryNotFoundException',
      `Could not find a part of the path '${file}'.`,
      file,
    );
  if (code === 'EACCES' || code === 'EPERM')
    fail(
      run,
      'FileOpenFailure',
      'OpenError',
      'System.UnauthorizedAccessException',
      `Access to the path '${file}' is denied.`,
      file,
    );
  throw error;
}

function fail<State extends object>(
  run: Run<State>,
  id: string,
  category: 'OpenError' | 'ResourceExists' | 'InvalidArgument',
  type: string,
  message: string,
  file: unknown,
): never {
  run.throwTerminatingError(run.error(id, category, new NetException(type, message), file));
}

/** Adds text to an opened target; a new file begins with the mark of its encoding. */
export function appendText(file: string, text: string, encoding: Encoding | undefined) {
  const isNew = statSync(file).size === 0;
  const given = encoding ?? (isNew ? undefined : markedEncoding(readFileSync(file).subarray(0, 4)));
  appendFileSync(file, encode(text, given, isNew));
}
