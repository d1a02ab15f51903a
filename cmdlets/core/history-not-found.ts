/** The error for a number that no command of the history has. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';

export function historyNotFound(run: Run, id: bigint): void {
  const message = `Cannot locate the history for Id ${id}.`;
  run.writeError(
    run.error(
      'GetHistoryNoHistoryForId',
      'ObjectNotFound',
      new NetException('System.ArgumentException', message),
      id,
    ),
  );
}
