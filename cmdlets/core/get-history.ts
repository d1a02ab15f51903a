/** Get-History: the commands that were run in this session. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import '../../shell/session/history-type.ts';
import {historyOf} from '../../shell/session/history.ts';
import {historyNotFound} from './history-not-found.ts';

export const getHistory = cmdlet({
  name: 'Get-History',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['ghy', 'h', 'history'],
  className: 'GetHistoryCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.HistoryInfo'],
  synopsis: 'Gets a list of the commands entered during the current session.',
  parameters: {
    Id: {
      type: 'long[]',
      position: 0,
      pipeline: 'value',
      help: 'Numbers of commands; with -Count, the number of the last one.',
    },
    Count: {type: 'int', position: 1, validate: [{range: [0, 32767]}], help: 'How many.'},
  },
  examples: [{title: 'The last command', code: 'Get-History -Count 1'}],

  process(run, p) {
    const {entries} = historyOf(run.session);
    if (p.Id === undefined) {
      const count = p.Count ?? entries.length;
      for (const entry of count === 0 ? [] : entries.slice(-count)) run.writeObject(entry);
      return;
    }
    for (const id of p.Id) {
      const at = entries.findIndex(entry => entry.id === Number(id));
      if (at < 0) historyNotFound(run, id);
      else
        for (const entry of entries.slice(Math.max(0, at + 1 - (p.Count ?? 1)), at + 1))
          run.writeObject(entry);
    }
  },
});
