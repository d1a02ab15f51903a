/** Get-PSReadLineOption: how the line editor of the prompt is set. */
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {HISTORY_FILE} from '../../shell/prompt/history-file.ts';
import {readSettings} from '../../shell/settings/settings.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';
import {customObject} from '../../shell/values/index.ts';

export const getPSReadLineOption = cmdlet({
  name: 'Get-PSReadLineOption',
  module: 'PSReadLine',
  className: 'Microsoft.PowerShell.GetPSReadLineOption',
  synopsis: 'Gets the options of the line editor at the prompt.',
  parameters: {},
  outputTypes: ['Microsoft.PowerShell.PSConsoleReadLineOptions'],
  examples: [{title: 'See the options', code: 'Get-PSReadLineOption'}],
  end(run) {
    const folder = stateFolder();
    const settings = readSettings(folder);
    const options = {
      EditMode: 'Emacs',
      ContinuationPrompt: '>> ',
      HistoryNoDuplicates: true,
      HistorySavePath: path.join(folder, HISTORY_FILE),
      HistorySaveStyle: settings.historySaveStyle,
      HistorySearchCaseSensitive: false,
      MaximumHistoryCount: settings.maximumHistoryCount,
      PredictionSource: settings.predictionSource,
      PredictionViewStyle: 'InlineView',
    };
    run.writeObject(customObject(options, 'Microsoft.PowerShell.PSConsoleReadLineOptions'));
  },
});
