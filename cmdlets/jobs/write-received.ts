/** Objects of a job's streams, written to the same streams here. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Received} from '../../shell/jobs/job.ts';
import {ProgressValue} from '../../shell/jobs/progress-record.ts';
import {ErrorRecord} from '../../shell/errors/error-record.ts';
import {toText} from '../../shell/values/index.ts';

/** Verbose, debug and information records were wanted where they were made: no preference hides them here. */
export function writeReceived<State extends object>(
  run: Run<State>,
  {stream, value}: Received,
): void {
  switch (stream) {
    case 'output':
      return run.writeObject(value);
    case 'error':
      if (value instanceof ErrorRecord) run.writeError(value);
      return;
    case 'warning':
      return run.writeWarning(toText(value));
    case 'verbose':
    case 'debug':
    case 'information':
      return run.runtime.streams[stream].process(value);
    case 'progress':
      if (value instanceof ProgressValue) run.writeProgress(value.record);
  }
}
