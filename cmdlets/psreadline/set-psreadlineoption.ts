/** Set-PSReadLineOption: sets the line editor of the prompt, for this session and those to come. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  type HistorySaveStyle,
  type PredictionSource,
  type Settings,
  writeSettings,
} from '../../shell/settings/settings.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';
import {writtenValue} from './unwritten.ts';

export const setPSReadLineOption = cmdlet({
  name: 'Set-PSReadLineOption',
  module: 'PSReadLine',
  className: 'Microsoft.PowerShell.SetPSReadLineOption',
  synopsis: 'Sets options of the line editor at the prompt. They are kept in the state folder.',
  parameters: {
    EditMode: {
      type: 'string',
      validate: [{set: ['Windows', 'Emacs', 'Vi']}],
      help: 'The keys that edit; only Emacs is written.',
    },
    HistorySaveStyle: {
      type: 'string',
      validate: [{set: ['SaveIncrementally', 'SaveAtExit', 'SaveNothing']}],
      help: 'SaveIncrementally keeps each input when it is accepted; SaveNothing keeps none.',
    },
    MaximumHistoryCount: {
      type: 'int',
      validate: [{range: [1, 32767]}],
      help: 'How many inputs the history holds.',
    },
    PredictionSource: {
      type: 'string',
      validate: [{set: ['None', 'History', 'Plugin', 'HistoryAndPlugin']}],
      help: 'History shows, dim, what an earlier input would add; None shows nothing.',
    },
    PredictionViewStyle: {
      type: 'string',
      validate: [{set: ['InlineView', 'ListView']}],
      help: 'Where predictions are shown; only InlineView is written.',
    },
  },
  examples: [
    {title: 'No predictions', code: 'Set-PSReadLineOption -PredictionSource None'},
    {title: 'A longer history', code: 'Set-PSReadLineOption -MaximumHistoryCount 20000'},
  ],
  end(run, p) {
    for (const option of ['EditMode', 'PredictionViewStyle'] as const) {
      const value = p[option];
      if (value !== undefined) writtenValue(run, option, value);
    }
    const style = p.HistorySaveStyle;
    const source = p.PredictionSource;
    const changes: Partial<Settings> = {
      ...(style === undefined
        ? {}
        : {historySaveStyle: writtenValue(run, 'HistorySaveStyle', style) as HistorySaveStyle}),
      ...(source === undefined
        ? {}
        : {predictionSource: writtenValue(run, 'PredictionSource', source) as PredictionSource}),
      ...(p.MaximumHistoryCount === undefined ? {} : {maximumHistoryCount: p.MaximumHistoryCount}),
    };
    if (Object.keys(changes).length > 0) writeSettings(stateFolder(), changes);
  },
});
