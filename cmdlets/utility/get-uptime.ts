/** Get-Uptime: how long this machine runs, or since when. */
import {uptime} from 'node:os';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {localTimeOfMs} from '../../shell/providers/file-time.ts';
import {invokeStatic, requireType} from '../../shell/values/index.ts';

export const getUptime = cmdlet({
  name: 'Get-Uptime',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetUptimeCommand',
  defaultParameterSet: 'Timespan',
  outputTypes: ['System.TimeSpan', 'System.DateTime'],
  synopsis: 'Gets the time since the last start of the machine.',
  parameters: {
    Since: {type: 'switch', sets: {Since: {}}, help: 'Writes when it was started.'},
  },
  examples: [{title: 'Since the start', code: '(Get-Uptime).Days'}],

  process(run, p) {
    const seconds = Math.floor(uptime());
    if (p.Since) run.writeObject(localTimeOfMs(Date.now() - seconds * 1000));
    else run.writeObject(invokeStatic(requireType('timespan'), 'FromSeconds', [seconds]));
  },
});
