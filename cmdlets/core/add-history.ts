/** Add-History: puts commands into the history, such as those of another session. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {msOfTime} from '../../shell/providers/file-time.ts';
import '../../shell/session/history-type.ts';
import {historyLimit, historyOf} from '../../shell/session/history.ts';
import {
  convertTo,
  getProperty,
  hasProperty,
  NetException,
  toText,
} from '../../shell/values/index.ts';

const STATES = ['Completed', 'Failed', 'Stopped'] as const;

export const addHistory = cmdlet({
  name: 'Add-History',
  module: 'Microsoft.PowerShell.Core',
  className: 'AddHistoryCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.HistoryInfo'],
  synopsis: 'Appends entries to the session history.',
  parameters: {
    InputObject: {
      type: 'psobject[]',
      position: 0,
      pipeline: 'value',
      help: 'Commands as Get-History or Import-Csv write them.',
    },
    Passthru: {type: 'switch', help: 'Writes the new entries.'},
  },
  examples: [{title: 'Commands of another session', code: 'Import-Csv old.csv | Add-History'}],

  process(run, p) {
    for (const object of p.InputObject ?? []) {
      const status = STATES.find(each => each === toText(getProperty(object, 'ExecutionStatus')));
      const isWhole = ['CommandLine', 'StartExecutionTime', 'EndExecutionTime'].every(name =>
        hasProperty(object, name),
      );
      if (!status || !isWhole) {
        const message =
          'Cannot add history because the input object has a format that is not valid.';
        run.writeError(
          run.error(
            'AddHistoryInvalidInput',
            'InvalidData',
            new NetException('System.IO.InvalidDataException', message),
            object,
          ),
        );
        continue;
      }
      const record = {
        commandLine: toText(getProperty(object, 'CommandLine')),
        status,
        start: msOfTime(convertTo(getProperty(object, 'StartExecutionTime'), 'datetime')),
        end: msOfTime(convertTo(getProperty(object, 'EndExecutionTime'), 'datetime')),
      };
      const made = historyOf(run.session).add(record, historyLimit(run.session));
      if (p.Passthru) run.writeObject(made);
    }
  },
});
