/** Invoke-History: runs a command of the history again. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {parseBlock} from '../../shell/eval/parse-block.ts';
import {historyOf} from '../../shell/session/history.ts';
import {NetException} from '../../shell/values/index.ts';
import {runBlockInto} from './run-block.ts';

export const invokeHistory = cmdlet({
  name: 'Invoke-History',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['ihy', 'r'],
  className: 'InvokeHistoryCommand',
  supportsShouldProcess: true,
  synopsis: 'Runs commands from the session history.',
  parameters: {
    Id: {
      type: 'string',
      position: 0,
      pipeline: 'name',
      help: 'The number of a command, or how its text begins; default the last one.',
    },
  },
  examples: [{title: 'Once more', code: 'Invoke-History 3'}],

  process(run, p) {
    const {session} = run;
    const {entries} = historyOf(session);
    const wanted = p.Id;
    const found =
      wanted === undefined
        ? entries.at(-1)
        : (entries.find(entry => String(entry.id) === wanted) ??
          entries.findLast(entry => entry.record.commandLine.startsWith(wanted)));
    if (!found)
      return run.throwTerminatingError(
        run.error(
          'InvokeHistoryNoLastHistoryEntry',
          'InvalidOperation',
          new NetException(
            'System.InvalidOperationException',
            wanted === undefined
              ? 'Cannot locate the most recent history.'
              : `Cannot locate the history for command line ${wanted}.`,
          ),
        ),
      );
    const {commandLine} = found.record;
    if (!run.shouldProcess(commandLine, 'Invoke-History')) return;
    session.host.writeLine(commandLine);
    runBlockInto(run, parseBlock(commandLine, session, session.globalState), {});
  },
});
