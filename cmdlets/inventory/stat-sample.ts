/** One measured value, as Get-Stat writes it. */
import {defineType} from '../../shell/values/define-type.ts';
import {double} from '../../shell/values/numbers.ts';
import type {DateTime} from '../../shell/types/date-time.ts';
import type {Value} from '../../shell/values/value.ts';

export class StatSample {
  readonly entity: Value;
  readonly entityId: string;
  readonly metricId: string;
  readonly timestamp: DateTime;
  readonly value: number;
  readonly unit: string;
  readonly instance: string;
  readonly intervalSecs: number;

  constructor(facts: Omit<StatSample, never>) {
    this.entity = facts.entity;
    this.entityId = facts.entityId;
    this.metricId = facts.metricId;
    this.timestamp = facts.timestamp;
    this.value = facts.value;
    this.unit = facts.unit;
    this.instance = facts.instance;
    this.intervalSecs = facts.intervalSecs;
  }
}

const base = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Stat.Sample',
  abstract: true,
});

defineType<StatSample>({
  fullName: 'VMware.VimAutomation.ViCore.Impl.V1.Stat.FloatSampleImpl',
  base,
  instance: StatSample,
  toText: sample => sample.metricId,
  properties: {
    MetricId: {type: 'string', get: sample => sample.metricId},
    Timestamp: {type: 'datetime', get: sample => sample.timestamp},
    Value: {type: 'double', get: sample => double(sample.value)},
    Unit: {type: 'string', get: sample => sample.unit},
    Instance: {type: 'string', get: sample => sample.instance},
    Entity: {get: sample => sample.entity},
    EntityId: {type: 'string', get: sample => sample.entityId},
    IntervalSecs: {type: 'int', get: sample => sample.intervalSecs},
  },
});
