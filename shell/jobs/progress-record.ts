/** ProgressRecord as scripts find it in `$job.Progress`. */
import type {ProgressRecord} from '../cmdlet/run.ts';
import {defineType} from '../values/define-type.ts';

export class ProgressValue {
  readonly record: ProgressRecord;
  constructor(record: ProgressRecord) {
    this.record = record;
  }
}

defineType<ProgressValue>({
  fullName: 'System.Management.Automation.ProgressRecord',
  instance: ProgressValue,
  toText: ({record}) => record.activity,
  properties: {
    ActivityId: {type: 'int', get: self => self.record.activityId},
    ParentActivityId: {type: 'int', get: self => self.record.parentActivityId},
    Activity: {type: 'string', get: self => self.record.activity},
    StatusDescription: {type: 'string', get: self => self.record.statusDescription},
    CurrentOperation: {type: 'string', get: self => self.record.currentOperation},
    PercentComplete: {type: 'int', get: self => self.record.percentComplete},
    SecondsRemaining: {type: 'int', get: self => self.record.secondsRemaining},
    RecordType: {type: 'string', get: self => self.record.recordType},
  },
});
