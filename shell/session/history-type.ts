/** HistoryInfo: an entry of the history as scripts see it. Loaded with the first cmdlet that shows one. */
import {localTimeOfMs} from '../providers/file-time.ts';
import {defineType, invokeStatic, requireType} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {HistoryInfo} from './history.ts';

defineType<HistoryInfo>({
  fullName: 'Microsoft.PowerShell.Commands.HistoryInfo',
  instance: HistoryInfo,
  toText: self => self.record.commandLine,
  properties: {
    Id: {type: 'long', get: self => BigInt(self.id)},
    CommandLine: {type: 'string', get: self => self.record.commandLine},
    ExecutionStatus: {get: self => self.record.status},
    StartExecutionTime: {type: 'datetime', get: self => localTimeOfMs(self.record.start)},
    EndExecutionTime: {type: 'datetime', get: self => localTimeOfMs(self.record.end)},
    Duration: {
      type: 'timespan',
      get: ({record}) => timeSpanOf(record.end - record.start),
    },
  },
});

function timeSpanOf(milliseconds: number): Value {
  return invokeStatic(requireType('timespan'), 'FromMilliseconds', [milliseconds]);
}
