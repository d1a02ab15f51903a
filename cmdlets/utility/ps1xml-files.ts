/** The .ps1xml files that -PrependPath and -AppendPath name, found and read, with the errors of both cmdlets. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {decode} from '../../shell/types/encoding.ts';
import {NetException} from '../../shell/values/index.ts';
import {XmlError} from './xml-tree.ts';

export interface FileReading<T> {
  /** For ShouldProcess. */
  readonly action: string;
  /** Id of the error that says that a file's text is wrong, and what was read. */
  readonly errorId: string;
  readonly kind: string;
  /** Throws XmlError. */
  readonly read: (text: string) => T[];
}

/** What the files hold, in the order given; a file that can not be read is an error of its own. */
export function readFiles<T>(
  run: Run,
  paths: readonly string[] | undefined,
  reading: FileReading<T>,
): {file: string; items: T[]}[] {
  return (paths ?? []).flatMap(text => {
    const found = expandPath(run.session, text, true).map(place => place.path);
    const files = found.length > 0 ? found : [filePath(run.session, text)];
    return files
      .filter(file => run.shouldProcess(`FileName: ${file}`, reading.action))
      .map(file => ({file, items: readFile(run, file, reading)}));
  });
}

function readFile<T>(run: Run, file: string, {errorId, kind, read}: FileReading<T>): T[] {
  const refuse = (id: string, text: string): T[] => {
    const exception = new NetException('System.Management.Automation.RuntimeException', text);
    run.writeError(run.error(id, 'InvalidOperation', exception, file));
    return [];
  };
  if (path.extname(file).toLowerCase() !== '.ps1xml')
    return refuse(
      'WrongExtension',
      `Cannot read the file "${file}"  because it does not have the file name extension "ps1xml".`,
    );
  if (!existsSync(file))
    return refuse('PathNotFound', `Cannot find path '${file}' because it does not exist.`);
  try {
    return read(decode(readFileSync(file)));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return refuse(
      errorId,
      `There were errors in loading the ${kind} data file: ${file}: ${error.message}`,
    );
  }
}
