/** Start-Sleep: waits; Ctrl-C ends the wait. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asNumber, getProperty} from '../../shell/values/index.ts';

export const startSleep = cmdlet({
  name: 'Start-Sleep',
  module: 'Microsoft.PowerShell.Utility',
  className: 'StartSleepCommand',
  defaultParameterSet: 'Seconds',
  synopsis: 'Suspends the activity in a script or session for the specified period of time.',
  parameters: {
    Seconds: {
      type: 'double',
      sets: {Seconds: {mandatory: true, position: 0, pipeline: 'both'}},
      help: 'Seconds.',
    },
    Milliseconds: {
      type: 'int',
      sets: {Milliseconds: {mandatory: true, pipeline: 'name'}},
      aliases: ['ms'],
      help: 'Milliseconds.',
    },
    Duration: {
      type: 'timespan',
      sets: {FromTimeSpan: {mandatory: true, pipeline: 'both'}},
      aliases: ['ts'],
      help: 'A time span.',
    },
  },
  examples: [{title: 'Half a second', code: 'Start-Sleep -Milliseconds 500'}],

  process(run, p) {
    if (p.Milliseconds !== undefined) run.sleep(p.Milliseconds);
    else if (p.Duration !== undefined)
      run.sleep(asNumber(getProperty(p.Duration, 'TotalMilliseconds')));
    else run.sleep(asNumber(p.Seconds) * 1000);
  },
});
