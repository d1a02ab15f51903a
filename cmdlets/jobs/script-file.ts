/** The script file a job is to run. */
import {existsSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';

/** Its absolute path; an error ends the cmdlet when it is not there. */
export function scriptFile<State extends object>(run: Run<State>, text: string): string {
  const file = run.session.resolvePath(text);
  if (existsSync(file)) return file;
  return run.throwTerminatingError(
    run.error(
      'PathNotFound',
      'ObjectNotFound',
      new NetException(
        'System.Management.Automation.ItemNotFoundException',
        `Cannot find path '${file}' because it does not exist.`,
      ),
      text,
    ),
  );
}
