/** New-TimeSpan: the span between two dates, or of some days, hours and so on. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {localNow, ticksOf, timeSpanOfMs, timeSpanOfTicks} from './time-values.ts';

export const newTimeSpan = cmdlet({
  name: 'New-TimeSpan',
  module: 'Microsoft.PowerShell.Utility',
  className: 'NewTimeSpanCommand',
  defaultParameterSet: 'Date',
  outputTypes: ['System.TimeSpan'],
  synopsis: 'Creates a TimeSpan object.',
  parameters: {
    Start: {
      type: 'datetime',
      sets: {Date: {position: 0, pipeline: 'both'}},
      aliases: ['LastWriteTime'],
      help: 'The beginning of the span.',
    },
    End: {
      type: 'datetime',
      sets: {Date: {position: 1, pipeline: 'name'}},
      help: 'The end of the span.',
    },
    Days: {type: 'int', sets: {Time: {}}, help: 'Days.'},
    Hours: {type: 'int', sets: {Time: {}}, help: 'Hours.'},
    Minutes: {type: 'int', sets: {Time: {}}, help: 'Minutes.'},
    Seconds: {type: 'int', sets: {Time: {}}, help: 'Seconds.'},
    Milliseconds: {type: 'int', sets: {Time: {}}, help: 'Milliseconds.'},
  },
  examples: [
    {title: 'Ninety minutes', code: '(New-TimeSpan -Minutes 90).TotalHours', output: ['1.5']},
  ],

  process(run, p) {
    if (run.parameterSetName === 'Time') {
      const hours = (p.Days ?? 0) * 24 + (p.Hours ?? 0);
      const seconds = (hours * 60 + (p.Minutes ?? 0)) * 60 + (p.Seconds ?? 0);
      run.writeObject(timeSpanOfMs(seconds * 1000 + (p.Milliseconds ?? 0)));
      return;
    }
    const now = localNow();
    run.writeObject(timeSpanOfTicks(ticksOf(p.End ?? now) - ticksOf(p.Start ?? now)));
  },
});
