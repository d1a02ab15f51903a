/** Clear-History: forgets commands of the history. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {historyOf} from '../../shell/session/history.ts';
import {wildcard} from '../../shell/values/index.ts';

export const clearHistory = cmdlet({
  name: 'Clear-History',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['clhy'],
  className: 'ClearHistoryCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'IDParameter',
  synopsis: 'Deletes entries from the session command history.',
  parameters: {
    Id: {type: 'int[]', sets: {IDParameter: {position: 0}}, help: 'Numbers of commands.'},
    CommandLine: {
      type: 'string[]',
      sets: {CommandLineParameter: {}},
      wildcards: true,
      help: 'Texts of commands; wildcards are allowed.',
    },
    Count: {type: 'int', position: 1, validate: [{range: [1, 32767]}], help: 'How many.'},
    Newest: {type: 'switch', help: 'Counts from the newest.'},
  },
  examples: [{title: 'All commands', code: 'Clear-History'}],

  process(run, p) {
    const history = historyOf(run.session);
    const fits = p.CommandLine?.map(pattern => wildcard(pattern));
    const chosen = history.entries.filter(
      entry =>
        (p.Id === undefined || p.Id.includes(entry.id)) &&
        (fits === undefined || fits.some(test => test(entry.record.commandLine))),
    );
    const ordered = p.Newest ? chosen.toReversed() : chosen;
    const gone = ordered.slice(0, p.Count ?? ordered.length);
    if (run.shouldProcess('History', 'Clear-History')) history.remove(gone);
  },
});
