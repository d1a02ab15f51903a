/** How a cmdlet refuses a wrong `-Property` argument: PowerShell's error ids, as a terminating error. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Refuse} from '../../shell/format/property-argument.ts';
import {NetException} from '../../shell/values/index.ts';

export function refusal<State extends object>(run: Run<State>): Refuse {
  return (errorId, message) =>
    run.throwTerminatingError(
      run.error(
        errorId,
        'InvalidArgument',
        new NetException('System.NotSupportedException', message),
      ),
    );
}
